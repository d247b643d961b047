#ifndef CORE_BREV_BEREGN_H
#define CORE_BREV_BEREGN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/dato.h"

struct brev_om;
struct buf;
struct objekt;
struct sag;

/*
 * What a template may name besides the fields of the case. Hours read "12 timer";
 * a flag is "ja" or empty.
 *   brev.dato .art               the letter's date, its kind
 *   kommune.navn .adresse .telefon .email · bruger.navn .titel .telefon     the settings
 *   regelsaet.lov .hjemmel .hjemmel_afslag .hjemmel_personkreds .hjemmel_loft .hjemmel_uddannelse
 *     .hjemmel_opfoelgning .hjemmel_udbetaling .hjemmel_klage .klageorgan .klagefrist_fra
 *     .klagefrist .genvurdering ("4 uger") .loft .fuldtid                   the rules in force
 *   beregn.behov .loft .arbejdstid                                        per week
 *   beregn.hjaelp_givet          help per week to the tasks that are not refused
 *   beregn.bevilget ("12 timer om ugen", "39 timer i kvartalet") .bevilget_uge .soegt
 *   beregn.periode .soegt_periode .sats ("131,25 kr.") .indsendelse ("14 dage")
 *   beregn.deltid .udvidet .over_loft .afviger (granted ≠ need) .flere_ansaettelser
 *     .faerre_timer .kortere_periode                                     flags
 *   .beregn.hjaelp .tid .hyppighed .har_hjaelp (flag)                     of a task
 *   arbejdssted.navn .cvr .adresse .telefon .kontaktperson .stilling .timer .kvartal
 *     .selvstaendig (flag) · .beregn.her (flag, of a task)               one employment (arbejdssted.h)
 *   forrige.bevilget .periode .hjaelp .udgaaet .mer .mindre · .forrige.hjaelp .nu (of a task)
 *                                                                        the case before (forrige.h)
 *   frist.foerst .svar .ny .genvurdering .over_aar (flag) · regelsaet.tilbage             promises (brevfrist.h)
 *   beregn.pr ("om ugen", "i kvartalet", "om året") .hjaelp_pr · .beregn.hjaelp_pr (of a task)
 *                                                                        in the grant's unit (enhed.h)
 *   beregn.assistent ("ny vikarbureau") · .tolk .kommunen_ansaetter (flags) ·
 *     arbejdssted.assistent .assistent_navn                                who helps (assistent.h)
 *   beregn.udbetalt_timer .udbetalt                                       paid so far (udbetalt.h)
 *   .beregn.virksomhed                   of a task, of a row of afgoerelse.fordeling
 *   .beregn.andel ("5 timer om ugen")    of such a row
 */
struct beregn_om {
	const struct sag *sag;
	const struct objekt *o;          /* the object at hand, NULL = none */
	const struct brev_om *om;
	struct dato dato;                /* of the letter */
	const char *art;                 /* its kind */
};

struct beregnet {
	const char *navn;                /* "beregn.loft"; ".beregn.hjaelp" for an object */
	const char *liste;               /* the list of such an object */
	const char *felter[3];           /* what it is made from; the first is named where it is empty */
	bool (*lav)(const struct beregn_om *om, struct buf *ud);   /* false: empty */
};

const struct beregnet *beregn_find(const char *navn, const char *liste);   /* NULL: no such place */

#endif
