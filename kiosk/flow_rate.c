/* How the visit was: asked of whoever scans the slip of one that has ended. */
#include "kiosk/flow.h"
#include "kiosk/flow_part.h"

#include <stdio.h>
#include <stdlib.h>

enum { KEPT = 200, MISSING = 404, SETTLED = 409 };

void flow_rate(struct flow *f, const char *score) {
	if (f->back.phase != RETURN_RATE) {
		return;
	}
	struct request *r = flow_ask(f, REQUEST_RATE, FLOW_RATE_PATIENCE_MS);
	snprintf(r->text, sizeof r->text, "%s", f->back.token);
	r->score = f->back.score = atoi(score);
	f->back.phase = RETURN_RATING;
	f->back.serial = r->serial;
	f->back.leave_ms = 0;
}

/* What was answered elsewhere, goes on, or is of a day that is over is told and not asked again. */
void flow_rate_reply(struct flow *f, int status, bool known, int64_t now_ms) {
	if (status == KEPT) {
		flow_return_show(f, RETURN_THANKED, now_ms);
	} else if (status == MISSING || (status == SETTLED && known)) {
		f->back.status = status;
		flow_return_show(f, RETURN_TOLD, now_ms);
	} else {
		flow_return_show(f, RETURN_UNSENT, now_ms);
	}
}

/* An answer is not left in doubt by the line that it went on. */
bool flow_rate_sent(const struct flow *f) {
	return flow_return_shown(f) &&
	       (f->back.phase == RETURN_RATING || f->back.phase == RETURN_UNSENT);
}

enum screen flow_return_screen(const struct flow *f) {
	return f->back.phase < RETURN_RATE ? SCREEN_RETURN : SCREEN_RATE;
}
