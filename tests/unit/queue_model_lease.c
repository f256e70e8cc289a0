#include "tests/unit/queue_model.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_FIRST = 1, NUMBER_LAST = 999, LEASE_NUMBERS = 50 };

int queue_model_lowest(const struct queue_model *m) {
	int lowest = NUMBER_LAST + 1;
	for (int i = 0; i < m->lease_count; i++)
		if (m->leases[i].first < lowest)
			lowest = m->leases[i].first;
	return lowest;
}

int queue_model_held(const struct queue_model *m, int disk) {
	for (int i = 0; i < m->lease_count; i++)
		if (m->leases[i].disk == disk && m->leases[i].who == m->who &&
			!m->leases[i].returned)
			return i;
	return -1;
}

enum verdict queue_model_lease(struct queue_model *m, int disk) {
	int top = queue_model_lowest(m), size = LEASE_NUMBERS, most = 0;
	int half = NUMBER_LAST / 2, set_aside = NUMBER_LAST + 1 - top;
	if (set_aside + size > half)
		size = half - set_aside;
	for (int i = 0; i < m->setup->service_count; i++)
		if (m->issued[i] > most)
			most = m->issued[i];
	if (size == 0 || top - 1 - size - most < size)
		return VERDICT_QUOTA;
	m->leases[m->lease_count++] =
		(struct model_lease){top - size, top - 1, disk, m->who, m->at_s, false};
	return VERDICT_OK;
}

enum verdict queue_model_return(struct queue_model *m, int lease) {
	if (m->leases[lease].returned)
		return VERDICT_NOTHING;
	m->leases[lease].returned = true;
	return VERDICT_OK;
}

enum verdict queue_model_join(struct queue_model *m, int lease, int service, int n, int class,
	int64_t taken_s, int token) {
	const struct model_lease *l = &m->leases[lease];
	struct model_ticket *t = &m->tickets[m->count];
	char number[NUMBER_SIZE];
	if (n < l->first || n > l->last)
		return VERDICT_NOT_FOUND;
	snprintf(number, sizeof number, "%s%03d", m->setup->services[service].prefix, n);
	for (int i = 0; i < m->count; i++)
		if (!strcmp(m->tickets[i].number, number))
			return i == token ? VERDICT_NOTHING : VERDICT_WRONG_STATE;
	if (token < m->count)
		return VERDICT_WRONG_STATE;
	queue_model_add(m, service, class);
	t->issued_s = taken_s < l->at_s ? l->at_s : taken_s > m->at_s ? m->at_s : taken_s;
	t->lease = lease;
	memcpy(t->number, number, sizeof number);
	return VERDICT_OK;
}
