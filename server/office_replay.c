#include "common/board.h"
#include "common/log.h"
#include "common/text.h"
#include "server/office_state.h"

struct queue *office_replay(const struct office *o, const struct store_day *day) {
	struct queue *q = queue_new(o->options.setup);
	for (size_t i = 0; i < day->change_count; i++) {
		if (queue_apply(q, &day->changes[i]))
			continue;
		log_error("change %lld does not fit the day before it: the store is damaged",
			(long long)day->changes[i].seq);
		queue_free(q);
		return NULL;
	}
	return q;
}

void office_open_board(struct office *o, const struct store_day *day) {
	const struct setup *s = o->options.setup;
	struct snapshot *b = &o->board;
	*b = (struct snapshot){0};
	text_copy(b->epoch, sizeof b->epoch, day->epoch);
	b->service_count = s->service_count;
	b->counter_count = s->counter_count;
	for (int i = 0; i < s->service_count; i++)
		text_copy(b->services[i].id, ID_SIZE, s->services[i].id);
	for (int i = 0; i < s->counter_count; i++)
		b->counters[i].id = s->counters[i].id;
	b->day = day->day;
	for (size_t i = 0; i < day->change_count; i++)
		board_apply(b, &day->changes[i]);
	b->seq = day->seq;
}

/* Learns from changes in order, over days; the queue is that of the last day. */
static void learn_all(struct office *o, const struct change *changes, size_t count, int64_t after,
	struct queue **q) {
	for (size_t i = 0; i < count; i++) {
		if (changes[i].kind == CHANGE_DAY_OPENED) {
			queue_free(*q);
			*q = queue_new(o->options.setup);
		}
		bool fits = queue_apply(*q, &changes[i]);
		if (fits && changes[i].seq > after)
			outlook_learn(&o->outlook, *q, &changes[i]);
	}
}

struct queue *office_learn(struct office *o, const struct store_day *day) {
	struct queue *q = queue_new(o->options.setup);
	int64_t after = day->learned_seq;
	if (day->learned && !outlook_read(&o->outlook, o->options.setup, day->learned)) {
		log_warn("what was learned of visits cannot be read: the estimate begins anew");
		after = 0;
	}
	learn_all(o, day->past, day->past_count, after, &q);
	learn_all(o, day->changes, day->change_count, after, &q);
	return q;
}
