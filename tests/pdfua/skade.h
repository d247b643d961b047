#ifndef TESTS_PDFUA_SKADE_H
#define TESTS_PDFUA_SKADE_H

struct ua;

/* Damages an open letter in one way; regler.c says which rule must see it. */
#define UA_SKADER(X)                                                                           \
	X(artefakt_ind) X(maerke_ind) X(maerke_vaek) X(emc_vaek) X(mistanke) X(markinfo_vaek)  \
	X(trae_vaek) X(raekke_vaek) X(fremmed) X(ring) X(omdoeb) X(xmp_vaek) X(pdfuaid_vaek)   \
	X(dctitel_vaek) X(visning_vaek) X(visning_nej) X(celle_ud) X(punkt_ud) X(toc) X(rubys) \
	X(warichus) X(unicode_hul) X(sprog_vaek) X(figur) X(h2_foerst) X(h4) X(to_h) X(en_h)   \
	X(scope_vaek) X(formel) X(note) X(ocg) X(fil) X(xfaskema) X(feltskema) X(script_ind)   \
	X(anm_loes) X(anm_stum) X(tabs_vaek) X(tabs_r) X(xref) X(xmcid) X(kodning)             \
	X(gidmap_vaek) X(gidmap_navn) X(program_vaek) X(charset_ind) X(cidset_ind)             \
	X(tt_kodning_vaek) X(tt_kodning_ny) X(tt_differences) X(tt_symbol) X(tounicode_vaek)   \
	X(tounicode_nul) X(tounicode_bom) X(tegn_nul) X(titel_vaek) X(bogmaerke_vaek)

#define X(navn) void skade_##navn(struct ua *u);
UA_SKADER(X)
#undef X

#endif
