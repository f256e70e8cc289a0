#include "server/line.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/mem.h"
#include "server/strata.h"

static int by_service_and_turn(const void *a, const void *b) {
	const struct line_person *x = a, *y = b;
	if (x->service != y->service)
		return x->service < y->service ? -1 : 1;
	if (line_before(x->key_s, x->seq, y->key_s, y->seq))
		return -1;
	return line_before(y->key_s, y->seq, x->key_s, x->seq) ? 1 : 0;
}

/* The tickets as persons, grouped by service, each group in calling order. */
static struct line_person *sorted(
	const struct hall_ticket *tickets, size_t count, const struct hall *hall) {
	struct line_person *persons = mem_alloc(count, sizeof *persons);
	for (size_t i = 0; i < count; i++) {
		assert(tickets[i].service < hall->service_count);
		persons[i] = (struct line_person){
			.key_s = (double)(tickets[i].key_s - hall->now_s),
			.seq = tickets[i].seq,
			.service = tickets[i].service,
			.index = i,
			.duration_order = strata_order(tickets[i].seq, STRATA_DURATION),
			.absence_order = strata_order(tickets[i].seq, STRATA_ABSENCE),
		};
	}
	qsort(persons, count, sizeof *persons, by_service_and_turn);
	return persons;
}

/* The head is the smaller of the first waiting and the first phantom. */
static void look_at_head(struct line *line) {
	line->key_s = INFINITY;
	line->seq = UINT64_MAX;
	if (line->waiting < line->waiting_end) {
		line->key_s = line->waiting->key_s;
		line->seq = line->waiting->seq;
	}
	const struct line_phantom *first = line->first;
	if (first && line_before(first->person.key_s, first->person.seq, line->key_s, line->seq)) {
		line->key_s = first->person.key_s;
		line->seq = first->person.seq;
	}
}

/* Gives every line its part of the sorted waiting tickets and probes. */
static void group(struct lines *lines, size_t waiting_count, size_t probe_count) {
	const struct line_person *waiting = lines->waiting;
	const struct line_person *probe = lines->probes;
	for (size_t s = 0; s < lines->count; s++) {
		struct line *line = &lines->fresh[s];
		line->waiting = waiting;
		while (waiting < lines->waiting + waiting_count && waiting->service == s)
			waiting++;
		line->waiting_end = waiting;
		line->probe = probe;
		while (probe < lines->probes + probe_count && probe->service == s)
			probe++;
		line->probe_end = probe;
		look_at_head(line);
	}
}

void lines_init(struct lines *lines, const struct hall *hall, const struct hall_ticket *probes,
	size_t probe_count, size_t phantom_most) {
	*lines = (struct lines){
		.line = mem_alloc(hall->service_count, sizeof *lines->line),
		.fresh = mem_alloc(hall->service_count, sizeof *lines->fresh),
		.count = hall->service_count,
		.waiting = sorted(hall->waiting, hall->waiting_count, hall),
		.probes = sorted(probes, probe_count, hall),
		.phantoms = mem_alloc(phantom_most, sizeof *lines->phantoms),
	};
	group(lines, hall->waiting_count, probe_count);
}

void lines_clear(struct lines *lines) {
	mem_free(lines->line);
	mem_free(lines->fresh);
	mem_free(lines->waiting);
	mem_free(lines->probes);
	mem_free(lines->phantoms);
	memset(lines, 0, sizeof *lines);
}

static void look_at_probes(struct lines *lines) {
	lines->probe_key_s = INFINITY;
	for (const struct line *line = lines->line; line < lines->line + lines->count; line++)
		if (line->probe < line->probe_end && line->probe->key_s < lines->probe_key_s)
			lines->probe_key_s = line->probe->key_s;
}

void lines_restart(struct lines *lines) {
	memcpy(lines->line, lines->fresh, lines->count * sizeof *lines->line);
	lines->phantom_count = 0;
	look_at_probes(lines);
}

/* Phantoms arrive nearly in the order of their keys, so the place is near the end. */
static void insert(struct line *line, struct line_phantom *phantom) {
	struct line_phantom *ahead = line->last;
	while (ahead && phantom->person.key_s < ahead->person.key_s)
		ahead = ahead->ahead;
	struct line_phantom *behind = ahead ? ahead->behind : line->first;
	phantom->ahead = ahead;
	phantom->behind = behind;
	*(ahead ? &ahead->behind : &line->first) = phantom;
	*(behind ? &behind->ahead : &line->last) = phantom;
}

void lines_join(struct lines *lines, const struct phantom *phantom) {
	assert(phantom->service < lines->count);
	struct line *line = &lines->line[phantom->service];
	struct line_phantom *joining = &lines->phantoms[lines->phantom_count];
	joining->person = (struct line_person){
		.key_s = phantom->key_s,
		.seq = LINE_PHANTOM_SEQ + lines->phantom_count++,
		.service = phantom->service,
		.duration_order = phantom->duration_order,
		.absence_order = phantom->absence_order,
	};
	insert(line, joining);
	look_at_head(line);
}

struct line_person line_call(struct line *line) {
	struct line_person person;
	if (line->seq < LINE_PROBE_SEQ) {
		person = *line->waiting++;
	} else {
		person = line->first->person;
		line->first = line->first->behind;
		if (line->first)
			line->first->ahead = NULL;
		else
			line->last = NULL;
	}
	look_at_head(line);
	return person;
}

const struct line_person *lines_call_probe(struct lines *lines, struct line *line) {
	const struct line_person *probe = line->probe++;
	if (probe->key_s == lines->probe_key_s)
		look_at_probes(lines);
	return probe;
}
