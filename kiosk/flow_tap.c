/* What a press does: one table of ids and of the screens that have them. */
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <stdio.h>
#include <string.h>

static void tap_search(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_clear_query(f);
	flow_go(f, SCREEN_SEARCH);
}

static void tap_service(struct flow *f, const char *rest, int64_t now_ms) {
	(void)now_ms;
	const struct office_service *s = office_view_service(&f->office, rest);
	if (s && flow_code_asked(f, s)) {
		flow_code_open(f, rest);
	} else if (s) {
		flow_open_service(f, rest);
	}
}

static void tap_procedure(struct flow *f, const char *rest, int64_t now_ms) {
	(void)now_ms;
	flow_open_procedure(f, rest);
}

static void tap_key(struct flow *f, const char *rest, int64_t now_ms) {
	(void)now_ms;
	if (f->screen == SCREEN_CODE) {
		flow_code_type(f, rest);
	} else {
		flow_type(f, rest);
	}
}

static void tap_clear(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	if (f->screen == SCREEN_CODE) {
		flow_code_clear(f);
	} else {
		flow_clear_query(f);
	}
}

static void tap_code(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_code_open(f, f->service);
}

static void tap_check(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_code_check(f);
}

static void tap_no_code(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_open_service(f, f->slip.service);
}

static void tap_take(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest;
	if (f->screen != SCREEN_RESULT || flow_result_takes(f)) {
		flow_take(f, now_ms);
	}
}

static void tap_return_done(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_return_done(f);
}

static void tap_rate(struct flow *f, const char *rest, int64_t now_ms) {
	(void)now_ms;
	flow_rate(f, rest);
}

static void tap_remembered(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_remembered(f);
}

static void tap_papers(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_print_papers(f);
}

static void tap_reprint(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest;
	flow_reprint(f, now_ms);
}

static void tap_page(struct flow *f, const char *rest, int64_t now_ms) {
	(void)now_ms;
	int step = strcmp(rest, "next") == 0 ? 1 : -1;
	int *page = &f->page[f->screen];
	*page = *page + step > 0 ? *page + step : 0;
}

static void tap_back(struct flow *f, const char *rest, int64_t now_ms) {
	if (f->screen == SCREEN_SEARCH && f->page[SCREEN_SEARCH] > 0) {
		tap_page(f, "prev", now_ms);
	} else {
		(void)rest;
		flow_back(f);
		f->leave_ms = f->screen == SCREEN_NOTICE ? now_ms + FLOW_NOTICE_MS : 0;
	}
}

static void tap_home(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	bool unconfirmed = f->screen == SCREEN_NUMBER && f->phase != NUMBER_PRINTED;
	if (!unconfirmed) {
		flow_forget(f);
	}
}

static void tap_priority(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_go(f, SCREEN_PRIORITY);
}

static void tap_priority_class(struct flow *f, const char *rest, int64_t now_ms) {
	(void)now_ms;
	bool none = strcmp(rest, "none") == 0;
	snprintf(f->priority, sizeof f->priority, "%s", none ? "" : rest);
	flow_back(f);
}

static void tap_help(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_go(f, SCREEN_HELP);
}

static void tap_guide(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_go(f, SCREEN_GUIDE);
}

static void tap_lang(struct flow *f, const char *rest, int64_t now_ms) {
	(void)now_ms;
	f->lang = words_lang(rest);
	memset(f->page, 0, sizeof f->page);
}

static void tap_large(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	f->large = !f->large;
	memset(f->page, 0, sizeof f->page);
}

static void tap_low(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	f->low = !f->low;
	memset(f->page, 0, sizeof f->page);
}

static void tap_contrast(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	f->contrast = !f->contrast;
}

static void tap_listen(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	f->listening = !f->listening && !f->silent;
}

static void tap_headphones(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_tap_spoken(f);
}

static void tap_dark(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	flow_dark_key(f);
}

/* Where there is one thing to be read and no help to it. */
static void tap_say(struct flow *f, const char *rest, int64_t now_ms) {
	(void)rest, (void)now_ms;
	f->listening = !f->silent;
}

static void tap_more_time(struct flow *f, const char *rest, int64_t now_ms) {
	(void)f, (void)rest, (void)now_ms;
}

#define ON(s) (1u << (s))
#define WALK                                                                                  \
	(ON(SCREEN_HOME) | ON(SCREEN_SEARCH) | ON(SCREEN_SERVICE) | ON(SCREEN_PROCEDURE) |    \
		ON(SCREEN_PRIORITY) | ON(SCREEN_HELP) | ON(SCREEN_CODE) | ON(SCREEN_RESULT) | \
		ON(SCREEN_GUIDE))

static const struct tap {
	const char *id; /* one that ends with ':' takes what follows */
	unsigned screens;
	void (*act)(struct flow *f, const char *rest, int64_t now_ms);
} taps[] = {
	{"search", ON(SCREEN_HOME) | ON(SCREEN_SERVICE) | ON(SCREEN_HELP), tap_search},
	{"service:", ON(SCREEN_HOME), tap_service},
	{"procedure:", ON(SCREEN_SEARCH) | ON(SCREEN_SERVICE), tap_procedure},
	{"key:", ON(SCREEN_SEARCH) | ON(SCREEN_CODE), tap_key},
	{"clear", ON(SCREEN_SEARCH) | ON(SCREEN_CODE), tap_clear},
	{"check", ON(SCREEN_CODE), tap_check},
	{"code", ON(SCREEN_SERVICE), tap_code},
	{"no-code", ON(SCREEN_CODE), tap_no_code},
	{"take",
		ON(SCREEN_SERVICE) | ON(SCREEN_PROCEDURE) | ON(SCREEN_GUIDE) | ON(SCREEN_LATE) |
			ON(SCREEN_RESULT),
		tap_take},
	{"print-papers", ON(SCREEN_PROCEDURE), tap_papers},
	{"guide", ON(SCREEN_PROCEDURE), tap_guide},
	{"remembered", ON(SCREEN_NUMBER), tap_remembered},
	{"reprint", ON(SCREEN_NUMBER), tap_reprint},
	{"page:", WALK, tap_page},
	{"back", WALK | ON(SCREEN_NOTICE) | ON(SCREEN_LATE), tap_back},
	{"back", ON(SCREEN_RETURN) | ON(SCREEN_RATE), tap_return_done},
	{"rate:", ON(SCREEN_RATE), tap_rate},
	{"home", WALK | ON(SCREEN_NUMBER) | ON(SCREEN_NOTICE), tap_home},
	{"priority", WALK & ~ON(SCREEN_PRIORITY), tap_priority},
	{"priority:", ON(SCREEN_PRIORITY), tap_priority_class},
	{"help", (WALK & ~ON(SCREEN_HELP)) | ON(SCREEN_LATE) | ON(SCREEN_NOTICE), tap_help},
	{"help", ~0u & ~ON(SCREEN_HELP), tap_say},
	{"lang:", WALK | ON(SCREEN_RATE), tap_lang},
	{"large", WALK, tap_large},
	{"low", WALK, tap_low},
	{"contrast", WALK, tap_contrast},
	{"listen", ~0u, tap_listen},
	{"headphones", ON(SCREEN_HELP), tap_headphones},
	{"dark", ON(SCREEN_HELP), tap_dark},
	{"more-time", ON(SCREEN_WARNING), tap_more_time},
};

static const char *matches(const struct tap *t, const char *id) {
	size_t n = strlen(t->id);
	if (t->id[n - 1] == ':') {
		return strncmp(id, t->id, n) == 0 ? id + n : NULL;
	}
	return strcmp(id, t->id) == 0 ? "" : NULL;
}

void flow_tap(struct flow *f, const char *id, int64_t now_ms) {
	unsigned shown = ON(flow_screen(f, now_ms));
	if (flow_guarded(f, now_ms)) {
		return;
	}
	for (size_t i = 0; i < sizeof taps / sizeof taps[0]; i++) {
		const char *rest = matches(&taps[i], id);
		if (rest && (taps[i].screens & shown)) {
			f->touched_ms = now_ms;
			taps[i].act(f, rest, now_ms);
			if (shown & ON(SCREEN_RATE)) {
				flow_return_stay(f, now_ms);
			}
			flow_tick(f, now_ms);
			return;
		}
	}
}
