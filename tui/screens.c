#include "tui/screens.h"

#include "tui/screens/cases.h"
#include "tui/screens/help.h"
#include "tui/screens/note.h"
#include "tui/screens/step.h"

const struct screen_valg screens[] = {
	{C_INGEN, &cases_screen, false},
	{C_TRIN_1, &step_screen, true},
	{C_HJAELP, &help_screen, false},
	{C_NOTE, &note_screen, true},
	{C_INGEN, NULL, false},
};
