#ifndef CORE_IO_VAULTKOPI_H
#define CORE_IO_VAULTKOPI_H

struct err;
struct noegle;
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
 * copy. ERR_BRUG when til is there already.
 */
int vaultkopi_begynd(struct vaultkopi **ud, struct sqlite3 *fra, const struct vault *v,
		     const char *til, struct err *e);
/* Writes the key file of the copy; n is borrowed till vaultkopi_free. ERR_BRUG when another's is there. */
int vaultkopi_noegle(struct vaultkopi *k, const struct noegle *n, struct err *e);
/* The next `sider` pages: 1 there is more, 0 done and in its place, or a code. */
int vaultkopi_skridt(struct vaultkopi *k, int sider, struct err *e);
void vaultkopi_free(struct vaultkopi *k);     /* given up before it was done: nothing is left */

/* Reads every page of the file ny, syncs it and gives it the name til. */
int vaultkopi_paa_plads(const struct vault *v, const char *ny, const char *til, struct err *e);

/* An unsealed store as a sealed one at til, every row compared. fra is held locked and
 * unchanged. ERR_SKADET when fra is damaged. */
int vaultkopi_forsegl(struct sqlite3 *fra, const struct vault *v, const char *til, struct err *e);

#endif
