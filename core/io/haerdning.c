#define _DEFAULT_SOURCE
#include "core/io/haerdning.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/vaulthukommelse.h"

/* The leak checker reads its own process the way a debugger does. */
static void uden_indblik(void)
{
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_PROEVE 1
#endif
#endif
#if !defined(__SANITIZE_ADDRESS__) && !defined(UNDER_PROEVE)
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

int haerdning_start(struct err *e)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	uden_indblik();
	umask(077);
	return vaulthukommelse_start() == 0 ? 0
		: err_set(e, ERR_FEJL, _("databasen: hukommelsen kan ikke sikres, når den er i brug"));
}
