#include "common/wait_text.h"

#include "common/clock.h"
#include "common/text.h"

#include <stdio.h>

enum { SOON_MIN = 5, FIGURE_MAX = 100, MINUTE_MS = 60000, NOON = 12 };

struct expectation wait_of_service(const struct snapshot_service *s) {
	return (struct expectation){.wait = s->wait, .reach = s->reach, .pause = s->pause};
}

struct expectation wait_of_ticket(const struct ticket *t) {
	return (struct expectation){
		.wait = t->wait, .reach = t->reach, .pause = t->pause, .window = t->window};
}

static int step_of(int minutes) {
	return minutes < 10 ? 1 : minutes < 60 ? 5 : 10;
}

void wait_minutes(const struct wait *wait, int *low_min, int *high_min) {
	int low = wait->low_s / 60, high = (wait->high_s + 59) / 60;
	low -= low % step_of(low);
	int step = step_of(high);
	high = (high + step - 1) / step * step;
	*low_min = low;
	*high_min = high > low ? high : low + 1;
}

enum wait_case wait_case(const struct expectation *e) {
	int low, high;
	if (e->reach == REACH_UNLIKELY || e->reach == REACH_DOUBTFUL) {
		return e->reach == REACH_UNLIKELY ? WAIT_UNLIKELY : WAIT_DOUBTFUL;
	}
	if (e->pause.from_ms) {
		return WAIT_BREAK;
	}
	if (!e->wait.known) {
		return WAIT_UNKNOWN;
	}
	wait_minutes(&e->wait, &low, &high);
	return high <= SOON_MIN ? WAIT_SOON : WAIT_MINUTES;
}

static const char *minutes_text(char *buf, enum lang lang, const struct wait *wait) {
	char low[16], high[16];
	int low_min, high_min;
	wait_minutes(wait, &low_min, &high_min);
	snprintf(low, sizeof low, "%d", low_min);
	snprintf(high, sizeof high, "%d", high_min);
	return words_fill(
		buf, WAIT_TEXT_SIZE, lang, "wait.minutes", "low", low, "high", high, NULL);
}

bool wait_noon(const struct span *pause) {
	return clock_local(pause->to_ms).tm_hour >= NOON;
}

static const char *break_text(char *buf, enum lang lang, const struct span *pause,
	const char *any_key, const char *noon_key) {
	char from[8], to[8];
	return words_fill(buf, WAIT_TEXT_SIZE, lang, wait_noon(pause) ? noon_key : any_key, "from",
		clock_hhmm(pause->from_ms, from), "to", clock_hhmm(pause->to_ms, to), NULL);
}

static const char *word(char *buf, enum lang lang, const char *key) {
	text_copy(buf, WAIT_TEXT_SIZE, words_get(lang, key));
	return buf;
}

const char *wait_text(
	char buf[static WAIT_TEXT_SIZE], enum lang lang, const struct expectation *e) {
	char minutes[WAIT_TEXT_SIZE];
	buf[0] = '\0';
	switch (wait_case(e)) {
	case WAIT_UNKNOWN:
		break;
	case WAIT_UNLIKELY:
		return word(buf, lang, "wait.unlikely");
	case WAIT_DOUBTFUL:
		return word(buf, lang, "wait.doubtful");
	case WAIT_BREAK:
		return break_text(buf, lang, &e->pause, "wait.break", "wait.break.noon");
	case WAIT_SOON:
		return word(buf, lang, "wait.soon");
	case WAIT_MINUTES:
		minutes_text(minutes, lang, &e->wait);
		return words_fill(buf, WAIT_TEXT_SIZE, lang, "wait.about", "window", minutes, NULL);
	}
	return buf;
}

const char *wait_text_value(
	char buf[static WAIT_TEXT_SIZE], enum lang lang, const struct expectation *e) {
	bool minutes = wait_case(e) == WAIT_MINUTES;
	return minutes ? minutes_text(buf, lang, &e->wait) : wait_text(buf, lang, e);
}

const char *wait_text_tile(
	char buf[static WAIT_TEXT_SIZE], enum lang lang, const struct expectation *e) {
	switch (wait_case(e)) {
	case WAIT_UNLIKELY:
		return word(buf, lang, "wait.tile.unlikely");
	case WAIT_DOUBTFUL:
		return word(buf, lang, "wait.tile.doubtful");
	case WAIT_BREAK:
		return break_text(buf, lang, &e->pause, "wait.tile.break", "wait.tile.noon");
	default:
		return wait_text_value(buf, lang, e);
	}
}

const char *wait_text_figures(char buf[static WAIT_TEXT_SIZE], const struct expectation *e) {
	enum wait_case what = wait_case(e);
	int low, high;
	if (!e->wait.known) {
		snprintf(buf, WAIT_TEXT_SIZE, "–");
		return buf;
	}
	wait_minutes(&e->wait, &low, &high);
	if (what == WAIT_SOON) {
		snprintf(buf, WAIT_TEXT_SIZE, "0–%d", SOON_MIN);
	} else if (what == WAIT_MINUTES && high < FIGURE_MAX) {
		snprintf(buf, WAIT_TEXT_SIZE, "%d–%d", low, high);
	} else {
		snprintf(buf, WAIT_TEXT_SIZE, "%d+", low < FIGURE_MAX ? low : FIGURE_MAX);
	}
	return buf;
}

const char *wait_text_clock(
	char buf[static WAIT_TEXT_SIZE], const struct expectation *e, int64_t from_ms) {
	char from[8], to[8];
	int low, high;
	buf[0] = '\0';
	if (wait_case(e) != WAIT_MINUTES) {
		return buf;
	}
	wait_minutes(&e->wait, &low, &high);
	int64_t low_ms = from_ms + (int64_t)low * MINUTE_MS;
	int64_t high_ms = from_ms + (int64_t)high * MINUTE_MS;
	if (e->window.from_ms) {
		low_ms = e->window.from_ms;
		high_ms = e->window.to_ms;
	}
	snprintf(buf, WAIT_TEXT_SIZE, "%s–%s", clock_hhmm(low_ms, from), clock_hhmm(high_ms, to));
	return buf;
}
