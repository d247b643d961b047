#include "core/cmd/cmdtabel.h"

#include <string.h>

#include "core/base/sprog.h"
#include "core/cmd/cmd.h"

static const struct kommando tabel[] = {
	{"import", cmd_import, N_("import FIL.yaml..."),
	 N_("opretter eller retter sager fra filer; skriver hver sags nummer")},
	{"export", cmd_export,
	 N_("export ID [-o FIL] [--filer MAPPE] · export --all MAPPE [--filer]"),
	 N_("skriver en sag, eller dem alle, som filer; --filer tager brevene med")},
	{"list", cmd_list, N_("list [--json]"), N_("viser alle sager")},
	{"letter", cmd_letter,
	 N_("letter ID -o FIL.pdf [--kind SLAGS] [--draft] [--large] [--ny --retter BREV] "
	    "[--ansaettelse A1] [--text] [--html] · letter --check"),
	 N_("skriver brevet som PDF; afslutter med 3 og en liste, når det ikke kan blive endeligt")},
	{"journal", cmd_journal, N_("journal ID [--json]"),
	 N_("viser hver ændring i sagen: hvornår, hvem, felt, fra, til")},
	{"sync", cmd_sync, N_("sync"),
	 N_("sender og henter hos kommunens lager og skriver kvitteringen")},
	{"verify", cmd_verify, N_("verify [--central [--receipt FIL | --compare FIL]]"),
	 N_("efterser sagsfilen; --central: journalen mod kommunens lager, eller mod en kollegas")},
	{"refused", cmd_refused, N_("refused [--json]"),
	 N_("viser det, kommunens lager ikke tog imod, med grunden")},
	{"rebuild", cmd_rebuild, N_("rebuild"), N_("laver tabellerne igen ud fra journalen")},
	{"backup", cmd_backup, N_("backup FIL"),
	 N_("tager en forseglet kopi af sagsfilen, også mens den er i brug; FIL må ikke findes")},
	{"passphrase", cmd_passphrase, N_("passphrase [--new-passphrase-file FIL]"),
	 N_("giver sagsfilen en ny adgangskode; spørger om den gamle, så to gange om den nye")},
	{"recover", cmd_recover,
	 N_("recover --key FIL [--new-passphrase-file FIL] · recover --outbox · "
	    "recover --make-key NAVN"),
	 N_("giver en ny adgangskode med kommunens genopretningsnøgle; laver en ødelagt sagsfil på ny "
	    "af udbakken; laver genopretningsnøglen")},
	{"central", cmd_central,
	 N_("central [--db ADRESSE] init · upgrade · status · kommune NNNN NAVN · kommune NNNN --forms V · "
	    "user NNNN [LOGIN [--name NAVN] [--role ROLLE] [--devices N] [--password] "
	    "[--password-file FIL] [--close]] · device NNNN [ENHED TILSTAND] · "
	    "access NNNN SAG [LOGIN RET] [--from LOGIN --to LOGIN] · "
	    "erase NNNN SAG --basis GRUNDLAG POST... · check NNNN · epoch NNNN"),
	 N_("laver og driver kommunens lager i PostgreSQL")},
	{"assess", cmd_assess, N_("assess ID [--json] · assess --all --json"),
	 N_("regner timerne og viser bemærkningerne")},
};

size_t cmdtabel_antal(void)
{
	return sizeof tabel / sizeof *tabel;
}

const struct kommando *cmdtabel_nr(size_t i)
{
	return &tabel[i];
}

const struct kommando *cmdtabel_find(const char *navn)
{
	for (size_t i = 0; i < cmdtabel_antal(); i++)
		if (strcmp(tabel[i].navn, navn) == 0)
			return &tabel[i];
	return NULL;
}
