#include "tests/unit/queue_model.h"

int queue_model_help_s(const struct queue_model *m, int at, int service) {
	for (int i = 0; i < m->help_count; i++)
		if (m->helps[i].at == at && service >= 0 && m->helps[i].service == service)
			return MODEL_HELP_S;
	return -1;
}

static enum verdict begin(
	struct queue_model *m, int at, int service, bool closed, int64_t until_s) {
	if (m->help_count == MODEL_HELPS)
		return VERDICT_QUOTA;
	m->helps[m->help_count++] = (struct model_help){at, service, m->who, closed, until_s};
	return VERDICT_OK;
}

enum verdict queue_model_help(struct queue_model *m, int at, int service, int64_t until_s) {
	enum counter_state state = m->counters[at].state;
	if (service < 0 && state == COUNTER_OPEN)
		return VERDICT_NOTHING;
	if (service >= 0 && queue_model_serves(m, at, service) >= 0)
		return VERDICT_NOTHING;
	if (service >= 0 && state == COUNTER_CLOSED)
		return VERDICT_WRONG_STATE;
	return begin(m, at, service, service < 0 && state == COUNTER_CLOSED, until_s);
}

static void take_out(struct queue_model *m, int help) {
	for (int i = help; i + 1 < m->help_count; i++)
		m->helps[i] = m->helps[i + 1];
	m->help_count--;
}

void queue_model_help_none(struct queue_model *m, int at) {
	for (int i = m->help_count - 1; i >= 0; i--)
		if (m->helps[i].at == at)
			take_out(m, i);
}

/* Whoever opened the counter is the only one who has been there. */
static bool is_alone(const struct queue_model *m, int help) {
	const struct model_help *h = &m->helps[help];
	const struct model_counter *c = &m->counters[h->at];
	return h->opened && c->state == COUNTER_OPEN && c->who == h->who;
}

/* More than one may be taken back at once: a counter reopened twice is reopened. */
static void take_out_alike(struct queue_model *m, struct model_help h) {
	for (int i = m->help_count - 1; i >= 0; i--)
		if (m->helps[i].at == h.at && m->helps[i].service == h.service &&
			m->helps[i].opened == h.opened)
			take_out(m, i);
}

enum verdict queue_model_help_end(struct queue_model *m, int help) {
	struct model_help h = m->helps[help];
	if (is_alone(m, help))
		return queue_model_close(m, h.at);
	take_out_alike(m, h);
	return VERDICT_OK;
}

int queue_model_help_over(const struct queue_model *m) {
	for (int i = 0; i < m->help_count; i++)
		if (m->helps[i].until_s <= m->at_s &&
			!(is_alone(m, i) && m->counters[m->helps[i].at].ticket >= 0))
			return i;
	return -1;
}
