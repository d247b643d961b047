#include "core/io/noeglepar.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/krypto.h"
#include "core/io/segl.h"
#include "core/io/varig.h"

enum { HEX = 64, TJEK = 8, TJEK_BYTES = 4 };
_Static_assert(HEX + TJEK + 1 == NOEGLEPAR_TEKST, "a key as text");

static const char *const hoved[] = {
	[NOEGLEPAR_PRIVAT] = "femtrin genopretning privat 1\n",
	[NOEGLEPAR_OFFENTLIG] = "femtrin genopretning offentlig 1\n",
};

static void tjek(char ud[TJEK + 1], const uint8_t noegle[32])
{
	uint8_t mac[SEGL_MAC];
	segl_mac(mac, (struct segl_data){noegle, 32}, NULL);
	krypto_hex(ud, mac, TJEK_BYTES);
}

void noeglepar_skriv(char ud[NOEGLEPAR_TEKST], const uint8_t noegle[32])
{
	krypto_hex(ud, noegle, 32);
	tjek(ud + HEX, noegle);
}

static int skriv(const char *sti, enum noeglepar_art art, const uint8_t noegle[32], struct err *e)
{
	struct buf b = BUF_TOM;
	char hex[NOEGLEPAR_TEKST];
	noeglepar_skriv(hex, noegle);
	buf_format(&b, "%s%s\n", hoved[art], hex);
	int rc = varig_skriv(sti, b.data, b.len, e);
	segl_slet(hex, sizeof hex);
	segl_slet(b.data, b.len);
	buf_done(&b);
	return rc;
}

int noeglepar_lav(const char *privat, const char *offentlig, struct err *e)
{
	const char *der = access(privat, F_OK) == 0 ? privat
			: access(offentlig, F_OK) == 0 ? offentlig : NULL;
	if (der)
		return err_set(e, ERR_BRUG, _("%s: der er allerede en fil med det navn"), der);
	uint8_t *noegler = segl_hemmelig(64);
	segl_par(noegler, noegler + 32);
	int rc = skriv(privat, NOEGLEPAR_PRIVAT, noegler + 32, e);
	if (rc == 0)
		rc = skriv(offentlig, NOEGLEPAR_OFFENTLIG, noegler, e);
	segl_glem(noegler);
	return rc;
}

static int ciffer(char c)
{
	static const char cifre[] = "0123456789abcdef";
	const char *p = c ? strchr(cifre, c) : NULL;
	return p ? (int)(p - cifre) : -1;
}

/* The first HEX + TJEK characters; what follows is not looked at. */
static int afkod(const char *s, uint8_t ud[32])
{
	char sum[TJEK + 1];
	for (int i = 0; i < 32; i++) {
		int hoej = ciffer(s[2 * i]), lav = ciffer(s[2 * i + 1]);
		if (hoej < 0 || lav < 0)
			return -1;
		ud[i] = (uint8_t)(hoej << 4 | lav);
	}
	tjek(sum, ud);
	return memcmp(sum, s + HEX, TJEK) == 0 ? 0 : -1;
}

int noeglepar_afkod(const char *s, uint8_t ud[32])
{
	return strlen(s) == HEX + TJEK ? afkod(s, ud) : -1;
}

int noeglepar_laes(const char *sti, enum noeglepar_art art, uint8_t ud[32], struct err *e)
{
	struct buf b = BUF_TOM;
	const char *anden = hoved[art == NOEGLEPAR_PRIVAT ? NOEGLEPAR_OFFENTLIG : NOEGLEPAR_PRIVAT];
	size_t n = strlen(hoved[art]);
	int rc = varig_laes(&b, sti, 4096, e);
	if (rc == 0 && strncmp(buf_str(&b), anden, strlen(anden)) == 0)
		rc = err_set(e, ERR_UGYLDIG, art == NOEGLEPAR_PRIVAT
			     ? _("%s: det er den offentlige halvdel; den private skal bruges")
			     : _("%s: det er den private halvdel; den offentlige skal bruges"), sti);
	else if (rc == 0 && (b.len < n + HEX + TJEK || memcmp(b.data, hoved[art], n) != 0 ||
			     afkod(b.data + n, ud) != 0))
		rc = err_set(e, ERR_UGYLDIG, _("%s: filen er ikke en genopretningsnøgle"), sti);
	if (b.data)
		segl_slet(b.data, b.plads);
	buf_done(&b);
	return rc;
}
