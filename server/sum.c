#include "server/sum.h"

static void add_window(struct sum *s, const struct visit *v) {
	if (!v->told.known)
		return;
	s->told++;
	if (v->wait_s < v->told.low_s)
		s->early++;
	else if (v->wait_s > v->told.high_s)
		s->late++;
	else
		s->held++;
}

void sum_add(struct sum *s, const struct visit *v, int target_s) {
	s->issued++;
	s->states[v->state]++;
	s->calls += v->calls;
	s->missed += v->misses;
	s->chosen += v->chosen;
	s->doubtful += v->doubts != 0;
	if (visit_wait_counts(v)) {
		sample_add(&s->wait, v->wait_s, target_s);
		add_window(s, v);
	}
	if (visit_service_counts(v))
		sample_add(&s->service, v->service_s, 0);
}

void sum_clear(struct sum *s) {
	sample_clear(&s->wait);
	sample_clear(&s->service);
	*s = (struct sum){0};
}

int sum_open(const struct sum *s) {
	int open = 0;
	for (int state = TICKET_NONE; state <= TICKET_NO_SHOW; state++)
		open += proto_ticket_open((enum ticket_state)state) ? s->states[state] : 0;
	return open;
}
