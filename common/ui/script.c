#include "common/ui/script.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_MS = 20, WHAT_SIZE = 256 };

enum verb { VERB_TAP, VERB_TWICE, VERB_KEY, VERB_SCAN, VERB_WAIT, VERB_UNTIL, VERB_QUIT };

static const char *const verbs[] = {"tap", "twice", "key", "scan", "wait", "until", "quit"};

struct line {
	enum verb verb;
	char what[WHAT_SIZE];
};

struct script {
	struct line *lines;
	int count, at;
	int64_t since_ms; /* when the line at hand began; 0: not yet */
};

/* Whole milliseconds, less than a day of them. */
static bool is_wait(const char *text) {
	size_t size = strspn(text, "0123456789");
	return !text[size] && size > 0 && size < 9;
}

static bool parse(const char *text, struct line *line) {
	char verb[16] = "", rest[2];
	line->what[0] = '\0';
	int words = sscanf(text, "%15s %255s %1s", verb, line->what, rest);
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		if (strcmp(verb, verbs[i]) == 0) {
			line->verb = (enum verb)i;
			return words == (line->verb == VERB_QUIT ? 1 : 2) &&
			       (line->verb != VERB_WAIT || is_wait(line->what)) &&
			       (line->verb == VERB_SCAN || strlen(line->what) < SCENE_ID_SIZE);
		}
	}
	return false;
}

static bool read_lines(struct script *s, FILE *f, const char *path) {
	char *text = NULL;
	size_t room = 0;
	bool good = true;
	for (int n = 1; good && getline(&text, &room, f) > 0; n++) {
		struct line line;
		const char *first = text + strspn(text, " \t\r\n");
		if (!*first || *first == '#') {
			continue;
		}
		good = parse(text, &line);
		if (good) {
			s->lines = mem_realloc(s->lines, (size_t)s->count + 1, sizeof *s->lines);
			s->lines[s->count++] = line;
		} else {
			log_error("script: %s:%d: not a line of a script", path, n);
		}
	}
	free(text);
	return good;
}

struct script *script_open(const char *path) {
	FILE *f = fopen(path, "r");
	if (!f) {
		log_error("script: %s: %s", path, strerror(errno));
		return NULL;
	}
	struct script *s = mem_alloc(1, sizeof *s);
	bool good = read_lines(s, f, path);
	fclose(f);
	if (!good) {
		script_close(s);
		return NULL;
	}
	return s;
}

void script_close(struct script *s) {
	if (s) {
		mem_free(s->lines);
		mem_free(s);
	}
}

static bool tap(struct window *w, const struct line *line, bool busy) {
	if (busy || !window_tap(w, line->what)) {
		return false;
	}
	if (line->verb == VERB_TWICE) {
		window_tap(w, line->what);
	}
	return true;
}

/* Whether the line is done; a press that never can be made is given up. */
static bool pressed(struct window *w, const struct line *line, bool busy, int64_t waited_ms) {
	if (tap(w, line, busy)) {
		return true;
	}
	if (waited_ms >= SCRIPT_TAP_MS) {
		log_warn("script: %s did not come", line->what);
	}
	return waited_ms >= SCRIPT_TAP_MS;
}

/* One character close after the other, then Enter. */
static void scan(struct window *w, const char *text) {
	char character[5];
	for (uint32_t code_point; (code_point = text_next(&text));) {
		character[text_put(character, code_point)] = '\0';
		window_key(w, character);
	}
	window_key(w, "enter");
}

static bool arrived(struct window *w, const struct line *line, int64_t waited_ms) {
	if (scene_find(window_scene(w), line->what)) {
		return true;
	}
	if (waited_ms >= SCRIPT_UNTIL_MS) {
		log_error("script: %s did not come", line->what);
		window_stop(w, 1);
	}
	return false;
}

static bool done(struct window *w, const struct line *line, bool busy, int64_t waited_ms) {
	switch (line->verb) {
	case VERB_TAP:
	case VERB_TWICE:
		return pressed(w, line, busy, waited_ms);
	case VERB_KEY:
		window_key(w, line->what);
		return true;
	case VERB_SCAN:
		scan(w, line->what);
		return true;
	case VERB_WAIT:
		return waited_ms >= atoi(line->what);
	case VERB_UNTIL:
		return arrived(w, line, waited_ms);
	case VERB_QUIT:
		window_stop(w, 0);
		return true;
	}
	return true;
}

int64_t script_step(struct script *s, struct window *w, bool busy, int64_t now_ms) {
	if (!s || s->at >= s->count) {
		return WINDOW_NEVER;
	}
	if (s->since_ms == 0) {
		s->since_ms = now_ms;
	}
	if (done(w, &s->lines[s->at], busy, now_ms - s->since_ms)) {
		s->at++;
		s->since_ms = 0;
	}
	return now_ms + LOOK_MS;
}
