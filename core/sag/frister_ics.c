#include "core/sag/frister_ics.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/tekst.h"
#include "core/sag/frister.h"

enum { OKTETTER = 75 };          /* RFC 5545, 3.1: no line is longer */

/* Puts a content line out, folded at characters, ended by CRLF. */
static void linje(struct buf *ud, const char *s)
{
	size_t n = strlen(s), plads = OKTETTER, brugt = 0;
	while (brugt < n) {
		size_t m = n - brugt < plads ? n - brugt : plads;
		while (brugt + m < n && ((unsigned char)s[brugt + m] & 0xc0) == 0x80)
			m--;
		if (brugt)
			buf_tekst(ud, "\r\n ");
		buf_add(ud, s + brugt, m);
		brugt += m;
		plads = OKTETTER - 1;
	}
	buf_tekst(ud, "\r\n");
}

/* A TEXT value (3.3.11). */
static void tekstvaerdi(struct buf *ud, const char *s)
{
	struct buf ren = BUF_TOM;
	tekst_sikker(&ren, s, strlen(s), false);
	for (const char *p = buf_str(&ren); *p; p++) {
		if (strchr("\\;,", *p))
			buf_tegn(ud, '\\');
		buf_tegn(ud, *p);
	}
	buf_done(&ren);
}

static void stempel(int64_t ms, char ud[32])
{
	time_t t = (time_t)(ms / 1000);
	struct tm tm;
	gmtime_r(&t, &tm);
	strftime(ud, 32, "%Y%m%dT%H%M%SZ", &tm);
}

static void dag(struct buf *ud, const char *navn, struct dato d)
{
	char t[64];
	snprintf(t, sizeof(t), "%s;VALUE=DATE:%04d%02d%02d", navn, d.aar, d.maaned, d.dag);
	linje(ud, t);
}

static void begivenhed(struct buf *ud, const struct frist *f, size_t nr, const char *nu)
{
	char id[UUID_TEKST], t[160];
	struct buf b = BUF_TOM;
	linje(ud, "BEGIN:VEVENT");
	snprintf(t, sizeof(t), "UID:%s-%s-%zu@femtrin", uuid_skriv(&f->sag, id),
		 fristart_felt(f->art), nr);
	linje(ud, t);
	snprintf(t, sizeof(t), "DTSTAMP:%s", nu);
	linje(ud, t);
	dag(ud, "DTSTART", f->dato);
	dag(ud, "DTEND", dato_plus_dage(f->dato, 1));
	buf_tekst(&b, "SUMMARY:");
	tekstvaerdi(&b, fristart_navn(f->art));
	if (*f->virksomhed) {
		buf_tekst(&b, " · ");
		tekstvaerdi(&b, f->virksomhed);
	}
	linje(ud, buf_str(&b));
	linje(ud, "CLASS:PRIVATE");
	linje(ud, "TRANSP:TRANSPARENT");
	linje(ud, "END:VEVENT");
	buf_done(&b);
}

/* How many of the same case and kind stand before it: parts their UIDs. */
static size_t nummer(const struct frister *f, size_t i)
{
	size_t nr = 0;
	for (size_t k = 0; k < i; k++)
		nr += f->alle[k].art == f->alle[i].art &&
		      uuid_ens(&f->alle[k].sag, &f->alle[i].sag);
	return nr;
}

void frister_ics(const struct frister *f, int64_t nu, struct buf *ud)
{
	char tid[32];
	stempel(nu, tid);
	linje(ud, "BEGIN:VCALENDAR");
	linje(ud, "VERSION:2.0");
	linje(ud, "PRODID:-//Femtrin//Frister//DA");
	linje(ud, "CALSCALE:GREGORIAN");
	for (size_t i = 0; i < f->n; i++)
		begivenhed(ud, &f->alle[i], nummer(f, i), tid);
	linje(ud, "END:VCALENDAR");
}
