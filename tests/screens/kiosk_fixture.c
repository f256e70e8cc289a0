#include "tests/screens/kiosk_fixture.h"

#include "common/clock.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "kiosk/lease_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void read_office(struct kiosk *k, const char *name) {
	const json_t *place = json_object_get(k->data, name);
	struct office_view *office = mem_alloc(1, sizeof *office);
	struct snapshot *hall = mem_alloc(1, sizeof *hall);
	assert_true(office_view_from_json(json_object_get(place, "office"), office));
	assert_true(snapshot_from_json(json_object_get(place, "hall"), hall));
	flow_office(k->flow, office);
	flow_snapshot(k->flow, hall);
	mem_free(office);
	mem_free(hall);
}

/* The disk has the number. */
static void keep(struct kiosk *k, const struct request *r) {
	struct kept e = {.at_ms = k->now_ms + k->flow->ahead_ms};
	struct ticket ticket;
	memcpy(e.service, r->service, sizeof e.service);
	memcpy(e.priority, r->priority, sizeof e.priority);
	json_t *json = lease_ticket_json(&k->flow->lease, &e, r->text, KIOSK_TOKEN);
	assert_true(ticket_from_json(json, &ticket));
	json_decref(json);
	flow_kept(k->flow, r->serial, k->disk_full ? NULL : &ticket, k->now_ms);
}

static void drain(struct kiosk *k) {
	struct request r;
	while (flow_next_request(k->flow, &r)) {
		if (r.kind == REQUEST_ALONE) {
			keep(k, &r);
		}
		if (r.kind != REQUEST_STATUS) {
			k->last = r;
		}
		k->take_count += r.kind == REQUEST_TAKE;
	}
}

void kiosk_open(struct kiosk *k, const char *office, enum lang lang) {
	clock_use_zone("Asia/Ho_Chi_Minh");
	*k = (struct kiosk){.now_ms = 100000, .wall_ms = clock_at(20261123, 9 * 60 + 40)};
	k->data = json_load_file("tests/data/kiosk.json", 0, NULL);
	assert_non_null(k->data);
	k->flow = flow_new(lang, PRINTER_OK, k->now_ms);
	k->flow->guide_counter = 1;
	flow_clock(k->flow, k->wall_ms - k->now_ms);
	read_office(k, office);
	flow_link(k->flow, true, k->now_ms);
	flow_tick(k->flow, k->now_ms);
	drain(k);
}

void kiosk_close(struct kiosk *k) {
	flow_free(k->flow);
	json_decref(k->data);
}

static void share(const struct results *r) {
	for (int i = 0; i < r->count; i++) {
		json_incref(r->rows[i].json);
	}
}

struct kiosk kiosk_fork(const struct kiosk *k) {
	struct kiosk fork = *k;
	fork.flow = (struct flow *)(void *)mem_copy(k->flow, sizeof *k->flow);
	share(&fork.flow->results);
	share(&fork.flow->often);
	share(&fork.flow->service_results);
	json_incref(fork.flow->procedure.json);
	return fork;
}

void kiosk_leave(struct kiosk *fork) {
	flow_free(fork->flow);
	fork->flow = NULL;
}

void kiosk_wait(struct kiosk *k, int ms) {
	k->now_ms += ms;
	k->wall_ms += ms;
	flow_tick(k->flow, k->now_ms);
	drain(k);
}

void kiosk_tap(struct kiosk *k, const char *ids) {
	char id[64];
	int size;
	for (; sscanf(ids, "%63s%n", id, &size) == 1; ids += size) {
		k->now_ms += 2000;
		flow_tap(k->flow, id, k->now_ms);
		drain(k);
	}
}

void kiosk_lend(struct kiosk *k) {
	struct lease lease;
	assert_true(lease_from_answer(json_object_get(k->data, "lease"), &lease));
	flow_lease(k->flow, &lease);
	k->flow->lease_due = false;
}

void kiosk_away(struct kiosk *k) {
	flow_link(k->flow, false, k->now_ms);
	k->now_ms += FLOW_AWAY_MS;
	flow_tick(k->flow, k->now_ms);
	drain(k);
}

void kiosk_scan(struct kiosk *k, const char *token) {
	flow_scan(k->flow, token, k->now_ms);
	drain(k);
}

void kiosk_scan_code(struct kiosk *k, const char *code) {
	flow_scan_code(k->flow, code, k->now_ms);
	drain(k);
}

void kiosk_slips(struct kiosk *k, bool list) {
	for (int i = 0; i < k->flow->office.service_count; i++) {
		struct office_service *s = &k->flow->office.services[i];
		s->needs_slip = strstr(s->id, "tra-ket-qua") != NULL;
	}
	k->flow->office.slip_list = list;
}

void kiosk_answer(struct kiosk *k, int status, const char *entry) {
	json_t *body = entry ? json_object_get(k->data, entry) : NULL;
	flow_reply(k->flow, k->last.serial, status, body, k->now_ms);
	flow_tick(k->flow, k->now_ms);
	drain(k);
}

void kiosk_modes(struct kiosk *k, bool large, bool low, bool contrast) {
	bool warned = flow_screen(k->flow, k->now_ms) == SCREEN_WARNING;
	k->flow->large = large;
	k->flow->low = low;
	k->flow->contrast = contrast;
	if (warned && (large || low || contrast)) {
		k->flow->touched_ms = k->now_ms - FLOW_IDLE_SLOW_MS;
	}
}
