/* What the link and the printer tell, handed to flow. */
#include "common/clock.h"
#include "common/log.h"
#include "kiosk/hand_in.h"
#include "kiosk/kiosk_part.h"
#include "kiosk/office_file.h"

#include <stdlib.h>

enum { AGREE_MS = 1000 };

static void take_office(struct kiosk *k, const struct office_view *office) {
	if (!clock_use_zone(office->time_zone)) {
		log_warn("kiosk: unknown time zone %s", office->time_zone);
	}
	flow_office(k->flow, office);
	office_file_save(&k->state, office);
}

static void take_snapshot(struct kiosk *k, const struct snapshot *hall) {
	int64_t ahead_ms = hall->now_ms - clock_mono_ms();
	if (llabs(ahead_ms - k->flow->ahead_ms) > AGREE_MS) {
		flow_clock(k->flow, ahead_ms);
	}
	flow_snapshot(k->flow, hall);
}

static void refused(void *ctx, const char *number) {
	struct kiosk *k = ctx;
	flow_refused(k->flow, number, clock_mono_ms());
}

static void take_reply(struct kiosk *k, const struct link_message *m, int64_t now_ms) {
	enum request_kind kind = REQUEST_SEARCH;
	uint32_t serial = errand_answered(k->errand, m, &kind);
	if (serial && kind == REQUEST_HAND_IN) {
		hand_in_answered(k->journal, m->status, m->json, refused, k);
	} else if (serial && kind == REQUEST_STATUS && m->status == 200) {
		kiosk_take_orders(k, m->json);
	}
	flow_reply(k->flow, serial, m->status, m->json, now_ms);
}

static void take_message(struct kiosk *k, const struct link_message *m, int64_t now_ms) {
	switch (m->kind) {
	case LINK_OFFICE:
		take_office(k, m->office);
		break;
	case LINK_SNAPSHOT:
		take_snapshot(k, m->snapshot);
		break;
	case LINK_CHANGE:
		flow_change(k->flow, &m->change);
		break;
	case LINK_WAITS:
		flow_waits(k->flow, m->json);
		break;
	case LINK_ORDERS:
		flow_say_soon(k->flow);
		break;
	case LINK_SLIDES:
		break;
	case LINK_DOWN:
	case LINK_UP:
		flow_link(k->flow, m->kind == LINK_UP, now_ms);
		break;
	case LINK_REPLY:
		take_reply(k, m, now_ms);
		break;
	}
}

void kiosk_take_news(struct kiosk *k) {
	struct link_message m;
	struct printer_report r;
	while (link_next(k->link, &m)) {
		take_message(k, &m, clock_mono_ms());
		link_message_clear(&m);
	}
	while (k->printer && printer_next(k->printer, &r)) {
		flow_printer(k->flow, r.state);
		if (r.serial) {
			flow_slip(k->flow, r.serial, r.out, r.why, clock_mono_ms());
		}
	}
	kiosk_carry_out(k);
}
