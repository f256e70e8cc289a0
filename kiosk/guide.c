#include "kiosk/guide.h"

#include "kiosk/narrate.h"

#include <stdio.h>
#include <string.h>

void guide_press(struct guide *g, const char *id) {
	snprintf(g->pressed, sizeof g->pressed, "%s", id);
}

static int step_of(const struct flow *f, enum screen shown) {
	switch (shown) {
	case SCREEN_NUMBER:
		return (int)f->phase;
	case SCREEN_RETURN:
		return (int)f->back.phase;
	case SCREEN_RATE: /* the question stays while its answer is on the way */
		return f->back.phase == RETURN_RATING ? RETURN_RATE : (int)f->back.phase;
	case SCREEN_NOTICE:
		return (int)f->notice;
	case SCREEN_TAKING:
		return f->down;
	default:
		return 0;
	}
}

/* Whether another screen, or another part of it, is shown than before. */
static bool arrives(
	struct guide *g, const struct scene *scene, const struct flow *f, int64_t now_ms) {
	enum screen shown = flow_screen(f, now_ms);
	struct guide_screen now = {
		.page = f->page[shown], .lang = f->lang, .step = step_of(f, shown)};
	memcpy(now.name, scene->name, sizeof now.name);
	bool same = strcmp(now.name, g->screen.name) == 0 && now.page == g->screen.page &&
		    now.lang == g->screen.lang && now.step == g->screen.step;
	g->screen = now;
	return !same;
}

/* The results of a search have come that were not told yet. */
static bool finds(struct guide *g, const struct scene *scene, const struct flow *f) {
	bool there = strcmp(scene->name, "search") == 0 && f->results.known && f->query[0] &&
		     !f->query_dirty && !f->asked_serial;
	bool news = there && strcmp(g->query, f->query) != 0;
	if (there || !f->query[0]) {
		memcpy(g->query, f->query, sizeof g->query);
	}
	return news;
}

static bool prints(struct guide *g, const struct flow *f) {
	bool news = f->papers != g->papers && f->papers != PAPERS_IDLE;
	g->papers = f->papers;
	return news;
}

/* The keypad has moved to another button. */
static bool moves(struct guide *g, const struct scene *scene) {
	bool moved = strcmp(g->focused, scene->focused) != 0;
	memcpy(g->focused, scene->focused, sizeof g->focused);
	return moved && scene->focused[0];
}

/* In both languages: nobody knows yet who has come. */
static void invite(struct spoken *to) {
	spoken_add(to, LANG_VI, words_get(LANG_VI, "narrate.invite"));
	spoken_add(to, LANG_EN, words_get(LANG_EN, "narrate.invite"));
}

struct news {
	bool arrived, moved, found, printed, pressed, asked, stopped;
};

static bool spoken_mode(const struct guide *g, const struct scene *scene, const struct flow *f,
	const struct news *n, struct spoken *to) {
	enum lang lang = f->lang;
	if (n->arrived || n->asked) {
		narrate_arrival(scene, lang, to);
		return true;
	}
	if (n->stopped) {
		return true;
	}
	if (n->printed) {
		narrate_button(scene, lang, "print-papers", false, to);
	}
	if (n->found) {
		narrate_texts(scene, lang, to);
	}
	if (!n->printed && !n->found && n->pressed) {
		narrate_button(scene, lang, g->pressed, false, to);
	}
	if (to->count == 0 && n->moved) {
		narrate_button(scene, lang, scene->focused, true, to);
		return true;
	}
	return to->count > 0 && n->pressed;
}

bool guide_look(struct guide *g, const struct scene *scene, const struct flow *f, int64_t now_ms,
	struct spoken *to) {
	struct guide before = *g;
	struct news n = {.arrived = arrives(g, scene, f, now_ms),
		.moved = moves(g, scene),
		.found = finds(g, scene, f),
		.printed = prints(g, f),
		.pressed = g->pressed[0] != '\0',
		.asked = f->listening && !g->listening};
	bool cut = false;
	n.stopped = before.listening && !f->listening && n.pressed;
	g->jack = f->jack;
	g->spoken = f->spoken;
	g->listening = f->listening;
	if (f->spoken) {
		n.arrived |= !before.spoken;
		cut = spoken_mode(g, scene, f, &n, to);
	} else if (f->jack && !before.jack) {
		invite(to);
		cut = true;
	} else if (n.asked) {
		narrate_screen(scene, f->lang, to);
		cut = true;
	} else {
		bool over = !f->listening || n.arrived || n.pressed || n.moved;
		cut = before.spoken || (before.listening && over) || (before.jack && !f->jack);
	}
	g->pressed[0] = '\0';
	return cut;
}
