#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/api_call.h"

#include <stdlib.h>
#include <string.h>

/* What a kiosk gave out while it was cut off joins the queue. */

enum { TICKETS_MAX = 50 };

/* One number as the kiosk tells of it. */
struct given {
	struct change issued;
	char how[ID_SIZE], failed[ID_SIZE]; /* failed: why its slip was none; "": it was one */
	const char *refused;                /* why it cannot join; NULL: it can */
	size_t place;                       /* in the body */
};

struct given_back {
	int64_t lease;
	int day;
	bool close;
	size_t count;
	struct given *given;
};

static bool token_ok(const char *token) {
	size_t size =
		strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
	return size == TOKEN_SIZE - 1 && !token[size];
}

/* What the office no longer knows is not worth a citizen's place: it is left out. */
static void read_class(const struct api_call *call, const json_t *j, struct change *c) {
	const struct catalog *catalog = office_catalog(call->office);
	if (!api_text_of(j, "priority", c->priority, sizeof c->priority) ||
		setup_priority(office_setup(call->office), c->priority) < 0)
		c->priority[0] = '\0';
	if (!api_text_of(j, "procedure", c->procedure, sizeof c->procedure) || !catalog ||
		!catalog_find(catalog, c->procedure))
		c->procedure[0] = '\0';
	if (!api_text_of(j, "lang", c->lang, sizeof c->lang) ||
		(strcmp(c->lang, "vi") && strcmp(c->lang, "en")))
		c->lang[0] = '\0';
}

/* Why one number cannot be read; NULL: it has been. */
static const char *read_given(const struct api_call *call, const json_t *j, struct given *g) {
	struct change *c = &g->issued;
	const json_t *at = json_object_get(j, "issued_at");
	if (!api_text_of(j, "number", c->number, sizeof c->number) || !c->number[0])
		return "number";
	if (!api_text_of(j, "service", c->service, sizeof c->service) ||
		setup_service(office_setup(call->office), c->service) < 0)
		return "service";
	if (!api_text_of(j, "token", c->token, sizeof c->token) || !token_ok(c->token))
		return "token";
	if (!json_is_integer(at))
		return "issued_at";
	if (!api_text_of(j, "how", g->how, sizeof g->how) ||
		!api_text_of(j, "void", g->failed, sizeof g->failed))
		return "how";
	c->taken_at_ms = json_integer_value(at);
	read_class(call, j, c);
	return NULL;
}

/* The first member of the body that is not as it must be; NULL: all is read. */
static const char *read_body(struct api_call *call, struct given_back *b) {
	json_t *lease = json_object_get(call->body, "lease"), *j;
	json_t *day = json_object_get(call->body, "day");
	json_t *tickets = json_object_get(call->body, "tickets");
	json_t *close = json_object_get(call->body, "close");
	size_t i;
	if (!json_is_integer(lease))
		return "lease";
	if (!json_is_integer(day))
		return "day";
	if (!json_is_array(tickets) || json_array_size(tickets) > TICKETS_MAX)
		return "tickets";
	if (close && !json_is_boolean(close))
		return "close";
	b->lease = json_integer_value(lease);
	b->day = (int)json_integer_value(day);
	b->close = json_is_true(close);
	b->count = json_array_size(tickets);
	b->given = mem_alloc(b->count, sizeof *b->given);
	json_array_foreach(tickets, i, j) {
		b->given[i].refused = read_given(call, j, &b->given[i]);
		b->given[i].place = i;
	}
	return NULL;
}

static int by_time(const void *a, const void *b) {
	const struct given *x = *(struct given *const *)a, *y = *(struct given *const *)b;
	if (x->issued.taken_at_ms != y->issued.taken_at_ms)
		return x->issued.taken_at_ms < y->issued.taken_at_ms ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* The slip was out, or it was none. */
static void settle(struct office *o, const struct given *g, int64_t ticket, const char *by) {
	struct change c = office_change(o, by);
	const struct queue *q = office_queue(o);
	enum verdict verdict = g->failed[0]
				       ? queue_decide_failed(q, ticket, g->failed, &c)
				       : queue_decide_printed(q, ticket,
						 strcmp(g->how, "screen") ? "paper" : "screen", &c);
	if (verdict == VERDICT_OK)
		office_apply(o, &c);
}

static void join(struct api_call *call, int64_t lease, struct given *g) {
	struct change c = office_change(call->office, call->by);
	struct change *issued = &g->issued;
	issued->at_ms = c.at_ms;
	issued->day = c.day;
	issued->lease = lease;
	memcpy(issued->by, c.by, sizeof issued->by);
	switch (queue_decide_leased(office_queue(call->office), issued)) {
	case VERDICT_OK:
		office_apply(call->office, issued);
		settle(call->office, g, issued->ticket, call->by);
		break;
	case VERDICT_NOTHING:
		break;
	case VERDICT_NOT_FOUND:
		g->refused = "range";
		break;
	default:
		g->refused = "taken";
	}
}

/* In the order of the moments at which they were given out, so that ties go by it. */
static void join_all(struct api_call *call, const struct given_back *b) {
	struct given **order = mem_alloc(b->count, sizeof *order);
	for (size_t i = 0; i < b->count; i++)
		order[i] = &b->given[i];
	qsort(order, b->count, sizeof *order, by_time);
	for (size_t i = 0; i < b->count; i++)
		if (!order[i]->refused)
			join(call, b->lease, order[i]);
	mem_free(order);
}

static json_t *refused_json(const struct api_call *call, const struct given *g) {
	const char *number = g->issued.number;
	log_warn("%s: number %s of its block cannot join: %s", call->by, *number ? number : "?",
		g->refused);
	return json_pack("{s:o, s:s}", "number", *number ? json_string(number) : json_null(), "why",
		g->refused);
}

static json_t *joined_json(const struct queue *q, const struct given *g) {
	const struct queue_ticket *t = q ? queue_number(q, g->issued.number) : NULL;
	return json_pack("{s:s, s:o, s:s}", "number", g->issued.number, "id",
		api_number_or_null(t ? t->id : 0), "state",
		proto_ticket_state(t ? t->state : TICKET_EXPIRED));
}

/* `q`: the day's queue; NULL: that day is over, and its numbers with it. */
static json_t *answer(
	const struct api_call *call, const struct given_back *b, const struct queue *q) {
	json_t *tickets = json_array(), *refused = json_array();
	for (size_t i = 0; i < b->count; i++) {
		const struct given *g = &b->given[i];
		if (g->refused)
			json_array_append_new(refused, refused_json(call, g));
		else
			json_array_append_new(tickets, joined_json(q, g));
	}
	return json_pack("{s:o, s:o}", "tickets", tickets, "refused", refused);
}

static void end_lease(struct api_call *call, int64_t lease) {
	struct change c = office_change(call->office, call->by);
	if (queue_decide_lease_return(office_queue(call->office), lease, &c) == VERDICT_OK)
		office_apply(call->office, &c);
}

/* The block by its id, or, where that is of a store that another one has replaced, by the numbers
 * themselves. */
static const struct queue_lease *lease_of(const struct queue *q, const struct given_back *b) {
	const struct queue_lease *l = queue_lease(q, b->lease);
	for (size_t i = 0; !l && i < b->count; i++)
		if (!b->given[i].refused)
			l = queue_lease_number(q, b->given[i].issued.number);
	return l && (l->id == b->lease || !strcmp(l->holder, QUEUE_RESTORED)) ? l : NULL;
}

static void take_back(struct api_call *call, struct given_back *b) {
	const struct queue *q = office_queue(call->office);
	const struct queue_lease *l = lease_of(q, b);
	int today = office_change(call->office, call->by).day;
	if (b->day < today) {
		log_warn("%s: numbers given out on %d came when that day was over: %zu", call->by,
			b->day, b->count);
		api_answer(call, 200, answer(call, b, NULL));
	} else if (b->day > today || !l || strcmp(l->by, call->by)) {
		api_error(call, 404, "not_found", NULL);
	} else {
		b->lease = l->id;
		join_all(call, b);
		if (b->close)
			end_lease(call, b->lease);
		api_commit(call, 200, answer(call, b, q));
	}
}

void api_lease_return(struct api_call *call) {
	struct given_back b = {0};
	const char *wrong = read_body(call, &b);
	if (wrong)
		api_invalid(call, wrong);
	else
		take_back(call, &b);
	mem_free(b.given);
}
