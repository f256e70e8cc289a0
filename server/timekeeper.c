#include "server/timekeeper.h"

#include <stdlib.h>

enum { SOFT_PART = 20, SAME_MS = 5000, BELIEVE_MS = 60000 };

void timekeeper_init(struct timekeeper *t, int64_t wall_ms, int64_t mono_ms, int64_t floor_ms) {
	*t = (struct timekeeper){
		.time_ms = wall_ms > floor_ms ? wall_ms : floor_ms,
		.mono_ms = mono_ms,
		.begun_ms = mono_ms,
	};
}

int64_t timekeeper_now(const struct timekeeper *t, int64_t mono_ms) {
	int64_t passed_ms = mono_ms > t->mono_ms ? mono_ms - t->mono_ms : 0;
	int64_t most_ms = passed_ms / SOFT_PART;
	int64_t moved_ms = t->lag_ms > most_ms    ? most_ms
			   : t->lag_ms < -most_ms ? -most_ms
						  : t->lag_ms;
	return t->time_ms + passed_ms + moved_ms;
}

/* Whether a wall clock that is far off is right. */
static bool believed(struct timekeeper *t, int64_t mono_ms) {
	if (!t->differs || llabs(t->off_ms - t->same_ms) > SAME_MS) {
		t->same_ms = t->off_ms;
		t->same_since_ms = mono_ms;
	}
	return t->off_ms > 0 &&
	       (mono_ms - t->begun_ms < BELIEVE_MS || mono_ms - t->same_since_ms >= BELIEVE_MS);
}

static enum timekeeper_news step(struct timekeeper *t) {
	t->stepped_ms = t->off_ms;
	t->time_ms += t->off_ms;
	t->off_ms = 0;
	t->differs = false;
	return TIMEKEEPER_STEPPED;
}

enum timekeeper_news timekeeper_check(struct timekeeper *t, int64_t wall_ms, int64_t mono_ms) {
	bool differed = t->differs;
	t->time_ms = timekeeper_now(t, mono_ms);
	t->mono_ms = mono_ms;
	t->off_ms = wall_ms - t->time_ms;
	bool far = llabs(t->off_ms) > TIMEKEEPER_FAR_MS;
	t->lag_ms = far ? 0 : t->off_ms;
	if (far && believed(t, mono_ms))
		return step(t);
	t->differs = far;
	if (far)
		return differed ? TIMEKEEPER_DIFFERS : TIMEKEEPER_BEGINS;
	return differed ? TIMEKEEPER_ENDS : TIMEKEEPER_AGREES;
}

static int64_t seconds(int64_t ms) {
	return (ms + (ms < 0 ? -500 : 500)) / 1000;
}

int64_t timekeeper_off_s(const struct timekeeper *t) {
	return t->differs ? seconds(t->off_ms) : 0;
}

int64_t timekeeper_stepped_s(const struct timekeeper *t) {
	return seconds(t->stepped_ms);
}
