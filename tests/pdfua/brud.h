#ifndef TESTS_PDFUA_BRUD_H
#define TESTS_PDFUA_BRUD_H

#include <stdbool.h>

struct ua;

/* Is the rule broken? One question each; regler.c says which condition it is. */
#define UA_BRUD(X)                                                                             \
	X(artefakt_i_maerket) X(maerket_i_artefakt) X(umaerket) X(mistaenkt)                   \
	X(uden_markinfo) X(ubalance) X(uden_trae) X(uden_raekke) X(fremmed_art)                \
	X(rundgang) X(omdoebt_art) X(uden_xmp) X(uden_pdfuaid) X(uden_dctitel)                 \
	X(uden_visning) X(visning_falsk) X(tabel_forkert) X(liste_forkert) X(indholdsliste)    \
	X(ruby) X(warichu) X(uden_unicode) X(uden_sprog) X(figur_uden_alt) X(foerst_h1)        \
	X(spring_i_niveau) X(flere_h) X(h_og_hn) X(th_uden_scope) X(formel_uden_alt)           \
	X(note_uden_id) X(lag) X(vedlagt_fil) X(xfa) X(krypteret) X(formular)                  \
	X(anmaerkning_loes) X(anmaerkning_stum) X(uden_tabs) X(tabs_forkert)                   \
	X(fremmed_xobjekt) X(xobjekt_med_mcid) X(fremmed_kodning) X(uden_gidmap)               \
	X(gidmap_forkert) X(uden_program) X(charset) X(cidset) X(truetype_uden_kodning)        \
	X(truetype_kodning) X(truetype_differences) X(symbolsk_kodning) X(uden_tounicode)      \
	X(unicode_nul) X(unicode_bom) X(notdef) X(uden_titel) X(uden_bogmaerker) X(script)

#define X(navn) bool ua_##navn(const struct ua *u);
UA_BRUD(X)
#undef X

#endif
