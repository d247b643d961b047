#include <criterion/criterion.h>
#include <string.h>

#include "core/base/err.h"
#include "core/synk/central.h"
#include "harness.h"
#include "tui/udveksling.h"

/* A centre that takes everything, has nothing of its own, and answers when the test
 * lets it. */
struct falsk {
	int svar;                     /* 0 at once, 1 not yet, < 0 this code */
	enum central_enhed tilstand;
	int64_t lbnr;
	int kald;
};

static int answer(struct falsk *f, struct err *e)
{
	f->kald++;
	return f->svar < 0 ? err_set(e, f->svar, "der er ingen forbindelse til kommunens lager") : f->svar;
}

static int f_hilsen(void *arg, const struct uuid *enhed, int64_t fra, struct central_hilsen *ud,
		    struct err *e)
{
	struct falsk *f = arg;
	(void)enhed;
	(void)fra;
	*ud = (struct central_hilsen){.epoke = {{1}}, .tilstand = f->tilstand, .lbnr = f->lbnr};
	return answer(f, e);
}

static int f_push(void *arg, const struct afsending *a, struct vec *svar, struct err *e)
{
	struct falsk *f = arg;
	int kode = answer(f, e);
	for (size_t i = 0; kode == 0 && i < a->poster.n; i++)
		*(struct afsend_svar *)vec_ny(svar) = (struct afsend_svar){
			.nr = VEC_NR(struct post, &a->poster, i)->nr, .lbnr = ++f->lbnr,
			.sagsnr = (int64_t)i + 1};
	return kode;
}

static int f_pull(void *arg, int64_t fra, size_t maks, struct modtag_side *ud, struct err *e)
{
	struct falsk *f = arg;
	(void)fra;
	(void)maks;
	ud->til = f->lbnr;
	return answer(f, e);
}

static int f_hentet(void *arg, const struct uuid *enhed, int64_t fra, int64_t til, struct err *e)
{
	(void)enhed;
	(void)fra;
	(void)til;
	return answer(arg, e);
}

static const struct central_ops OPS = {.hilsen = f_hilsen, .push = f_push, .pull = f_pull,
				       .hentet = f_hentet};

struct prove {
	struct harness *t;
	struct falsk f;
	struct udveksling_vej vej;
};

static void begin(struct prove *p, int w)
{
	*p = (struct prove){.t = harness_start(24, w), .f = {.tilstand = ENHED_AKTIV}};
	p->vej = (struct udveksling_vej){&OPS, &p->f};
	udveksling_vej(p->t->app, &p->vej);
}

static void go_on(struct prove *p)
{
	for (int i = 0; i < 12; i++)
		harness_vent(p->t, 25);
}

static void case_of(struct prove *p)
{
	harness_keys(p->t, "<F3>Demo Borger<Enter>");
}

Test(synk, says_that_no_connection_is_set_up)
{
	struct harness *t = harness_start(24, 100);
	unsetenv("FEMTRIN_CENTRAL");
	harness_keys(t, "<F5>");
	ses(t, "ikke sat en forbindelse til kommunens lager");
	harness_slut(t);
}

Test(synk, shows_and_keeps_the_receipt)
{
	struct prove p;
	begin(&p, 100);
	harness_keys(p.t, "<F5>");
	go_on(&p);
	ses(p.t, "0 af 0 sager, 0 poster, kæde e3b0…");
	harness_keys(p.t, "x<Backspace>");
	ses(p.t, "Synkroniseret: 0 af 0 sager");
	cr_assert_eq(p.f.kald, 1, "nothing new is one question: %d", p.f.kald);
	harness_slut(p.t);
}

Test(synk, leaves_the_typing_alone_and_sends_what_is_there)
{
	struct prove p;
	begin(&p, 100);
	case_of(&p);
	ses(p.t, "usendt");
	p.f.svar = CENTRAL_VENT;
	harness_keys(p.t, "<F5>");
	ses(p.t, "Synkroniserer: forbinder");
	harness_keys(p.t, "<Tab>halvt skrevet");
	ses(p.t, "halvt skrevet");
	go_on(&p);
	ses(p.t, "Synkroniserer: forbinder");
	ses(p.t, "halvt skrevet");
	p.f.svar = 0;
	go_on(&p);
	ses(p.t, "poster, kæde");
	ses(p.t, "halvt skrevet");
	ses_ikke(p.t, "usendt");
	harness_slut(p.t);
}

Test(synk, is_broken_off_by_the_same_key_and_goes_on_by_it)
{
	struct prove p;
	begin(&p, 100);
	case_of(&p);
	p.f.svar = CENTRAL_VENT;
	harness_keys(p.t, "<F5><F5>");
	ses(p.t, "afbrudt; intet er tabt");
	cr_assert_not(udveksling_loeber(p.t->app));
	p.f.svar = 0;
	harness_keys(p.t, "<F5>");
	go_on(&p);
	ses(p.t, "poster, kæde");
	harness_slut(p.t);
}

Test(synk, is_broken_off_by_esc_on_the_list_of_cases)
{
	struct prove p;
	begin(&p, 100);
	p.f.svar = CENTRAL_VENT;
	harness_keys(p.t, "<F5><Esc>");
	ses(p.t, "afbrudt; intet er tabt");
	harness_slut(p.t);
}

Test(synk, says_in_words_why_it_ended)
{
	struct prove p;
	begin(&p, 100);
	p.f.svar = CENTRAL_NET;
	harness_keys(p.t, "<F5>");
	go_on(&p);
	ses(p.t, "der er ingen forbindelse");
	cr_assert_not(udveksling_loeber(p.t->app));
	harness_slut(p.t);
}

Test(synk, ends_the_program_of_a_laptop_that_was_withdrawn)
{
	struct prove p;
	begin(&p, 100);
	case_of(&p);
	p.f.tilstand = ENHED_SLET;
	harness_keys(p.t, "<F5>");
	go_on(&p);
	cr_assert(app_slut(p.t->app));
	cr_assert(app_skal_slettes(p.t->app));
	harness_slut(p.t);
}
