#ifndef CORE_BREV_SKABELONLED_H
#define CORE_BREV_SKABELONLED_H

struct led;
struct skabelon_laeser;
struct vec;
struct yaml;

/* Reads one entry of `indhold`: paragraphs, items or a table. Adds a struct led. */
int skabelon_led(const struct skabelon_laeser *l, const struct yaml *y, struct vec *ud);
void skabelon_led_done(struct led *l);

#endif
