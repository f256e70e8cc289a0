#include "server/templates.h"

#include "common/embed.h"

#include <stdio.h>
#include <string.h>

static const char *const ids[] = {"ward", "province", TEMPLATES_BLANK};

enum { ID_COUNT = sizeof ids / sizeof *ids };

const char *templates_id(size_t i) {
	return i < ID_COUNT ? ids[i] : NULL;
}

const char *templates_text(const char *id) {
	char path[64];
	for (size_t i = 0; i < ID_COUNT; i++) {
		if (strcmp(ids[i], id))
			continue;
		snprintf(path, sizeof path, "assets/office/%s.json", id);
		const struct embed *file = embed_find(embed_server, path);
		return file ? file->data : NULL;
	}
	return NULL;
}
