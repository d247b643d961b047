#ifndef CORE_IO_VAULTKOPI_H
#define CORE_IO_VAULTKOPI_H

struct err;
struct sqlite3;
struct vault;
struct vaultkopi;

/*
 * Copies of whole stores. A copy is made under another name (STI.ny), checked, synced and
 * then renamed: STI is a whole store or is not there. What goes wrong leaves
 * no half copy behind. Codes as vaultdb_kode gives them.
 */

/*
 * A sealed copy of an open sealed store, a few pages at a time while it goes on
 * being used through the same connection: changes made meanwhile are in the
 * copy. The key file is not copied here (noegle_kopi). ERR_BRUG when til is there already.
 */
int vaultkopi_begynd(struct vaultkopi **ud, struct sqlite3 *fra, const struct vault *v,
		     const char *til, struct err *e);
/* The next `sider` pages: 1 there is more, 0 done and in its place, or a code. */
int vaultkopi_skridt(struct vaultkopi *k, int sider, struct err *e);
void vaultkopi_free(struct vaultkopi *k);     /* given up before it was done: nothing is left */

/* An unsealed store as a sealed one at til, every row compared. fra is held locked and
 * unchanged. ERR_SKADET when fra is damaged. */
int vaultkopi_forsegl(struct sqlite3 *fra, const struct vault *v, const char *til, struct err *e);

#endif
