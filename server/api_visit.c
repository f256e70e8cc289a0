#include "common/text.h"
#include "server/api_call.h"

#include <stdio.h>
#include <string.h>

/* The end of a visit: what came of it, and which procedures were handled. */

enum { QUANTITY_MAX = 999 };

/* One procedure of the list, added to the text "1.001193*2,2.000815*1". */
static bool add_procedure(const struct catalog *catalog, const json_t *item, char *done) {
	json_t *code = json_object_get(item, "code"), *quantity = json_object_get(item, "quantity");
	json_int_t n = json_integer_value(quantity);
	size_t size = strlen(done);
	if (!json_is_string(code) || n < 1 || n > QUANTITY_MAX || !catalog ||
		!catalog_find(catalog, json_string_value(code)))
		return false;
	int more = snprintf(done + size, DONE_SIZE - size, "%s%s*%d", size ? "," : "",
		json_string_value(code), (int)n);
	return more > 0 && (size_t)more < DONE_SIZE - size;
}

static bool read_procedures(const struct api_call *call, char *done) {
	json_t *item, *list = json_object_get(call->body, "procedures");
	size_t i;
	*done = '\0';
	if (!list || json_is_null(list))
		return true;
	if (!json_is_array(list))
		return false;
	json_array_foreach(list, i, item) {
		if (!add_procedure(office_catalog(call->office), item, done))
			return false;
	}
	return true;
}

static bool read_finish(struct api_call *call, struct change *c) {
	const char *wrong = NULL;
	bool asked = office_setup(call->office)->ask_outcome;
	if (!api_text(call, "outcome", c->how, sizeof c->how) || (asked && !c->how[0]))
		wrong = "outcome";
	else if (!read_procedures(call, c->done))
		wrong = "procedures";
	else if (!api_note(call, "note", c->note))
		wrong = "note";
	if (wrong)
		api_invalid(call, wrong);
	return !wrong;
}

void api_counter_finish(struct api_call *call) {
	int id = api_counter_of(call);
	if (!id)
		return;
	struct change c = office_change(call->office, call->by);
	if (read_finish(call, &c))
		api_counter_settle(
			call, id, queue_decide_finish(office_queue(call->office), id, &c), &c);
}
