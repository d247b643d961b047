#ifndef CORE_IO_YAMLFEJL_H
#define CORE_IO_YAMLFEJL_H

/* libyaml's English complaint as a Danish sentence that says what is expected;
 * a general one where the complaint is not known. Never NULL. */
const char *yamlfejl_dansk(const char *libyaml);

#endif
