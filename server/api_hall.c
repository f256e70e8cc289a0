#include "common/proto_json.h"
#include "server/api_call.h"

#include <string.h>

/* The whole hall as the lead sees it. */

static json_t *counters_json(const struct api_call *call, const struct queue *q) {
	const struct setup *s = queue_setup(q);
	json_t *list = json_array();
	for (int i = 0; i < s->counter_count; i++) {
		int id = s->counters[i].id;
		int64_t seen_ms = auth_seen_ms(call->api->options.auth, id);
		json_t *one = api_counter(q, id);
		json_object_set_new(
			one, "ticket", api_ticket(call, q, queue_counter_ticket(q, id)));
		json_object_set_new(one, "seen_at", api_number_or_null(seen_ms));
		json_array_append_new(list, one);
	}
	return list;
}

/* When the one of a service was issued who has waited longest; 0: nobody waits. */
static int64_t oldest_ms(const struct queue *q, int line) {
	int64_t oldest = 0;
	for (size_t i = 0; i < queue_count(q); i++) {
		const struct queue_ticket *t = queue_at(q, i);
		if (t->line == line && t->state == TICKET_WAITING &&
			(!oldest || t->issued_at_ms < oldest))
			oldest = t->issued_at_ms;
	}
	return oldest;
}

static json_t *service_json(
	const struct queue *q, int line, const struct snapshot_service *now, int64_t now_ms) {
	const struct setup_service *s = &queue_setup(q)->services[line];
	const char *reach = proto_reach(now->reach);
	int64_t issued_ms = oldest_ms(q, line);
	return json_pack("{s:s, s:o, s:i, s:o, s:o, s:o, s:o}", "id", s->id, "name",
		name_json(&s->name), "waiting", now->waiting, "wait", wait_json(&now->wait),
		"reach", *reach ? json_string(reach) : json_null(), "oldest_wait_s",
		issued_ms ? json_integer((now_ms - issued_ms) / 1000) : json_null(), "target_s",
		api_number_or_null(s->target_s));
}

static json_t *services_json(const struct queue *q, const struct snapshot *board, int64_t now_ms) {
	json_t *list = json_array();
	for (int i = 0; i < board->service_count; i++)
		json_array_append_new(list, service_json(q, i, &board->services[i], now_ms));
	return list;
}

/* What is open, and what was served so shortly ago that it can be reopened. */
static json_t *tickets_json(const struct api_call *call, const struct queue *q, int64_t now_ms) {
	int64_t since_ms = now_ms - queue_setup(q)->reopen_s * 1000LL;
	json_t *list = json_array();
	for (size_t i = 0; i < queue_count(q); i++) {
		const struct queue_ticket *t = queue_at(q, i);
		bool recent = t->state == TICKET_SERVED && t->changed_at_ms >= since_ms;
		if (proto_ticket_open(t->state) || recent)
			json_array_append_new(list, api_ticket(call, q, t));
	}
	return list;
}

static int used_of(const struct queue *q, const struct queue_lease *l) {
	int used = 0;
	for (size_t i = 0; i < queue_count(q); i++)
		used += queue_at(q, i)->lease == l->id;
	return used;
}

/* The numbers that are set aside for kiosks. */
static json_t *leases_json(const struct queue *q) {
	json_t *list = json_array();
	for (size_t i = 0; i < queue_lease_count(q); i++) {
		const struct queue_lease *l = queue_lease_at(q, i);
		const char *kiosk = strchr(l->by, ':');
		json_array_append_new(
			list, json_pack("{s:I, s:s, s:i, s:i, s:i, s:b}", "id", (json_int_t)l->id,
				      "kiosk", kiosk ? kiosk + 1 : l->by, "first", l->first, "last",
				      l->last, "used", used_of(q, l), "returned", l->returned));
	}
	return list;
}

/* What the lead should be told of the machine. */
static json_t *warnings_json(const struct api_call *call) {
	const struct backups *backups = call->api->options.backups;
	json_int_t off_s = office_clock_off_s(call->office);
	json_t *list = json_array();
	if (off_s)
		json_array_append_new(
			list, json_pack("{s:s, s:I}", "kind", "clock", "seconds", off_s));
	if (call->api->options.restored_ms)
		json_array_append_new(list, json_pack("{s:s, s:I}", "kind", "restored", "at",
						    (json_int_t)call->api->options.restored_ms));
	if (backups_late(backups))
		json_array_append_new(
			list, json_pack("{s:s, s:o}", "kind", "backup", "at",
				      api_number_or_null(backups_proven_ms(backups))));
	return list;
}

void api_hall(struct api_call *call) {
	const struct queue *q = office_shown(call->office);
	const struct snapshot *board = office_board(call->office);
	int64_t now_ms = office_now(call->office);
	api_answer(call, 200,
		json_pack("{s:I, s:i, s:o, s:o, s:o, s:o, s:o, s:o, s:I}", "now",
			(json_int_t)now_ms, "day", board->day, "counters", counters_json(call, q),
			"services", services_json(q, board, now_ms), "tickets",
			tickets_json(call, q, now_ms), "leases", leases_json(q), "warnings",
			warnings_json(call), "kiosks", api_kiosks(call), "rules_version",
			(json_int_t)queue_setup(q)->version));
}
