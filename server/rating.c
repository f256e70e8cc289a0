#include "server/rating.h"

#include <stddef.h>

const char *const rating_reasons[] = {
	"wait", "guidance", "attitude", "procedure", "facilities", NULL};
