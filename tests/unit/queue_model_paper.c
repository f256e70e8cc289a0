#include "tests/unit/queue_model.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_LAST = 999 };

enum verdict queue_model_paper_reach(
	const struct queue_model *m, int service, int value, int *count) {
	if (value > NUMBER_LAST)
		return VERDICT_QUOTA;
	if (value <= m->issued[service])
		return VERDICT_NOTHING;
	*count = value - m->issued[service];
	return value >= queue_model_lowest(m) ? VERDICT_WRONG_STATE : VERDICT_OK;
}

/* When a number of a series was given out; 0: it was not. */
static int64_t when_s(const struct queue_model *m, int service, int value) {
	char number[NUMBER_SIZE];
	snprintf(number, sizeof number, "%s%03d", m->setup->services[service].prefix, value);
	for (int i = 0; i < m->count; i++)
		if (!strcmp(m->tickets[i].number, number))
			return m->tickets[i].issued_s;
	return 0;
}

enum verdict queue_model_paper(struct queue_model *m, int service, int64_t taken_s, int first) {
	struct model_ticket *t = &m->tickets[m->count];
	int value = m->issued[service] + 1;
	int64_t least_s = when_s(m, service, m->issued[service]);
	if (value == queue_model_lowest(m))
		return VERDICT_QUOTA;
	queue_model_add(m, service, -1);
	m->issued[service] = value;
	t->paper = first ? first : value;
	t->issued_s = taken_s < least_s ? least_s : taken_s;
	if (t->issued_s > m->at_s)
		t->issued_s = m->at_s;
	snprintf(t->number, sizeof t->number, "%s%03d", m->setup->services[service].prefix, value);
	return VERDICT_OK;
}

enum verdict queue_model_paper_void(struct queue_model *m, int ticket) {
	const struct model_ticket *t = &m->tickets[ticket];
	if (!t->paper)
		return VERDICT_NOT_FOUND;
	if (t->first_called_s)
		return VERDICT_WRONG_STATE;
	if (t->state != TICKET_WAITING && t->state != TICKET_ISSUING)
		return VERDICT_NOTHING;
	return queue_model_void(m, ticket);
}
