#ifndef CORE_REGLER_BEM_H
#define CORE_REGLER_BEM_H

/* Every remark: name in the code, code in the data, the places that its
 * sentence may use. The order is the order in which they are shown. */
#define BEMAERKNINGER(X)                                                                           \
	X(OVER_LOFT, "over-loft", "bevilget loft arbejdstid")                                      \
	X(UFORENELIG_BEVILGET, "uforenelig-bevilget", "")                                          \
	X(VIKAR_BEVILGET, "vikar-bevilget", "")                                                    \
	X(IKKE_VARIG_BETYDELIG, "ikke-varig-betydelig", "")                                        \
	X(DOKUMENTATION_MANGLER, "dokumentation-mangler", "")                                      \
	X(OPLYST_NOK, "oplyst-nok", "")                                                            \
	X(AFSLAG_UDEN_GRUND, "afslag-uden-grund", "")                                              \
	X(UDFALD_PASSER_IKKE, "udfald-passer-ikke", "hvorfor")                                     \
	X(FOR_LANGT_TILBAGE, "for-langt-tilbage", "start modtaget tidligst maaneder")              \
	X(TILBAGE_UDEN_ASSISTENT, "tilbage-uden-assistent", "start modtaget")                      \
	X(FOER_ANSAETTELSE, "foer-ansaettelse", "start ansat")                                     \
	X(ANSAETTELSE_IKKE_AFTALT, "ansaettelse-ikke-aftalt", "virksomhed")                        \
	X(FORDELING_STEMMER_IKKE, "fordeling-stemmer-ikke", "fordelt bevilget")                    \
	X(PARTSHOERING_MANGLER, "partshoering-mangler", "hvorfor")                                 \
	X(PARTSHOERING_FRIST, "partshoering-frist", "frist dato")                                  \
	X(OPFOELGNING_MANGLER, "opfoelgning-mangler", "naeste senest")                             \
	X(MANGLER_GODKENDELSE, "mangler-godkendelse", "kost graense")                              \
	X(SAERLIG_SATS, "saerlig-sats-ubegrundet", "")                                             \
	X(SPS_UAFKLARET, "sps-uafklaret", "")                                                      \
	X(UDDANNELSE_UDEN_PERIODE, "uddannelse-uden-periode", "")                                  \
	X(REGELSAET_HISTORISK, "regelsaet-historisk", "regelsaet dato")                            \
	X(FORENELIGHED_EGEN_ANDEL, "forenelighed-egen-andel", "andel graense")                     \
	X(FORENELIGHED_20_37, "forenelighed-20-37", "behov arbejdstid loft fuldtid")               \
	X(INDHOLD_IKKE_SELV, "indhold-ikke-selv", "opgaver")                                       \
	X(INDHOLD_IKKE_ANGIVET, "indhold-ikke-angivet", "")                                        \
	X(VIKAR_MERARBEJDE, "vikar-merarbejde", "opgaver")                                         \
	X(DAEKNING_HOEJ, "daekning-hoej", "andel graense")                                         \
	X(SELVSTAENDIG_BEMANDING, "selvstaendig-bemanding", "virksomhed")                          \
	X(OMFORDELING_MULIG, "omfordeling-mulig", "ansatte")                                       \
	X(AFVIGER_FRA_BEHOV, "afviger-fra-behov", "timer mod behov loft")                          \
	X(HJAELPEMIDLER, "hjaelpemidler-ikke-overvejet", "")                                       \
	X(UDEN_BESOEG, "uden-besoeg", "")                                                          \
	X(FLEKSJOB_DOBBELT, "fleksjob-dobbelt", "")                                                \
	X(BEHOV_OVER_LOFT, "behov-over-loft", "behov loft")                                        \
	X(DAEKNING_LAV, "daekning-lav", "andel graense")                                           \
	X(OBSERVERET_AFVIGER, "observeret-afviger", "opgaver")                                     \
	X(KOERSEL, "koersel", "opgaver")

#define BEM_NAVN(navn, kode, steder) BEM_##navn,
enum bem { BEMAERKNINGER(BEM_NAVN) BEM_ANTAL };
#undef BEM_NAVN

#endif
