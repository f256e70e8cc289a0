/* Whether a number would be taken in vain: before a break or the day's end comes its turn? */
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

enum { BREAK_MAX_MS = 6 * 3600000 }; /* between two sessions of a day */

void flow_clock(struct flow *f, int64_t ahead_ms) {
	f->ahead_ms = ahead_ms;
}

/* Nobody is called before the running session ends. */
static enum late beyond_session(const struct flow *f, const struct wait *wait, int64_t wall_ms) {
	int64_t closes_ms = f->office.closes_at_ms, reopens_ms = f->office.reopens_at_ms;
	bool runs = f->office.open && closes_ms > wall_ms;
	if (!runs || !wait->known || wall_ms + (int64_t)wait->low_s * 1000 < closes_ms) {
		return LATE_NOT;
	}
	return reopens_ms > closes_ms && reopens_ms - closes_ms < BREAK_MAX_MS ? LATE_BREAK
									       : LATE_DAY;
}

enum late flow_late(const struct flow *f, const struct office_service *s, int64_t now_ms) {
	const struct snapshot_service *now = flow_service_now(f, s);
	if (!now->open) {
		return LATE_NOT;
	}
	if (now->reach == REACH_UNLIKELY) {
		return LATE_DAY;
	}
	if (now->pause.from_ms) {
		return LATE_BREAK;
	}
	return beyond_session(f, &now->wait, now_ms + f->ahead_ms);
}

bool flow_late_asks(struct flow *f, const struct office_service *s, int64_t now_ms) {
	enum late late = f->screen == SCREEN_LATE ? LATE_NOT : flow_late(f, s, now_ms);
	if (late == LATE_NOT) {
		return false;
	}
	f->late = late;
	f->guard_until_ms = now_ms + FLOW_GUARD_MS;
	flow_go(f, SCREEN_LATE);
	return true;
}
