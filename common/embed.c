#include "common/embed.h"

#include <string.h>

const struct embed *embed_find(const struct embed *table, const char *name) {
	for (const struct embed *e = table; e->name; e++)
		if (!strcmp(e->name, name))
			return e;
	return NULL;
}
