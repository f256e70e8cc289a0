#include "common/text.h"
#include "server/api_call.h"

/* A ticket for whoever holds its token; by its id for those who work here, too. */

static json_t *holder_json(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	return api_ticket_holder(call->api, q, t);
}

/* A kiosk that was shown the slip speaks for whoever holds it. */
static json_t *shown_json(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	json_t *j = api_ticket_taken(call, q, t);
	json_object_set_new(j, "can_rate", json_boolean(queue_can_rate(t)));
	return j;
}

void api_holder(struct api_call *call) {
	const struct queue *q = office_shown(call->office);
	const struct queue_ticket *t = queue_token(q, call->params[0]);
	if (t)
		api_answer(call, 200, holder_json(call, q, t));
	else
		api_error(call, 404, "not_found", NULL);
}

/* Whether who asks may name a ticket by its id; if not, that has been answered. */
static bool may_by_id(struct api_call *call) {
	bool works_here = call->role & (ROLE_KIOSK | ROLE_CLERK | ROLE_LEAD);
	if (works_here && api_csrf_ok(call))
		return true;
	api_refuse_actor(call);
	return false;
}

/* The ticket of the path; NULL when it has been answered that there is none for who asks. A person
 * of the office who has the token is its holder and no more. */
static const struct queue_ticket *ticket_of(struct api_call *call) {
	const struct queue *q = office_queue(call->office);
	int64_t id = api_number(call->params[0]);
	if (id && !may_by_id(call))
		return NULL;
	if (!id && call->role != ROLE_KIOSK) {
		call->role = ROLE_PUBLIC;
		text_copy(call->by, sizeof call->by, "public");
	}
	const struct queue_ticket *t = id ? queue_find(q, id) : queue_token(q, call->params[0]);
	if (!t)
		api_error(call, 404, "not_found", NULL);
	return t;
}

static api_ticket_view *view_of(const struct api_call *call) {
	if (call->role == ROLE_PUBLIC)
		return holder_json;
	if (call->role == ROLE_KIOSK)
		return api_number(call->params[0]) ? api_ticket_taken : shown_json;
	return api_ticket;
}

static void move(struct api_call *call,
	enum verdict (*decide)(const struct queue *queue, int64_t ticket, struct change *c)) {
	const struct queue_ticket *t = ticket_of(call);
	if (!t)
		return;
	int64_t id = t->id;
	struct change c = office_change(call->office, call->by);
	enum verdict verdict = decide(office_queue(call->office), id, &c);
	api_ticket_settle(call, id, verdict, &c, view_of(call));
}

void api_leave(struct api_call *call) {
	move(call, queue_decide_leave);
}

void api_back(struct api_call *call) {
	move(call, queue_decide_back);
}
