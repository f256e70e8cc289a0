#include "common/text.h"
#include "server/api_call.h"
#include "server/rating.h"

#include <stdio.h>
#include <string.h>

/* What those who were served think of it. Nothing tells who they are, and nobody who works here is
 * told an answer. */

static bool read_score(const struct api_call *call, struct change *c) {
	const json_t *score = json_object_get(call->body, "score");
	json_int_t n = json_integer_value(score);
	snprintf(c->how, sizeof c->how, "%d", (int)n);
	return json_is_integer(score) && n >= 1 && n <= RATING_BEST;
}

static int reason_of(const json_t *item) {
	for (int i = 0; rating_reasons[i]; i++)
		if (json_is_string(item) && !strcmp(json_string_value(item), rating_reasons[i]))
			return i;
	return -1;
}

/* Each once, in the order above: "wait,attitude". */
static bool read_reasons(const struct api_call *call, struct change *c) {
	json_t *list = json_object_get(call->body, "reasons");
	unsigned said = 0;
	if (list && !json_is_null(list) && !json_is_array(list))
		return false;
	for (size_t i = 0; i < json_array_size(list); i++) {
		int reason = reason_of(json_array_get(list, i));
		if (reason < 0 || said & 1u << reason)
			return false;
		said |= 1u << reason;
	}
	for (int i = 0; rating_reasons[i]; i++) {
		size_t used = strlen(c->note);
		if (said & 1u << i)
			snprintf(c->note + used, sizeof c->note - used, "%s%s", used ? "," : "",
				rating_reasons[i]);
	}
	return true;
}

static bool read_rating(struct api_call *call, struct change *c) {
	const char *wrong = NULL;
	if (!read_score(call, c))
		wrong = "score";
	else if (!read_reasons(call, c))
		wrong = "reasons";
	if (wrong)
		api_invalid(call, wrong);
	return !wrong;
}

static json_t *holder_json(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	return api_ticket_holder(call->api, q, t);
}

/* A screen knows no more of a number than everyone in the hall. */
static json_t *screen_json(
	const struct api_call *call, const struct queue *q, const struct queue_ticket *t) {
	(void)call;
	(void)q;
	return json_pack("{s:s, s:s}", "number", t->number, "state", proto_ticket_state(t->state));
}

void api_rating(struct api_call *call) {
	const struct queue *q = office_queue(call->office);
	const struct queue_ticket *t = queue_token(q, call->params[0]);
	struct change c = office_change(call->office, "public");
	if (!t)
		api_error(call, 404, "not_found", NULL);
	else if (read_rating(call, &c))
		api_ticket_settle(call, t->id, queue_decide_rate(q, t->id, &c), &c, holder_json);
}

/* A screen that was told to be elsewhere speaks for nobody here. */
static bool stands_at(const struct api_call *call, int counter) {
	const struct display_settings *told = &call->device->settings;
	return told->view == VIEW_UNSAID ||
	       (told->view == VIEW_COUNTER && told->counter == counter);
}

void api_counter_rating(struct api_call *call) {
	const struct queue *q = office_queue(call->office);
	struct change c = office_change(call->office, call->by);
	int id = api_counter_id(call, api_number(call->params[0]));
	char number[NUMBER_SIZE];
	if (!id) {
		api_error(call, 404, "not_found", NULL);
	} else if (!stands_at(call, id)) {
		api_error(call, 403, "forbidden", NULL);
	} else if (!api_text(call, "number", number, sizeof number) || !queue_number(q, number)) {
		api_invalid(call, "number");
	} else if (read_rating(call, &c)) {
		int64_t ticket = queue_number(q, number)->id;
		api_ticket_settle(
			call, ticket, queue_decide_rate_at(q, id, number, &c), &c, screen_json);
	}
}
