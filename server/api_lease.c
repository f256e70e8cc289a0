#include "common/text.h"
#include "server/api_call.h"
#include "server/calendar.h"

#include <string.h>

/* Numbers that a kiosk keeps on its disk for when it is cut off. */

static bool holder_ok(const char *holder) {
	size_t size = strspn(
		holder, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");
	return size > 0 && !holder[size];
}

static json_t *service_json(const struct setup *s, int service, int day) {
	struct span spans[SETUP_SPANS_MAX];
	int count = calendar_take_spans(s, service, day, spans);
	json_t *issue = json_array();
	for (int i = 0; i < count; i++)
		json_array_append_new(issue, json_pack("[I, I]", (json_int_t)spans[i].from_ms,
						     (json_int_t)spans[i].to_ms));
	return json_pack("{s:s, s:s, s:o}", "id", s->services[service].id, "prefix",
		s->services[service].prefix, "issue", issue);
}

/* All that a kiosk must know to give the numbers out by itself. */
static json_t *lease_json(const struct api_call *call, const struct queue_lease *l, int day) {
	const struct setup *s = office_setup(call->office);
	char url[NAME_SIZE];
	json_t *services = json_array();
	for (int i = 0; i < s->service_count; i++)
		json_array_append_new(services, service_json(s, i, day));
	api_ticket_url(call, "", url);
	return json_pack("{s:{s:I, s:i, s:i, s:i, s:i, s:b, s:s, s:i, s:o}}", "lease", "id",
		(json_int_t)l->id, "day", day, "first", l->first, "last", l->last, "digits",
		s->number_digits, "dash", s->number_dash, "url", url, "tickets_per_minute",
		s->kiosk_tickets_per_minute, "services", services);
}

void api_lease(struct api_call *call) {
	struct change c = office_change(call->office, call->by);
	const struct queue *q = office_queue(call->office);
	if (!api_text(call, "holder", c.holder, sizeof c.holder) || !holder_ok(c.holder)) {
		api_invalid(call, "holder");
		return;
	}
	const struct queue_lease *l = queue_lease_of(q, call->by, c.holder);
	if (l) {
		api_commit(call, 200, lease_json(call, l, c.day));
		return;
	}
	enum verdict verdict = queue_decide_lease(q, &c);
	if (verdict != VERDICT_OK) {
		api_verdict(call, verdict, NULL);
		return;
	}
	office_apply(call->office, &c);
	api_commit(call, 201, lease_json(call, queue_lease(q, c.seq), c.day));
}
