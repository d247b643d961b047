#include <criterion/criterion.h>
#include <string.h>

#include "tui/keymap.h"
#include "tui/tast.h"

static struct tast laes(struct tastlaeser *l, const char *s, bool stille)
{
	tast_foed(l, s, strlen(s));
	return tast_naeste(l, stille);
}

static void er(const char *bytes, const char *navn)
{
	struct tastlaeser l = {0};
	struct tast t = laes(&l, bytes, true);
	cr_expect_eq(t.art, TAST_TAST, "%s", navn);
	cr_expect_eq(t.kode, tast_af_navn(navn, strlen(navn)), "%s: %x", navn, (unsigned)t.kode);
	cr_expect_not(tast_venter(&l), "%s", navn);
	tastlaeser_done(&l);
}

Test(tast, every_terminals_way_to_say_a_key_is_understood)
{
	er("\033[A", "Up"), er("\033OA", "Up"), er("\033[1;5D", "C-Left"), er("\033Od", "C-Left");
	er("\033OP", "F1"), er("\033[11~", "F1"), er("\033[[A", "F1"), er("\033[24~", "F12");
	er("\033[1~", "Home"), er("\033[7~", "Home"), er("\033[H", "Home"), er("\033OH", "Home");
	er("\033[3~", "Del"), er("\033[6~", "PgDn"), er("\033[Z", "S-Tab"), er("\033[3^", "C-Del");
	er("\177", "Backspace"), er("\b", "Backspace"), er("\r", "Enter"), er("\t", "Tab");
	er("\016", "^N"), er("\0331", "M-1"), er("\033", "Esc"), er("\033[1;2C", "S-Right");
}

Test(tast, escape_alone_waits_until_nothing_more_comes)
{
	struct tastlaeser l = {0};
	cr_assert_eq(laes(&l, "\033", false).art, TAST_INGEN);
	cr_assert(tast_venter(&l));
	struct tast t = laes(&l, "[B", false);
	cr_assert_eq(t.kode, TAST_NED);
	tastlaeser_done(&l);
}

Test(tast, two_escapes_are_two_keys)
{
	struct tastlaeser l = {0};
	cr_assert_eq(laes(&l, "\033\033", true).kode, TAST_ESC);
	cr_assert_eq(tast_naeste(&l, true).kode, TAST_ESC);
	tastlaeser_done(&l);
}

Test(tast, a_letter_cut_between_two_reads_is_put_together)
{
	struct tastlaeser l = {0};
	cr_assert_eq(laes(&l, "\xc3", false).art, TAST_INGEN);
	struct tast t = laes(&l, "\xa6", false);
	cr_assert_eq(t.art, TAST_TEKST);
	cr_assert_eq(t.n, 2);
	tastlaeser_done(&l);
}

Test(tast, a_paste_is_one_thing_whatever_stands_in_it)
{
	struct tastlaeser l = {0};
	cr_assert_eq(laes(&l, "\033[200~en\033[Ato\n", false).art, TAST_INGEN);
	cr_assert_eq(laes(&l, "tre\033[20", false).art, TAST_INGEN);
	struct tast t = laes(&l, "1~x", false);
	cr_assert_eq(t.art, TAST_PASTE);
	cr_assert_eq(t.n, strlen("en\033[Ato\ntre"));
	cr_assert_eq(memcmp(t.tekst, "en\033[Ato\ntre", t.n), 0);
	t = tast_naeste(&l, false);
	cr_assert_eq(t.art, TAST_TEKST);
	tastlaeser_done(&l);
}

Test(tast, an_unknown_sequence_is_passed_over)
{
	struct tastlaeser l = {0};
	struct tast t = laes(&l, "\033[?62;4c\033[99~a", false);
	cr_assert_eq(t.art, TAST_TEKST);
	cr_assert_eq(t.tekst[0], 'a');
	tastlaeser_done(&l);
}

Test(tast, the_mouse_counts_from_zero)
{
	struct tastlaeser l = {0};
	struct tast t = laes(&l, "\033[<0;11;5M", false);
	cr_assert_eq(t.art, TAST_MUS);
	cr_assert_eq(t.mus, MOUSE_CLICK);
	cr_assert_eq(t.x, 10);
	cr_assert_eq(t.y, 4);
	cr_assert_eq(laes(&l, "\033[<0;11;5m\033[<65;1;1M", false).mus, MOUSE_DOWN);
	tastlaeser_done(&l);
}

Test(tast, any_bytes_are_read_to_their_end)
{
	struct tastlaeser l = {0};
	unsigned x = 12345;
	for (int i = 0; i < 20000; i++) {
		char c;
		x = x * 1103515245u + 12345u;
		c = (char)(x >> 16);
		if (x % 7 == 0)
			c = 033;
		if (x % 11 == 0)
			c = '[';
		tast_foed(&l, &c, 1);
		while (tast_naeste(&l, false).art != TAST_INGEN)
			;
	}
	for (int i = 0; i < 1000 && tast_naeste(&l, true).art != TAST_INGEN; i++)
		;
	cr_assert_not(tast_venter(&l));
	tastlaeser_done(&l);
}

Test(keymap, every_key_in_the_list_of_commands_is_a_key)
{
	for (int c = 1; c < C_ANTAL; c++) {
		const char *p = keymap_post((enum command)c)->taster;
		cr_expect(*p, "%d har ingen tast", c);
		while (*p) {
			size_t n = strcspn(p, " ");
			int kode = tast_af_navn(p, n);
			cr_expect(kode != 0 && (n == 1 || kode > 0x7f || kode == ' '),
				  "%.*s er ingen tast", (int)n, p);
			p += n;
			p += strspn(p, " ");
		}
	}
}

Test(keymap, the_screens_own_keys_go_before_the_general_ones)
{
	cr_assert_eq(keymap_find(TAST_ESC, 0), C_TILBAGE);
	cr_assert_eq(keymap_find(TAST_ESC, KORT_NOTE), C_NOTE_FAERDIG);
	cr_assert_eq(keymap_find('n' | TAST_CTRL, 0), C_INGEN);
	cr_assert_eq(keymap_find('n' | TAST_CTRL, KORT_SAG), C_NOTE);
	cr_assert_eq(keymap_find('n', KORT_TEKST | KORT_FORM), C_INGEN);
	cr_assert_eq(keymap_find('n', KORT_RAEKKE), C_RAEKKE_NY);
}

Test(keymap, no_key_means_two_things_in_one_map)
{
	for (int a = 1; a < C_ANTAL; a++)
		for (const char *p = keymap_post((enum command)a)->taster; *p;) {
			size_t n = strcspn(p, " ");
			unsigned kort = keymap_post((enum command)a)->kort;
			enum command fundet = keymap_find(tast_af_navn(p, n), kort);
			cr_expect_eq(keymap_post(fundet)->kort, kort, "%.*s", (int)n, p);
			cr_expect_eq(fundet, (enum command)a, "%.*s i samme kort som %s", (int)n, p,
				     keymap_post(fundet)->hjaelp);
			p += n;
			p += strspn(p, " ");
		}
}
