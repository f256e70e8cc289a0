#include "common/version.h"

/* Given by the Makefile: "-590aaba", or nothing outside of a repository. */
#ifndef VERSION_COMMIT
#define VERSION_COMMIT ""
#endif

const char *version_text(void) {
	return VERSION_RELEASE VERSION_COMMIT;
}
