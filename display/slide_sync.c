#include "display/slide_sync.h"

#include "common/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE_MS = 60000 };

static void take_list(struct slide_sync *s, const struct link_message *m) {
	s->asked_list = 0;
	char *text = m->status == 200 && m->json ? json_dumps(m->json, JSON_COMPACT) : NULL;
	if (text)
		slide_thread_tell(s->thread, text);
	free(text);
}

static void take_file(struct slide_sync *s, struct link_message *m) {
	s->asked_file = 0;
	slide_thread_give(s->thread, s->file.hash, m->bytes, m->size);
	m->bytes = NULL;
}

void slide_sync_take(struct slide_sync *s, struct link_message *m) {
	switch (m->kind) {
	case LINK_UP:
		s->up = s->stale = true;
		break;
	case LINK_SLIDES:
		s->stale = true;
		break;
	case LINK_DOWN:
		s->up = false;
		break;
	case LINK_REPLY:
		if (m->request == s->asked_list)
			take_list(s, m);
		else if (m->request == s->asked_file)
			take_file(s, m);
		break;
	default:
		break;
	}
}

/* "/slides/" and the name, in which only letters and digits stand for themselves. */
static char *path_of(const char *name) {
	static const char plain[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
	char *path = mem_alloc(strlen(name) * 3 + 16, 1), *to = path + strlen("/slides/");
	strcpy(path, "/slides/");
	for (const char *c = name; *c; c++)
		to += strchr(plain, *c) ? snprintf(to, 2, "%c", *c)
					: snprintf(to, 4, "%%%02X", (unsigned char)*c);
	return path;
}

void slide_sync_due(struct slide_sync *s, struct link *link) {
	if (s->up && s->stale && !s->asked_list) {
		s->stale = false;
		s->asked_list = link_send(link, "GET", "/api/v1/slides", NULL, NULL, PATIENCE_MS);
	}
	if (s->up && !s->asked_file && slide_thread_wants(s->thread, &s->file)) {
		char *path = path_of(s->file.name);
		s->asked_file = link_fetch(link, path, SLIDE_FETCH_MAX);
		mem_free(path);
	}
}
