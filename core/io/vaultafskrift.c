#include "core/io/vaultafskrift.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/varig.h"
#include "core/io/vaultjournal.h"
#include "core/io/vaultkopi.h"

enum { STYKKE = 256 * SIDE_STR, FORSOEG = 100, PAUSE_MS = 20 };

struct afskrift {
	const char *sti;
	char *journal, *ny;
	int fra, til;
	off_t laengde;
	uint8_t *nyt, *gammelt;
};

/* Reads n bytes at `sted`, fewer only at the end; -1 with errno. */
static ssize_t laes(int fd, uint8_t *ud, size_t n, off_t sted)
{
	size_t har = 0;
	while (har < n) {
		ssize_t k = pread(fd, ud + har, n - har, sted + (off_t)har);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		if (k == 0)
			break;
		har += (size_t)k;
	}
	return (ssize_t)har;
}

static int skriv(int fd, const uint8_t *p, size_t n, off_t sted)
{
	while (n > 0) {
		ssize_t k = pwrite(fd, p, n, sted);
		if (k < 0 && errno != EINTR)
			return -1;
		if (k > 0) {
			p += k;
			sted += k;
			n -= (size_t)k;
		}
	}
	return 0;
}

/* One pass over the file: what is not in the copy already is written to it. 1 there
 * was nothing to write, 0 there was, -1 with errno. */
static int gang(struct afskrift *a)
{
	bool ens = true;
	off_t sted = 0;
	for (;;) {
		ssize_t n = laes(a->fra, a->nyt, STYKKE, sted);
		ssize_t m = n < 0 ? -1 : laes(a->til, a->gammelt, STYKKE, sted);
		if (n < 0 || m < 0)
			return -1;
		if (n != m || memcmp(a->nyt, a->gammelt, (size_t)n) != 0) {
			ens = false;
			if (skriv(a->til, a->nyt, (size_t)n, sted) != 0)
				return -1;
		}
		sted += n;
		if (n < STYKKE)
			break;
	}
	if (ftruncate(a->til, sted) != 0)
		return -1;
	ens = ens && sted == a->laengde;
	a->laengde = sted;
	return ens;
}

/* No commit is under way: 1; 0 one is; -1 with errno. */
static int ro(const struct afskrift *a)
{
	uint8_t hoved[JOURNAL_HOVED] = {0}, samlet = 0;
	int fd = open(a->journal, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT ? 1 : -1;
	ssize_t n = laes(fd, hoved, sizeof hoved, 0);
	close(fd);
	for (size_t i = 0; i < sizeof hoved; i++)
		samlet |= hoved[i];
	return n < 0 ? -1 : samlet == 0;
}

/* Passes until one finds nothing new and nothing was under way before it began. */
static int hent(struct afskrift *a, struct err *e)
{
	const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000L};
	a->laengde = -1;
	if (gang(a) < 0)
		return varig_fejl(a->sti, errno, e);
	for (int i = 0; i < FORSOEG; i++) {
		int stille = ro(a);
		int ens = stille < 0 ? -1 : gang(a);
		if (ens < 0)
			return varig_fejl(a->sti, errno, e);
		if (stille && ens)
			return 0;
		nanosleep(&pause, NULL);
	}
	return err_set(e, ERR_LAAST,
		       _("%s: der skrives hele tiden i sagsfilen; tag kopien om lidt"), a->sti);
}

static int aabn(struct afskrift *a, struct err *e)
{
	a->fra = open(a->sti, O_RDONLY | O_CLOEXEC);
	if (a->fra < 0)
		return varig_fejl(a->sti, errno, e);
	unlink(a->ny);
	a->til = open(a->ny, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	return a->til < 0 ? varig_fejl(a->ny, errno, e) : 0;
}

static void luk(struct afskrift *a)
{
	if (a->fra >= 0)
		close(a->fra);
	if (a->til >= 0)
		close(a->til);
	free(a->journal);
	free(a->nyt);
	free(a->gammelt);
}

int vaultafskrift(const char *sti, const struct vault *v, const char *til, struct err *e)
{
	if (access(til, F_OK) == 0)
		return err_set(e, ERR_BRUG, _("%s: der er allerede en fil med det navn"), til);
	struct afskrift a = {.sti = sti, .fra = -1, .til = -1,
			     .journal = mem_format("%s-journal", sti), .ny = mem_format("%s.ny", til),
			     .nyt = mem_alloc(STYKKE), .gammelt = mem_alloc(STYKKE)};
	int rc = aabn(&a, e);
	bool begyndt = a.til >= 0;
	if (rc == 0)
		rc = hent(&a, e);
	luk(&a);
	if (rc == 0)
		rc = vaultkopi_paa_plads(v, a.ny, til, e);
	if (rc != 0 && begyndt)
		unlink(a.ny);
	free(a.ny);
	return rc;
}
