#include "server/api_call.h"

/* What the lead decides about one ticket, wherever it is. */

static void with_reason(
	struct api_call *call, enum verdict (*decide)(const struct queue *queue, int64_t ticket,
				       const char *note, struct change *c)) {
	int64_t id = api_number(call->params[0]);
	struct change c = office_change(call->office, call->by);
	char reason[NOTE_SIZE];
	if (api_reason(call, true, reason))
		api_ticket_settle(call, id, decide(office_queue(call->office), id, reason, &c), &c,
			api_ticket);
}

void api_release(struct api_call *call) {
	with_reason(call, queue_decide_release);
}

void api_reopen(struct api_call *call) {
	with_reason(call, queue_decide_reopen);
}

void api_void(struct api_call *call) {
	with_reason(call, queue_decide_void);
}

void api_priority(struct api_call *call) {
	int64_t id = api_number(call->params[0]);
	struct change c = office_change(call->office, call->by);
	char priority[ID_SIZE];
	if (!json_object_get(call->body, "priority") ||
		!api_text(call, "priority", priority, sizeof priority) ||
		(priority[0] && setup_priority(office_setup(call->office), priority) < 0)) {
		api_invalid(call, "priority");
		return;
	}
	enum verdict verdict = queue_decide_priority(office_queue(call->office), id, priority, &c);
	api_ticket_settle(call, id, verdict, &c, api_ticket);
}
