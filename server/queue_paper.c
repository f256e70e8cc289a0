#include "common/text.h"
#include "server/queue_state.h"

#include <string.h>

/* Numbers that were handed out on paper while nothing else could give any. */

int queue_series_last(const struct queue *q, int line) {
	int last = q->issued[line];
	return last < q->setup->number_start ? 0 : last;
}

int queue_series_next(const struct queue *q, int line) {
	int n = queue_next_number(q, line);
	return n > q->setup->number_max ? 0 : n;
}

enum verdict queue_decide_paper_reach(const struct queue *q, int line, int value, int *count) {
	if (line < 0 || line >= q->setup->service_count)
		return VERDICT_NOT_FOUND;
	if (value > q->setup->number_max)
		return VERDICT_QUOTA;
	if (value <= q->issued[line])
		return VERDICT_NOTHING;
	if (queue_set_aside(q, value, value))
		return VERDICT_WRONG_STATE;
	*count = 0;
	for (int n = q->issued[line] + 1; n <= value; n++) {
		const struct queue_lease *l = queue_set_aside(q, n, n);
		*count += !l;
		n = l ? l->last : n;
	}
	return VERDICT_OK;
}

/* When the one before it in the series was given out; 0: there is none. */
static int64_t before_ms(const struct queue *q, const char *service) {
	for (size_t i = q->count; i-- > 0;) {
		const struct queue_ticket *t = q->tickets[i];
		if (!t->lease && !strcmp(t->taken_for, service))
			return t->issued_at_ms;
	}
	return 0;
}

/* In the order of their numbers: none counts as given out before the one before it, nor later than
 * now. */
enum verdict queue_decide_paper(const struct queue *q, struct change *c) {
	int line = setup_service(q->setup, c->service);
	if (line < 0)
		return VERDICT_NOT_FOUND;
	int n = queue_series_next(q, line);
	if (!n)
		return VERDICT_QUOTA;
	int64_t least_ms = before_ms(q, c->service);
	if (c->taken_at_ms < least_ms)
		c->taken_at_ms = least_ms;
	if (c->taken_at_ms <= 0 || c->taken_at_ms > c->at_ms)
		c->taken_at_ms = c->at_ms;
	queue_print_number(q, line, n, c->number);
	c->first = c->first ? c->first : n;
	c->key_s = queue_key_s(q->setup, c->taken_at_ms / 1000, -1, 0);
	c->kind = CHANGE_ISSUED;
	c->was = TICKET_NONE;
	c->state = TICKET_ISSUING;
	return VERDICT_OK;
}

enum verdict queue_decide_paper_void(
	const struct queue *q, int64_t ticket, const char *note, struct change *c) {
	const struct queue_ticket *t = queue_find(q, ticket);
	if (!t || !t->paper)
		return VERDICT_NOT_FOUND;
	if (t->first_called_ms)
		return VERDICT_WRONG_STATE;
	return proto_ticket_open(t->state) ? queue_decide_void(q, ticket, note, c)
					   : VERDICT_NOTHING;
}
