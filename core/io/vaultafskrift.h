#ifndef CORE_IO_VAULTAFSKRIFT_H
#define CORE_IO_VAULTAFSKRIFT_H

struct err;
struct vault;

/*
 * A copy of a sealed store that another process has open and writes to: its bytes as
 * they lie on the disk, without a lock. That it is a moment between two commits is
 * known by this:
 *
 * - the file is read twice, one pass after the other, until a page is the same in both.
 *   Each write of a page has a nonce of its own, so two equal readings say that it was
 *   not written in between: the copy is the file as it was between the passes;
 * - between the passes the journal is not there or begins with zeros
 *   (vaultjournal.h): then no commit was under way.
 *
 * Then every page is opened and checked, and the copy is given its name as in vaultkopi.h.
 * ERR_LAAST when the other process wrote all the time; ERR_BRUG when til is there already;
 * else codes of vaultkopi.h.
 */
int vaultafskrift(const char *sti, const struct vault *v, const char *til, struct err *e);

#endif
