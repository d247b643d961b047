#include "tui/screens.h"

#include "tui/screens/afviste.h"
#include "tui/screens/cases.h"
#include "tui/screens/due.h"
#include "tui/screens/help.h"
#include "tui/screens/journal.h"
#include "tui/screens/konflikt.h"
#include "tui/screens/letter.h"
#include "tui/screens/mangler.h"
#include "tui/screens/note.h"
#include "tui/screens/parametre.h"
#include "tui/screens/row.h"
#include "tui/screens/split.h"
#include "tui/screens/step.h"
#include "tui/screens/timer.h"
#include "tui/screens/unlock.h"
#include "tui/screens/ur.h"

const struct screen_valg screens[] = {
	{C_INGEN, &cases_screen, false},
	{C_TRIN_1, &step_screen, true},
	{C_OPLAAS, &unlock_screen, false},
	{C_HJAELP, &help_screen, false},
	{C_NOTE, &note_screen, true},
	{C_OPDELING, &split_screen, true},
	{C_BEMAERK, &timer_screen, true},
	{C_PARAMETRE, &parametre_screen, true},
	{C_MANGLER_ALLE, &mangler_screen, true},
	{C_STOPUR, &ur_screen, true},
	{C_BREV, &letter_screen, true},
	{C_BREV_HER, &letter_screen, true},
	{C_JOURNAL, &journal_screen, true},
	{C_KONFLIKTER, &konflikt_screen, true},
	{C_AFVIST, &afviste_screen, false},
	{C_FRISTER, &due_screen, false},
	{C_INGEN, &row_screen, true},
	{C_INGEN, NULL, false},
};
