#include "display/known.h"

#include "common/board.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/proto_json.h"
#include "common/text.h"
#include "display/zone.h"

#include <string.h>

/* The zone that is shown; one without counters where the office does not have it. */
static const struct office_zone *zone_of(const struct known *k) {
	static const struct office_zone nowhere;
	const struct office_zone *zone = k->office_known ? zone_find(&k->office, k->zone) : NULL;
	return zone ? zone : &nowhere;
}

static const struct snapshot *hall_of(const struct known *k) {
	return k->zone[0] ? &k->zone_hall : &k->hall;
}

static void narrow_hall(struct known *k) {
	if (k->zone[0]) {
		zone_hall(zone_of(k), &k->office, &k->hall, &k->zone_hall);
	}
}

static void narrow_office(struct known *k) {
	if (!k->zone[0]) {
		return;
	}
	bool missing = k->office_known && !zone_find(&k->office, k->zone);
	if (missing && !k->zone_missing) {
		log_warn("display: the office has no zone %s", k->zone);
	}
	k->zone_missing = missing;
	zone_office(zone_of(k), &k->office, &k->zone_office);
	narrow_hall(k);
}

static bool is_elsewhere(const struct known *k, const struct change *c) {
	bool call = c->kind == CHANGE_CALLED || c->kind == CHANGE_RECALLED;
	return call && k->zone[0] && !zone_has(zone_of(k), c->counter);
}

static void take_office(struct known *k, const struct office_view *office, int64_t mono_ms) {
	k->office = *office;
	k->office_known = true;
	if (!clock_use_zone(office->time_zone)) {
		log_warn("display: unknown time zone %s", office->time_zone);
	}
	narrow_office(k);
	/* Counters may have come to the zone, with calls that are still to be heard, or left it. */
	if (k->zone[0] && k->hall_known) {
		announce_snapshot(&k->announce, hall_of(k), mono_ms + k->ahead_ms);
	}
}

static void take_snapshot(struct known *k, const struct snapshot *s, int64_t mono_ms) {
	k->hall = *s;
	k->hall_known = true;
	k->lost = false;
	k->ahead_ms = s->now_ms - mono_ms;
	narrow_hall(k);
	announce_snapshot(&k->announce, hall_of(k), s->now_ms);
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
	narrow_hall(k);
	if (!is_elsewhere(k, c)) {
		announce_change(&k->announce, hall_of(k), c, mono_ms + k->ahead_ms);
	}
}

/* The server's time too: two clocks that nobody sets drift apart by minutes in a month. */
static void take_waits(struct known *k, const json_t *json, int64_t mono_ms) {
	int64_t before_ms = k->hall.now_ms;
	if (k->hall_known && waits_from_json(json, &k->hall) && k->hall.now_ms != before_ms) {
		k->ahead_ms = k->hall.now_ms - mono_ms;
	}
	narrow_hall(k);
}

void known_take(struct known *k, const struct link_message *m, int64_t mono_ms) {
	switch (m->kind) {
	case LINK_OFFICE:
		take_office(k, m->office, mono_ms);
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
	case LINK_SLIDES:
	case LINK_REPLY:
		break;
	}
}

void known_turn(struct known *k, int counter, const char *zone, int64_t mono_ms) {
	int64_t done_ms = announce_done_ms(&k->announce), heard_ms = k->announce.heard_ms;
	k->announce = (struct announce){
		.counter = counter, .heard_ms = done_ms > heard_ms ? done_ms : heard_ms};
	text_copy(k->zone, sizeof k->zone, counter || !zone ? "" : zone);
	k->zone_missing = false;
	narrow_office(k);
	if (k->hall_known) {
		announce_snapshot(&k->announce, hall_of(k), mono_ms + k->ahead_ms);
	}
}

struct view known_view(const struct known *k, int64_t there_ms) {
	const struct office_view *office = k->zone[0] ? &k->zone_office : &k->office;
	return (struct view){.hall = k->hall_known ? hall_of(k) : NULL,
		.office = k->office_known ? office : NULL,
		.announce = &k->announce,
		.now_ms = there_ms,
		.lost = k->lost,
		.silent_since_ms = k->silent_since_ms,
		.lang = LANG_VI,
		.zone = k->zone[0] ? &zone_of(k)->name : NULL,
		.no_zone = k->zone_missing ? k->zone : NULL};
}

const char *known_prefix(const struct known *k, const char *number) {
	const struct office_service *s = k->office_known ? zone_service(&k->office, number) : NULL;
	return s ? s->prefix : "";
}
