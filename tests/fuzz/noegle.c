/*
 * The key file as anything. What passes its form is whole, and a file made to pass
 * (the checksum put right) opens with nobody's recovery key, nor with ours
 * unless it is the very file we made.
 */
#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/noegle.h"
#include "core/io/varig.h"
#include "tests/fuzz/fuzz.h"

static char sti[64], en[72], to[72];    /* of each process its own */

static uint8_t god[NOEGLE_FIL], privat[32];

static void ryd(void)
{
	unlink(en);
	unlink(to);
}

static void lav(void)
{
	uint8_t offentlig[32];
	struct noegle *n;
	struct buf b = BUF_TOM;
	if (god[0])
		return;
	snprintf(sti, sizeof sti, "/tmp/femtrin-fuzz-noegle-%ld", (long)getpid());
	snprintf(en, sizeof en, "%s.noegle", sti);
	snprintf(to, sizeof to, "%s.noegle2", sti);
	atexit(ryd);
	ryd();
	segl_par(offentlig, privat);
	struct noegle_valg v = {{NOEGLE_RUNDER, NOEGLE_KIB_MIN}, offentlig};
	SKAL(noegle_opret(&n, sti, (struct segl_data){"k", 1}, &v, NULL) == 0);
	noegle_free(n);
	SKAL(varig_laes(&b, en, NOEGLE_FIL, NULL) == 0);
	memcpy(god, b.data, NOEGLE_FIL);
	buf_done(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	uint8_t fil[NOEGLE_FIL];
	struct noegle *k;
	lav();
	SKAL(noegle_form(data, n) != 0 || n == NOEGLE_FIL);
	memcpy(fil, god, sizeof fil);
	for (size_t i = 0; i < n && i < sizeof fil; i++)
		fil[i] ^= data[i];
	segl_mac(fil + NOEGLE_FIL - 32, (struct segl_data){fil, NOEGLE_FIL - 32}, NULL);
	som_fil(en, fil, sizeof fil);
	som_fil(to, data, n);
	int rc = noegle_genopret(&k, sti, privat, NULL);
	SKAL(rc == 0 || rc == ERR_SKADET || rc == ERR_NOEGLE);
	SKAL(rc != 0 || memcmp(fil, god, sizeof fil) == 0);
	noegle_free(k);
	return 0;
}
