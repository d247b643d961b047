#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

/*
 * Every command there is: id, key map, default keys (parted by spaces), word in
 * the bottom line ("" = not there), sentence in the help. Key map, bottom line,
 * help screen and manual are made from this list and cannot disagree with it.
 * Keys: F1 ^N M-1 Enter Tab S-Tab Esc Space Up Down Left Right Home End PgUp
 * PgDn Ins Del Backspace, C-Left (with control), S-Left, one character, "^ ".
 *
 * A key is looked up in the maps that the screen says are in force, in the
 * order of this list, general ones last. A map with bare letters in it must
 * not be in force while text is typed.
 */
enum kort {
	KORT_ALLE = 0,                    /* always in force, looked up last */
	KORT_SAG = 1 << 0,                /* a case is open */
	KORT_TEKST = 1 << 1,              /* a cursor in one line of text */
	KORT_LANG = 1 << 2,               /* a cursor in several lines */
	KORT_FORM = 1 << 3,               /* on a field of a form */
	KORT_VALG = 1 << 4,               /* on a choice or ja/nej */
	KORT_RAEKKE = 1 << 5,             /* on a row of a list in a form */
	KORT_LISTE = 1 << 6,              /* a list to go up and down in */
	KORT_SAGER = 1 << 7,
	KORT_OPDELING = 1 << 8,           /* in a column of the split */
	KORT_STOPUR = 1 << 9,
	KORT_BREV = 1 << 10,
	KORT_JOURNAL = 1 << 11,
	KORT_FRISTER = 1 << 12,
	KORT_BEMAERK = 1 << 13,           /* remarks */
	KORT_NOTE = 1 << 14,
	KORT_RULLE = 1 << 15,             /* a text to read */
	KORT_SPOERG = 1 << 16,            /* a question at the bottom */
	KORT_LUKKET = 1 << 17,            /* on a long text that is not open */
	KORT_VALGLISTE = 1 << 18,         /* in the open list of a choice */
	KORT_NY_OPGAVE = 1 << 19,         /* the name line of a new task */
	KORT_GAATIL = 1 << 20,            /* a text with places to go to */
	KORT_UDSKRIV = 1 << 21,           /* the question before printing */
	KORT_OPLAAS = 1 << 22,            /* the passphrase of a locked store */
	KORT_KONFLIKT = 1 << 23,          /* a conflict: mine and theirs */
	KORT_AFVIST = 1 << 24,            /* what the municipality refused */
};

#define COMMANDS_TEKST(X) \
	X(TEGN_VENSTRE, KORT_TEKST, "Left", "", N_("Et tegn til venstre")) \
	X(TEGN_HOEJRE, KORT_TEKST, "Right", "", N_("Et tegn til højre")) \
	X(ORD_VENSTRE, KORT_TEKST, "C-Left M-b", "", N_("Et ord til venstre")) \
	X(ORD_HOEJRE, KORT_TEKST, "C-Right M-f", "", N_("Et ord til højre")) \
	X(LINJE_START, KORT_TEKST, "Home ^A", "", N_("Til linjens begyndelse")) \
	X(LINJE_SLUT, KORT_TEKST, "End ^E", "", N_("Til linjens slutning")) \
	X(SLET_FOER, KORT_TEKST, "Backspace", "", N_("Slet tegnet før markøren")) \
	X(SLET_EFTER, KORT_TEKST, "Del", "", N_("Slet tegnet ved markøren")) \
	X(SLET_ORD, KORT_TEKST, "^W", "", N_("Slet ordet før markøren")) \
	X(SLET_RESTEN, KORT_TEKST, "^K", "", N_("Slet resten af linjen")) \
	X(LINJE_NY, KORT_LANG, "Enter", "", N_("Ny linje")) \
	X(LINJE_OP, KORT_LANG, "Up", "", N_("En linje op")) \
	X(LINJE_NED, KORT_LANG, "Down", "", N_("En linje ned")) \
	X(SIDE_OP, KORT_LANG, "PgUp", "", N_("Ti linjer op")) \
	X(SIDE_NED, KORT_LANG, "PgDn", "", N_("Ti linjer ned")) \
	X(TEKST_START, KORT_LANG, "C-Home", "", N_("Til tekstens begyndelse")) \
	X(TEKST_SLUT, KORT_LANG, "C-End", "", N_("Til tekstens slutning")) \
	X(FRASER, KORT_LANG | KORT_LUKKET, "^R", N_("fraser"), N_("Sæt en frase ind, hvor markøren står")) \
	X(LANG_LUK, KORT_LANG, "Esc", N_("færdig"), N_("Luk teksten; den er gemt"))

#define COMMANDS_LISTE(X) \
	X(LISTE_OP, KORT_LISTE, "Up", "", N_("Linjen ovenfor")) \
	X(LISTE_NED, KORT_LISTE, "Down", "", N_("Linjen nedenfor")) \
	X(LISTE_SIDE_OP, KORT_LISTE, "PgUp", "", N_("En skærm op")) \
	X(LISTE_SIDE_NED, KORT_LISTE, "PgDn", "", N_("En skærm ned")) \
	X(LISTE_START, KORT_LISTE, "C-Home", "", N_("Til den første")) \
	X(LISTE_SLUT, KORT_LISTE, "C-End", "", N_("Til den sidste")) \
	X(RULLE_OP, KORT_RULLE, "Up k", "", N_("En linje op")) \
	X(RULLE_NED, KORT_RULLE, "Down j", "", N_("En linje ned")) \
	X(RULLE_SIDE_OP, KORT_RULLE, "PgUp b", "", N_("En skærm op")) \
	X(RULLE_SIDE_NED, KORT_RULLE, "PgDn Space", N_("bladr"), N_("En skærm ned")) \
	X(RULLE_START, KORT_RULLE, "Home g", "", N_("Til begyndelsen")) \
	X(RULLE_SLUT, KORT_RULLE, "End G", "", N_("Til slutningen"))

#define COMMANDS_FORM(X) \
	X(VALG_NAESTE, KORT_VALG, "Right Space", N_("skift"), N_("Næste mulighed")) \
	X(VALG_FORRIGE, KORT_VALG, "Left", "", N_("Forrige mulighed")) \
	X(VALG_TOEM, KORT_VALG, "Del Backspace", "", N_("Fjern valget igen")) \
	X(VALG_LISTE, KORT_VALG, "Enter", N_("liste"), N_("Vis alle muligheder")) \
	X(LISTE_VALG_OP, KORT_VALGLISTE, "Up", "", N_("Muligheden ovenfor")) \
	X(LISTE_VALG_NED, KORT_VALGLISTE, "Down", "", N_("Muligheden nedenfor")) \
	X(LISTE_VALG_TAG, KORT_VALGLISTE, "Enter", N_("vælg"), N_("Tag muligheden og gå videre")) \
	X(LISTE_VALG_SKIFT, KORT_VALGLISTE, "Space", N_("til/fra"), N_("Slå muligheden til eller fra")) \
	X(LISTE_VALG_LUK, KORT_VALGLISTE, "Esc", N_("fortryd"), N_("Luk listen uden at vælge")) \
	X(LANG_AABN, KORT_LUKKET, "Enter", N_("skriv"), N_("Åbn teksten og skriv i den")) \
	X(RAEKKE_AABN, KORT_RAEKKE, "Enter", N_("ret"), N_("Åbn linjen og ret dens felter")) \
	X(RAEKKE_NY, KORT_RAEKKE, "n Ins", N_("ny"), N_("Tilføj en linje")) \
	X(RAEKKE_FJERN, KORT_RAEKKE, "Del", N_("fjern"), N_("Fjern linjen (^U fortryder)")) \
	X(FELT_NAESTE, KORT_FORM, "Tab Enter Down", N_("næste"), N_("Gå til næste felt")) \
	X(FELT_FORRIGE, KORT_FORM, "S-Tab Up", "", N_("Gå til forrige felt")) \
	X(SEKTION_NAESTE, KORT_FORM, "PgDn", "", N_("Gå til næste afsnit")) \
	X(SEKTION_FORRIGE, KORT_FORM, "PgUp", "", N_("Gå til forrige afsnit"))

#define COMMANDS_OPDELING(X) \
	X(OPGAVE_NY, KORT_OPDELING, "n Ins", N_("ny"), N_("Ny opgave i denne spalte")) \
	X(OPGAVE_RET, KORT_OPDELING, "Enter", N_("ret"), N_("Ret opgavens felter")) \
	X(FLYT_1, KORT_OPDELING, "1", N_("2 3 flyt"), N_("Læg opgaven i spalte 1, og bliv her")) \
	X(FLYT_2, KORT_OPDELING, "2", "", N_("Læg opgaven i spalte 2, og bliv her")) \
	X(FLYT_3, KORT_OPDELING, "3", "", N_("Læg opgaven i spalte 3, og bliv her")) \
	X(FLYT_VENSTRE, KORT_OPDELING, "< S-Left", "", N_("Tag opgaven med til spalten til venstre")) \
	X(FLYT_HOEJRE, KORT_OPDELING, "> S-Right", "", N_("Tag opgaven med til spalten til højre")) \
	X(SPALTE_VENSTRE, KORT_OPDELING, "Left S-Tab", "", N_("Spalten til venstre")) \
	X(SPALTE_HOEJRE, KORT_OPDELING, "Right Tab", "", N_("Spalten til højre")) \
	X(OPGAVE_UR, KORT_OPDELING, "t u", N_("ur"), N_("Start uret på opgaven, eller stop det")) \
	X(OPGAVE_FJERN, KORT_OPDELING, "Del", N_("fjern"), N_("Fjern opgaven (^U fortryder)")) \
	X(NY_SKRIV, KORT_NY_OPGAVE, "Enter", N_("næste"), N_("Gem opgaven, og skriv den næste")) \
	X(NY_SPALTE, KORT_NY_OPGAVE, "Tab", N_("spalte"), N_("Skriv den i næste spalte i stedet")) \
	X(NY_SPALTE_FORRIGE, KORT_NY_OPGAVE, "S-Tab", "", N_("Skriv den i forrige spalte i stedet")) \
	X(NY_SLUT, KORT_NY_OPGAVE, "Esc", N_("færdig"), N_("Gem det skrevne, og stop med at skrive nye")) \
	X(UR_BRUG, KORT_STOPUR, "b", N_("brug"), N_("Brug målingen som opgavens minutter")) \
	X(UR_OBSERVERET, KORT_STOPUR, "o", N_("observeret"), N_("Gem målingen ved siden af det oplyste")) \
	X(UR_KASSER, KORT_STOPUR, "k", N_("kassér"), N_("Smid målingen væk")) \
	X(UR_VIDERE, KORT_STOPUR, "Esc", N_("videre"), N_("Lad uret gå videre"))

#define COMMANDS_LAESNING(X) \
	X(GAATIL, KORT_GAATIL, "Enter", N_("gå til"), N_("Gå til det felt, linjen handler om")) \
	X(GAATIL_NAESTE, KORT_GAATIL, "Tab", "", N_("Næste linje, der kan svares på")) \
	X(GAATIL_FORRIGE, KORT_GAATIL, "S-Tab", "", N_("Forrige linje, der kan svares på")) \
	X(BEMAERK_GAA, KORT_BEMAERK, "Enter", N_("svar"), N_("Gå til det felt, der besvarer linjen")) \
	X(BEMAERK_NOTAT, KORT_BEMAERK, "n", N_("notat"), N_("Besvar advarslen med et notat")) \
	X(BEMAERK_NAESTE, KORT_BEMAERK, "Tab", "", N_("Næste linje, der kan svares på")) \
	X(BEMAERK_FORRIGE, KORT_BEMAERK, "S-Tab", "", N_("Forrige linje, der kan svares på")) \
	X(BREV_GAA, KORT_BREV, "Enter", N_("ret"), N_("Gå til det felt, sætningen er skrevet af; F6 går tilbage til den")) \
	X(BREV_FELT, KORT_BREV, "Tab", "", N_("Det næste af sætningens felter")) \
	X(BREV_SAETNING, KORT_BREV, "Right", N_("sætning"), N_("Den næste sætning")) \
	X(BREV_SAETNING_FOER, KORT_BREV, "Left", "", N_("Sætningen før")) \
	X(BREV_BRUG, KORT_BREV, "n", "", N_("Den næste sætning, som er skrevet af samme felt")) \
	X(BREV_UDKAST, KORT_BREV, "u", N_("udkast"), N_("Gem et udkast som PDF")) \
	X(BREV_ENDELIG, KORT_BREV, "e", N_("endeligt"), N_("Lav det endelige brev som PDF")) \
	X(BREV_UDSKRIV, KORT_BREV, "p", N_("udskriv"), N_("Udskriv brevet på en printer")) \
	X(BREV_SENDT, KORT_BREV, "s", N_("sendt"), N_("Notér hvornår og hvordan brevet er sendt")) \
	X(BREV_ART, KORT_BREV, "a", N_("art"), N_("Næste slags brev")) \
	X(BREV_JOB, KORT_BREV, "j", N_("job"), N_("Det næste af borgerens job, når brevet er til en arbejdsgiver")) \
	X(BREV_STOR, KORT_BREV, "+", "", N_("Stor skrift til eller fra")) \
	X(KOPI_FLERE, KORT_UDSKRIV, "+", N_("flere"), N_("Et eksemplar mere")) \
	X(KOPI_FAERRE, KORT_UDSKRIV, "-", N_("færre"), N_("Et eksemplar mindre")) \
	X(TOSIDET, KORT_UDSKRIV, "d", N_("sider"), N_("Udskriv på begge sider, eller på én")) \
	X(JOURNAL_GAA, KORT_JOURNAL, "Enter", N_("gå til"), N_("Gå til feltet")) \
	X(FRIST_AABN, KORT_FRISTER, "Enter", N_("åbn"), N_("Åbn sagen ved det, der skal gøres")) \
	X(FRIST_KALENDER, KORT_FRISTER, "k", N_("kalender"), N_("Gem fristerne som kalenderfil (iCalendar)"))

#define COMMANDS_KONFLIKT(X) \
	X(KONFLIKT_MIT, KORT_KONFLIKT, "m", N_("mit"), N_("Lad det stå, jeg skrev")) \
	X(KONFLIKT_DERES, KORT_KONFLIKT, "d", N_("deres"), N_("Lad det stå, den anden skrev")) \
	X(KONFLIKT_TAG, KORT_KONFLIKT, "Enter", N_("vælg"), N_("Lad det stå, markøren er på")) \
	X(KONFLIKT_SKRIV, KORT_KONFLIKT, "s", N_("skriv"), N_("Skriv noget tredje i stedet")) \
	X(KONFLIKT_BEGGE, KORT_KONFLIKT, "b", N_("begge"), N_("Behold begge, den ene under den anden (lange tekster)")) \
	X(KONFLIKT_NAESTE, KORT_KONFLIKT, "n Space", N_("næste"), N_("Næste konflikt; denne bliver stående åben")) \
	X(KONFLIKT_FORRIGE, KORT_KONFLIKT, "p", "", N_("Forrige konflikt")) \
	X(KONFLIKT_FELT, KORT_KONFLIKT, "g", N_("felt"), N_("Gå til feltet")) \
	X(KONFLIKT_SIDE_NAESTE, KORT_KONFLIKT, "Right Down Tab", "", N_("Til den anden")) \
	X(KONFLIKT_SIDE_FORRIGE, KORT_KONFLIKT, "Left Up S-Tab", "", N_("Tilbage til den første")) \
	X(KONFLIKT_RUL_OP, KORT_KONFLIKT, "PgUp", "", N_("Op i en lang tekst")) \
	X(KONFLIKT_RUL_NED, KORT_KONFLIKT, "PgDn", "", N_("Ned i en lang tekst")) \
	X(AFVIST_NOTAT, KORT_AFVIST, "n", N_("notat"), N_("Tag teksten med som et notat i den åbne sag")) \
	X(AFVIST_GEM, KORT_AFVIST, "g", N_("gem"), N_("Gem det hele som en tekstfil")) \
	X(AFVIST_SET, KORT_AFVIST, "x Space", N_("klaret"), N_("Markér som klaret, eller tag det tilbage; det slettes aldrig"))

#define COMMANDS_SKAERME(X) \
	X(NOTE_FAERDIG, KORT_NOTE, "Esc ^N", N_("færdig"), N_("Gem noten og gå tilbage")) \
	X(SAG_AABN, KORT_SAGER, "Enter", N_("åbn"), N_("Åbn sagen, hvor den blev forladt")) \
	X(SAG_NY, KORT_SAGER, "F3 Ins", N_("ny sag"), N_("Begynd en ny sag")) \
	X(SOEG_TOEM, KORT_SAGER, "Esc", "", N_("Ryd søgningen")) \
	X(OPLAAS, KORT_OPLAAS, "Enter", N_("lås op"), N_("Lås op med adgangskoden")) \
	X(OPLAAS_FELT, KORT_OPLAAS, "Tab S-Tab Up Down", N_("andet felt"), N_("Gå til det andet felt")) \
	X(OPLAAS_SLET, KORT_OPLAAS, "Backspace", "", N_("Slet det sidste tegn")) \
	X(OPLAAS_TOEM, KORT_OPLAAS, "^U ^W ^K Esc", "", N_("Begynd forfra på adgangskoden")) \
	X(SPOERG_SVAR, KORT_SPOERG, "Enter", N_("ok"), N_("Svar")) \
	X(SPOERG_FORTRYD, KORT_SPOERG, "Esc", N_("fortryd"), N_("Lad være"))

#define COMMANDS_ALLE(X) \
	X(HJAELP, KORT_ALLE, "F1", N_("hjælp"), N_("Forklar feltet, skærmen og reglen")) \
	X(TILBAGE, KORT_ALLE, "Esc", N_("tilbage"), N_("Tilbage til skærmen før")) \
	X(NOTE, KORT_SAG, "^N", N_("notat"), N_("Skriv et notat i sagen")) \
	X(MANGLER, KORT_SAG, "F9", N_("mangler"), N_("Gå til det næste, der mangler")) \
	X(TRIN_FORRIGE, KORT_SAG, "^P", "", N_("Forrige trin")) \
	X(TRIN_NAESTE, KORT_SAG, "F4", N_("trin"), N_("Næste trin")) \
	X(TRIN_1, KORT_SAG, "M-1", "", N_("Trin 1: Første kontakt")) \
	X(TRIN_2, KORT_SAG, "M-2", "", N_("Trin 2: Oplysning")) \
	X(TRIN_3, KORT_SAG, "M-3", "", N_("Trin 3: Timefastsættelse")) \
	X(TRIN_4, KORT_SAG, "M-4", "", N_("Trin 4: Afgørelse")) \
	X(TRIN_5, KORT_SAG, "M-5", "", N_("Trin 5: Opfølgning")) \
	X(OPDELING, KORT_SAG, "F3", N_("opgaver"), N_("Opgaverne i tre spalter")) \
	X(MANGLER_ALLE, KORT_SAG, "M-m", "", N_("Alt, der mangler, som en liste")) \
	X(PARAMETRE, KORT_SAG, "M-p", "", N_("De fem parametre: hvad dette udfald kræver")) \
	X(STOPUR, KORT_SAG, "^T", "", N_("Stop det ur, der går")) \
	X(BREV_HER, KORT_SAG, "M-s", "", N_("De sætninger i brevet, som bruger feltet")) \
	X(BREV, KORT_SAG, "F6", N_("brev"), N_("Brevet: læs, lav PDF, udskriv")) \
	X(BEMAERK, KORT_SAG, "F7", N_("timer"), N_("Timerne regnet ud og reglernes bemærkninger")) \
	X(JOURNAL, KORT_SAG, "F8", N_("journal"), N_("Hvad er ændret, af hvem, hvornår")) \
	X(KONFLIKTER, KORT_SAG | KORT_SAGER, "M-k", N_("konflikter"), \
	  N_("Felter, som flere har skrevet i hver for sig: vælg, hvad der skal stå")) \
	X(AFVIST, KORT_ALLE, "M-a", N_("afvist"), N_("Det, kommunens lager ikke tog imod, og hvorfor")) \
	X(DELT, KORT_ALLE, "F2", N_("fælles"), \
	  N_("Fælles visning: skjul CPR, helbred og notater for andre")) \
	X(SYNK, KORT_ALLE, "F5", N_("synk"), N_("Send og hent hos kommunen; F5 igen afbryder")) \
	X(FRISTER, KORT_ALLE, "^F", N_("frister"), N_("Hvad skal gøres hvornår")) \
	X(FORTRYD, KORT_SAG, "^U", N_("fortryd"), N_("Fortryd den seneste ændring i sagen")) \
	X(TEGN_OM, KORT_ALLE, "^L", "", N_("Tegn skærmen igen")) \
	X(LAAS, KORT_ALLE, "F12 ^X", N_("lås"), \
	  N_("Lås Femtrin; adgangskoden åbner det samme sted igen")) \
	X(STOP, KORT_ALLE, "^Z", "", N_("Læg programmet til side; fg i terminalen henter det")) \
	X(LUK, KORT_ALLE, "^Q", N_("luk"), N_("Luk Femtrin; alt er gemt"))

#define COMMANDS(X) \
	COMMANDS_OPDELING(X) \
	COMMANDS_LAESNING(X) \
	COMMANDS_KONFLIKT(X) \
	COMMANDS_SKAERME(X) \
	COMMANDS_TEKST(X) \
	COMMANDS_FORM(X) \
	COMMANDS_LISTE(X) \
	COMMANDS_ALLE(X)

enum command {
	C_INGEN,
#define X(id, kort, taster, ord, hjaelp) C_##id,
	COMMANDS(X)
#undef X
	C_ANTAL
};

#endif
