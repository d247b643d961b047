#define _XOPEN_SOURCE 700   /* realpath */
#include "core/cmd/miljoe.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/brev/stavning.h"
#include "core/form/formsaet.h"
#include "core/io/krypto.h"
#include "core/io/noegle.h"
#include "core/io/pg.h"
#include "core/io/vaultlager.h"
#include "core/journal/bjaerg.h"
#include "core/journal/journal.h"
#include "core/journal/modtag.h"
#include "core/journal/sidetjek.h"
#include "core/journal/store.h"
#include "core/journal/verify.h"
#include "core/regler/regelsaet.h"
#include "core/sag/gendan.h"

static const char *ikke_tom(const char *navn)
{
	const char *v = getenv(navn);

	return v && *v ? v : NULL;
}

static bool har_forms(const char *mappe)
{
	struct stat st;
	char *forms = mem_format("%s/forms/trin", mappe);
	bool ja = stat(forms, &st) == 0 && S_ISDIR(st.st_mode);

	free(forms);
	return ja;
}

/* A build that has not been installed must not read an older installed copy. */
static bool koerer_fra_byggemappen(void)
{
	char exe[4096], *byg = realpath(FEMTRIN_BYG, NULL);
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	size_t laengde = byg ? strlen(byg) : 0;
	bool ja = n > 0 && byg && (size_t)n > laengde && memcmp(exe, byg, laengde) == 0 &&
		  exe[laengde] == '/';

	free(byg);
	return ja;
}

char *miljoe_data(void)
{
	const char *valgt = ikke_tom("FEMTRIN_DATA");
	const char *steder[] = {FEMTRIN_DATAMAPPE, FEMTRIN_KILDE};

	if (valgt)
		return har_forms(valgt) ? mem_tekst(valgt) : NULL;
	if (koerer_fra_byggemappen()) {
		steder[0] = FEMTRIN_KILDE;
		steder[1] = FEMTRIN_DATAMAPPE;
	}
	for (size_t i = 0; i < sizeof steder / sizeof *steder; i++)
		if (har_forms(steder[i]))
			return mem_tekst(steder[i]);
	return NULL;
}

char *miljoe_locale(void)
{
	const char *valgt = ikke_tom("FEMTRIN_DATA");
	char *steder[] = {valgt ? mem_format("%s/locale", valgt) : NULL,
			  koerer_fra_byggemappen() ? mem_tekst(FEMTRIN_BYG "/locale") : NULL,
			  mem_tekst(FEMTRIN_DATAMAPPE "/locale")};
	char *fundet = NULL;

	for (size_t i = 0; i < sizeof steder / sizeof *steder; i++) {
		char *mo = mem_format("%s/en/LC_MESSAGES/femtrin.mo", steder[i] ? steder[i] : "");
		if (!fundet && steder[i] && access(mo, R_OK) == 0)
			fundet = steder[i];
		else
			free(steder[i]);
		free(mo);
	}
	return fundet;
}

/* A folder of the XDG kind; relative paths in the variable count as unset. */
static char *xdg(const char *navn, const char *i_hjemmet, const char *hale)
{
	const char *mappe = ikke_tom(navn);

	if (mappe && mappe[0] == '/')
		return mem_format("%s/%s", mappe, hale);
	const char *hjem = ikke_tom("HOME");
	const struct passwd *pw = hjem ? NULL : getpwuid(getuid());
	return mem_format("%s/%s/%s", hjem ? hjem : pw ? pw->pw_dir : "", i_hjemmet, hale);
}

static const char *login(void)
{
	const struct passwd *pw = getpwuid(getuid());
	const char *bruger = pw ? pw->pw_name : ikke_tom("USER");

	return bruger && *bruger ? bruger : "ukendt";
}

/* Who the entries say it was: the login that the municipality's certificate proves, where
 * there is one, so that colleagues know each other; else the user of this machine. */
static char *forfatter(const struct miljoe *m)
{
	struct pg_adresse *a = NULL;
	struct err e = {0, ""};
	const char *central = miljoe_central(m);

	if (central)
		pg_adresse_laes(&a, central, &e);
	const char *bruger = a ? pg_adresse_ord(a, "user") : NULL;
	char *ud = mem_tekst(bruger && *bruger ? bruger : login());
	pg_adresse_free(a);
	return ud;
}

/*
 * What is wrong with a municipality's forms is told, and what stood before stays. With
 * the program's own there is nothing before: a case without some of its fields
 * would be exported, and a letter written, as if that were all of it.
 */
struct egne {
	const char *mappe;
	void (*sig)(void *arg, const char *saetning);
	void *arg;
	struct err *e;
	int kode;
};

static void sig_egne(void *arg, const char *saetning)
{
	struct egne *x = arg;
	size_t n = strlen(x->mappe);
	if (strncmp(saetning, x->mappe, n) == 0 && saetning[n] == '/')
		x->kode = x->kode ? x->kode : err_set(x->e, ERR_LAESEFEJL, "%s", saetning);
	else if (x->sig)
		x->sig(x->arg, saetning);
}

int miljoe_aabn(struct miljoe *m, void (*sig)(void *arg, const char *saetning), void *arg,
		struct err *e)
{
	*m = (struct miljoe){.data = miljoe_data()};
	int rc = krypto_start(e);
	if (rc < 0)
		return rc;
	if (!m->data)
		return err_set(e, ERR_FINDES_IKKE,
			       _("programmets formularer findes ikke; forventede mappen forms i "
				 "FEMTRIN_DATA eller %s"),
			       FEMTRIN_DATAMAPPE);
	m->mapper[0] = mem_format("%s/forms", m->data);
	m->mapper[1] = mem_tekst("/etc/femtrin");
	m->mapper[2] = xdg("XDG_CONFIG_HOME", ".config", "femtrin");
	const char *const *mapper = (const char *const *)m->mapper;
	struct egne x = {m->mapper[0], sig, arg, e, 0};
	rc = formsaet_hent(&m->formsaet, mapper, 3, sig_egne, &x, e);
	if (rc != 0 || x.kode != 0)
		return rc ? rc : x.kode;
	indstillinger_hent(&m->ind, mapper, 3, sig_egne, &x);
	rc = regler_hent(&m->regler, mapper, 3, &m->ind, sig_egne, &x, e);
	return rc ? rc : x.kode;
}

/* A store that can be read but not written to is opened all the same: what was left
 * half typed, or came from a newer program than there was, stays where it is. */
static int skrevet(struct miljoe *m, int rc)
{
	if (rc >= 0 || rc == ERR_FULD || rc == ERR_SKRIVEBESKYTTET || rc == ERR_LAESEFEJL)
		return 0;
	store_close(m->store);
	m->store = NULL;
	return rc;
}

static int gendan(struct miljoe *m, struct err *e)
{
	char *laaset = store_husket(m->store, MILJOE_LAASET);
	int rc = laaset ? 0 : gendan_kladder(m->store, m->formsaet, e);

	free(laaset);
	return skrevet(m, rc == ERR_SKADET ? 0 : rc);
}

/* A damaged store is opened too: verify shall be able to say where. */
static int frigiv(struct miljoe *m, struct err *e)
{
	int rc = modtag_frigiv(store_journal(m->store), e);

	rc = skrevet(m, rc == ERR_SKADET ? 0 : rc);
	return rc == 0 ? gendan(m, e) : rc;
}

const char *miljoe_sti(struct miljoe *m, const char *valgt)
{
	const char *v = valgt ? valgt : ikke_tom("FEMTRIN_STORE");

	if (!m->sti)
		m->sti = v ? mem_tekst(v) : xdg("XDG_DATA_HOME", ".local/share", "femtrin/femtrin.db");
	return m->sti;
}

const char *miljoe_central(const struct miljoe *m)
{
	const char *v = ikke_tom("FEMTRIN_CENTRAL");

	return v ? v : *m->ind.central ? m->ind.central : NULL;
}

static struct segl_pris pris(void)
{
	const char *v = ikke_tom("FEMTRIN_KDF");

	if (v && strcmp(v, "gulv") == 0)
		return (struct segl_pris){NOEGLE_RUNDER, NOEGLE_KIB_MIN};
	return (struct segl_pris){0, 0};
}

/* Puts in what is known of the store; the texts are freed by valg_done. */
static struct store_valg valg_af(const struct miljoe *m, const struct store_valg *v, char *tekster[2])
{
	struct store_valg valg = *v;

	valg.sti = m->sti;
	valg.laas = m->laas;
	valg.sqlmappe = tekster[0] = mem_format("%s/core/sql", m->data);
	valg.bruger = tekster[1] = forfatter(m);
	return valg;
}

static void valg_done(char *tekster[2])
{
	free(tekster[0]);
	free(tekster[1]);
}

static int aabn_store(struct miljoe *m, const struct store_valg *v, struct err *e)
{
	char *tekster[2];
	struct store_valg valg = valg_af(m, v, tekster);
	int rc = store_open(&m->store, &valg, e);

	valg_done(tekster);
	if (rc == 0)
		journal_skema(store_journal(m->store), formsaet_version(m->formsaet));
	return rc == 0 ? frigiv(m, e) : rc;
}

int miljoe_bjaerg(struct miljoe *m, bool filer, struct bjaerg_fund *f, struct err *e)
{
	char *tekster[2];
	struct store_valg valg = valg_af(m, &(struct store_valg){.opret = false}, tekster);
	int rc = bjaerg_store(&m->store, &valg, filer, f, e);

	valg_done(tekster);
	if (rc == 0)
		journal_skema(store_journal(m->store), formsaet_version(m->formsaet));
	return rc == 0 ? gendan(m, e) : rc;
}

int miljoe_efterse(struct miljoe *m, void (*sig)(void *arg, const char *saetning), void *arg,
		   struct err *e)
{
	char *tekster[2];
	struct store_valg valg = valg_af(m, &(struct store_valg){.opret = false}, tekster);
	int rc = sidetjek_lukket(&valg, &(struct verify_til){.sig = sig, .arg = arg}, e);

	valg_done(tekster);
	return rc;
}

/* The municipality's recovery key, on a store that has none or an older one. A disk
 * that cannot be written to must not keep anybody out. */
static const char *tilfoej_genopretning(struct miljoe *m)
{
	struct noegle *n = vaultlager_noegle(m->laas);
	const uint8_t *har = noegle_genopretning(n);

	if (!m->ind.har_genopretning || (har && memcmp(har, m->ind.genopretning, 32) == 0))
		return NULL;
	if (noegle_saet_genopretning(n, m->ind.genopretning, NULL) != 0)
		return _("Kommunens genopretningsnøgle kunne ikke lægges på sagsfilen.");
	return har ? _("Kommunens nye genopretningsnøgle er lagt på sagsfilen i stedet for den gamle.")
		   : _("Kommunens genopretningsnøgle er lagt på sagsfilen.");
}

int miljoe_oplaas(struct miljoe *m, const struct laasop_valg *v,
		  void (*sig)(void *arg, const char *saetning), void *arg, struct err *e)
{
	struct laasop_valg valg = *v;
	bool uforseglet = vaultlager_art(m->sti) == VAULTLAGER_AABEN;

	valg.noegle.pris = pris();
	valg.noegle.genopretning = m->ind.har_genopretning ? m->ind.genopretning : NULL;
	int rc = laasop(&m->laas, &valg, e);
	if (rc != 0)
		return rc;
	const char *lagt = v->delt ? NULL : tilfoej_genopretning(m);
	if (lagt && sig)
		sig(arg, lagt);
	if (uforseglet && sig)
		sig(arg, _("Sagsfilen fra den tidligere version er nu forseglet med adgangskoden."));
	return 0;
}

int miljoe_store(struct miljoe *m, const struct laasop_valg *v,
		 void (*sig)(void *arg, const char *saetning), void *arg, struct err *e)
{
	bool laast_op = m->laas != NULL;
	int rc = laast_op ? 0 : miljoe_oplaas(m, v, sig, arg, e);

	if (rc == 0)
		rc = aabn_store(m, &(struct store_valg){.opret = v->opret, .sig = sig, .sig_arg = arg}, e);
	if (rc != 0 && !laast_op) {
		vaultlager_free(m->laas);
		m->laas = NULL;
	}
	return rc;
}

void miljoe_laas(struct miljoe *m)
{
	store_close(m->store);
	m->store = NULL;
	vaultlager_free(m->laas);
	m->laas = NULL;
}

const struct stavning *miljoe_stavning(struct miljoe *m,
				       void (*sig)(void *arg, const char *saetning), void *arg,
				       struct err *hvorfor)
{
	if (!m->stavning_proevet)
		stavning_ny(&m->stavning, (const char *const *)m->mapper, sig, arg, hvorfor);
	m->stavning_proevet = true;
	return m->stavning;
}

void miljoe_luk(struct miljoe *m)
{
	stavning_free(m->stavning);
	miljoe_laas(m);
	if (m->regler)
		regler_free(m->regler);
	if (m->formsaet)
		formsaet_free(m->formsaet);
	indstillinger_done(&m->ind);
	for (size_t i = 0; i < 3; i++)
		free(m->mapper[i]);
	free(m->sti);
	free(m->data);
	*m = (struct miljoe){.data = NULL};
}
