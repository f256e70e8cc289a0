#include "server/why.h"

#include "common/clock.h"
#include "common/mem.h"

#include <string.h>

/* One call: the line of its counter just before. */
struct moment {
	FILE *out;
	enum lang lang;
	const struct queue *queue;
	const struct change *call;
	int counter; /* index */
	const int *line;
	size_t count;
};

enum { TEXT_SIZE = 512, SHOWN_MAX = 500 };

static const char *time_of(int64_t at_ms, char buf[static 16]) {
	struct tm t = clock_local(at_ms);
	strftime(buf, 16, "%H:%M:%S", &t);
	return buf;
}

static const char *whole(int64_t n, char buf[static 24]) {
	snprintf(buf, 24, "%lld", (long long)n);
	return buf;
}

static const struct queue_ticket *in_line(const struct moment *m, size_t i) {
	return queue_at(m->queue, (size_t)m->line[i]);
}

/* What the counter adds to a ticket's queue time. */
static int handicap_s(const struct moment *m, const struct queue_ticket *t) {
	if (t->bound == m->call->counter || t->line < 0)
		return 0;
	int h = queue_handicap_s(m->queue, m->counter, t->line);
	return h > 0 ? h : 0;
}

static const char *reason_text(const struct moment *m, enum call_reason reason) {
	switch (reason) {
	case REASON_PRIORITY:
		return words_get(m->lang, "reason.priority");
	case REASON_APPOINTMENT:
		return words_get(m->lang, "reason.appointment");
	case REASON_RETURNED:
		return words_get(m->lang, "reason.returned");
	case REASON_TRANSFERRED:
		return words_get(m->lang, "reason.transferred");
	case REASON_CHOSEN:
		return words_get(m->lang, "reason.chosen");
	default:
		return words_get(m->lang, "reason.in_turn");
	}
}

static void print_ticket(const struct moment *m, size_t i) {
	const struct queue_ticket *t = in_line(m, i);
	char key[16], more[64] = "", minutes[24];
	int handicap = handicap_s(m, t);
	if (handicap)
		words_fill(more, sizeof more, m->lang, "why.added", "minutes",
			whole(handicap / 60, minutes), NULL);
	fprintf(m->out, "%s %3zu. %-8s %s%-8s %s\n", t->id == m->call->ticket ? ">" : " ", i + 1,
		t->number, time_of(t->key_s * 1000, key), more,
		reason_text(m, queue_reason(m->queue, t)));
}

/* How the queue time of the called ticket came about. */
static void print_key(const struct moment *m, const struct queue_ticket *t) {
	char text[TEXT_SIZE], a[24], b[24];
	const char *minutes = whole((t->issued_at_ms / 1000 - t->key_s + t->penalty_s) / 60, a);
	const char *key = NULL;
	if (t->slot_ms)
		key = "why.key.appointment";
	else if (t->key_s - t->penalty_s < t->issued_at_ms / 1000)
		key = "why.key.priority";
	if (key)
		fprintf(m->out, "%s\n",
			words_fill(text, sizeof text, m->lang, key, "minutes", minutes, NULL));
	if (t->penalty_s)
		fprintf(m->out, "%s\n",
			words_fill(text, sizeof text, m->lang, "why.key.returned", "minutes",
				whole(t->penalty_s / 60, b), NULL));
	if (t->moves)
		fprintf(m->out, "%s\n",
			words_fill(text, sizeof text, m->lang, "why.key.transferred", "counter",
				whole(t->from_counter, b), NULL));
}

/* Which rule put it before the others. */
static const char *rule_of(const struct moment *m, const struct queue_ticket *t) {
	if (m->call->reason == REASON_CHOSEN)
		return "why.rule.chosen";
	if (t->bound == m->call->counter)
		return "why.rule.bound";
	if (m->count == 1)
		return "why.rule.alone";
	const struct queue_ticket *second = in_line(m, 1);
	if (second->key_s + handicap_s(m, second) == t->key_s + handicap_s(m, t))
		return "why.rule.tie";
	for (size_t i = 1; i < m->count; i++)
		if (in_line(m, i)->key_s < t->key_s)
			return "why.rule.own";
	return "why.rule.smallest";
}

static void print_moment(const struct moment *m, const struct queue_ticket *t) {
	char text[TEXT_SIZE], at[16], counter[24], version[24];
	fprintf(m->out, "%s\n",
		words_fill(text, sizeof text, m->lang, "why.called", "number", t->number, "time",
			time_of(m->call->at_ms, at), "counter", whole(m->call->counter, counter),
			"reason", reason_text(m, m->call->reason), "version",
			whole(m->call->rules, version), NULL));
	fprintf(m->out, "%s\n",
		words_fill(text, sizeof text, m->lang, "why.line", "count",
			whole((int64_t)m->count, version), NULL));
	for (size_t i = 0; i < m->count; i++)
		print_ticket(m, i);
	fprintf(m->out, "%s\n",
		words_fill(text, sizeof text, m->lang, rule_of(m, t), "note",
			m->call->note[0] ? m->call->note : "–", NULL));
	print_key(m, t);
	fputc('\n', m->out);
}

static struct queue *replay(const struct setup *setup, const struct change *changes, size_t count) {
	struct queue *q = queue_new(setup);
	for (size_t i = 0; i < count; i++)
		queue_apply(q, &changes[i]);
	return q;
}

static void explain(FILE *out, enum lang lang, const struct change *changes, size_t at,
	const struct setup *setup) {
	int line[SHOWN_MAX];
	struct queue *q = replay(setup, changes, at);
	const struct queue_ticket *t = queue_find(q, changes[at].ticket);
	int counter = changes[at].counter;
	struct moment m = {
		.out = out,
		.lang = lang,
		.queue = q,
		.call = &changes[at],
		.counter = setup_counter(setup, counter),
		.line = line,
		.count = queue_list(q, counter, SHOWN_MAX, line),
	};
	if (m.count > SHOWN_MAX)
		m.count = SHOWN_MAX;
	if (t && m.counter >= 0)
		print_moment(&m, t);
	queue_free(q);
}

static const char *device(const char *by) {
	const char *name = strchr(by, ':');
	return name ? name + 1 : by;
}

/* A number that its kiosk gave out while it was cut off, or that was handed out on paper: when that
 * was, and when it joined. */
static void print_elsewhere(FILE *out, enum lang lang, const struct change *issued) {
	char text[TEXT_SIZE], taken[16], joined[16];
	const char *key = issued->lease ? "why.alone" : "why.paper";
	fprintf(out, "%s\n\n",
		words_fill(text, sizeof text, lang, key, "number", issued->number, "time",
			time_of(issued->taken_at_ms, taken), "kiosk", device(issued->by), "joined",
			time_of(issued->at_ms, joined), NULL));
}

/* Whether a number that nobody got was set aside for a kiosk; says so. */
static bool print_unused(FILE *out, enum lang lang, const char *number,
	const struct change *changes, size_t count, const struct setup *setup) {
	char text[TEXT_SIZE];
	struct queue *q = replay(setup, changes, count);
	const struct queue_lease *l = queue_lease_number(q, number);
	if (l)
		fprintf(out, "%s\n",
			words_fill(text, sizeof text, lang, "why.unused", "number", number, "kiosk",
				device(l->by), NULL));
	queue_free(q);
	return l != NULL;
}

int why_print(FILE *out, enum lang lang, const char *number, const struct change *changes,
	size_t count, why_rules *rules, void *arg) {
	int calls = 0;
	bool issued = false;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(changes[i].number, number) != 0)
			continue;
		issued = true;
		if (changes[i].kind == CHANGE_ISSUED && changes[i].taken_at_ms)
			print_elsewhere(out, lang, &changes[i]);
		if (changes[i].kind != CHANGE_CALLED)
			continue;
		explain(out, lang, changes, i, rules(changes[i].rules, arg));
		calls++;
	}
	if (!issued)
		issued = print_unused(out, lang, number, changes, count, rules(0, arg));
	return issued ? calls : -1;
}
