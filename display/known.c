#include "display/known.h"

#include "common/board.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/proto_json.h"

#include <string.h>

static void take_office(struct known *k, const struct office_view *office) {
	k->office = *office;
	k->office_known = true;
	if (!clock_use_zone(office->time_zone)) {
		log_warn("display: unknown time zone %s", office->time_zone);
	}
}

static void take_snapshot(struct known *k, const struct snapshot *s, int64_t mono_ms) {
	k->hall = *s;
	k->hall_known = true;
	k->lost = false;
	k->ahead_ms = s->now_ms - mono_ms;
	announce_snapshot(&k->announce, &k->hall, s->now_ms);
}

static void take_change(struct known *k, const struct change *c, int64_t mono_ms) {
	if (!k->hall_known) {
		return;
	}
	/* Nothing comes from the future: the server's clock was set forward. */
	if (c->at_ms > mono_ms + k->ahead_ms) {
		k->ahead_ms = c->at_ms - mono_ms;
	}
	board_apply(&k->hall, c);
	announce_change(&k->announce, &k->hall, c, mono_ms + k->ahead_ms);
}

/* The server's time too: two clocks that nobody sets drift apart by minutes in a month. */
static void take_waits(struct known *k, const json_t *json, int64_t mono_ms) {
	int64_t before_ms = k->hall.now_ms;
	if (k->hall_known && waits_from_json(json, &k->hall) && k->hall.now_ms != before_ms) {
		k->ahead_ms = k->hall.now_ms - mono_ms;
	}
}

void known_take(struct known *k, const struct link_message *m, int64_t mono_ms) {
	switch (m->kind) {
	case LINK_OFFICE:
		take_office(k, m->office);
		break;
	case LINK_SNAPSHOT:
		take_snapshot(k, m->snapshot, mono_ms);
		break;
	case LINK_CHANGE:
		take_change(k, &m->change, mono_ms);
		break;
	case LINK_WAITS:
		take_waits(k, m->json, mono_ms);
		break;
	case LINK_DOWN:
		k->lost = true;
		k->silent_since_ms = m->silent_since_ms + k->ahead_ms;
		break;
	case LINK_UP:
		k->lost = false;
		break;
	case LINK_ORDERS:
	case LINK_REPLY:
		break;
	}
}

void known_turn(struct known *k, int counter, int64_t mono_ms) {
	int64_t there_ms = mono_ms + k->ahead_ms;
	k->announce = (struct announce){.counter = counter, .heard_ms = there_ms};
	if (k->hall_known) {
		announce_snapshot(&k->announce, &k->hall, there_ms);
	}
}

struct view known_view(const struct known *k, int64_t there_ms) {
	return (struct view){.hall = k->hall_known ? &k->hall : NULL,
		.office = k->office_known ? &k->office : NULL,
		.announce = &k->announce,
		.now_ms = there_ms,
		.lost = k->lost,
		.silent_since_ms = k->silent_since_ms,
		.lang = LANG_VI};
}

const char *known_prefix(const struct known *k, const char *number) {
	const char *best = "";
	for (int i = 0; k->office_known && i < k->office.service_count; i++) {
		const char *prefix = k->office.services[i].prefix;
		size_t size = strlen(prefix);
		if (size > strlen(best) && strncmp(number, prefix, size) == 0) {
			best = prefix;
		}
	}
	return best;
}
