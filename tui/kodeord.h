#ifndef TUI_KODEORD_H
#define TUI_KODEORD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/io/segl.h"

struct kodeord;

/* A passphrase while it is typed: in locked memory, wiped when it is freed. */
struct kodeord *kodeord_ny(void);
void kodeord_free(struct kodeord *k);             /* NULL is fine */
bool kodeord_ind(struct kodeord *k, const char *s, size_t n);   /* false: no room, nothing added */
void kodeord_slet_sidste(struct kodeord *k);                    /* one character */
void kodeord_toem(struct kodeord *k);
size_t kodeord_tegn(const struct kodeord *k);                   /* characters */
struct segl_data kodeord_data(const struct kodeord *k);         /* borrowed */
bool kodeord_ens(const struct kodeord *a, const struct kodeord *b);

#endif
