/*
 * line: who can be called for each service inside one simulated replicate, in calling order.
 *
 * A line holds the waiting tickets of a service, the probes asked for it, and the phantoms that
 * have arrived. Keys are seconds from hall.now_s; the order is (key_s, seq), where a probe comes
 * behind the waiting tickets with its key and a phantom behind both. `struct lines` is prepared
 * once per pass, owns its memory and is set back for each replicate without allocating.
 *
 * Source: queueing.md 3 (the order) and 4.4, step 3.
 */
#ifndef MOTCUA_LINE_H
#define MOTCUA_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "server/hall.h"
#include "server/phantom.h"

#define LINE_PROBE_SEQ ((uint64_t)UINT32_MAX + 1)
#define LINE_PHANTOM_SEQ (LINE_PROBE_SEQ + 1)

struct line_person {
	double key_s;
	uint64_t seq;
	size_t service;
	size_t index; /* in the caller's waiting tickets or probes; a phantom has none */
	uint64_t duration_order;
	uint64_t absence_order;
};

struct line_phantom {
	struct line_person person;
	struct line_phantom *ahead;
	struct line_phantom *behind;
};

struct line {
	/* Of its head, the smaller of the first waiting and the first phantom; INFINITY when nobody
	 * is there. */
	double key_s;
	uint64_t seq;
	const struct line_person *waiting; /* the first one not yet called */
	const struct line_person *waiting_end;
	const struct line_person *probe;
	const struct line_person *probe_end;
	struct line_phantom *first;
	struct line_phantom *last;
};

struct lines {
	struct line *line;  /* one per service */
	struct line *fresh; /* as every replicate begins */
	size_t count;
	struct line_person *waiting;
	struct line_person *probes;
	double probe_key_s; /* the smallest key of the probes that are left; INFINITY: none is */
	struct line_phantom *phantoms;
	size_t phantom_count; /* arrived in this replicate */
};

/* Prepares the lines; phantom_most: how many phantoms can arrive in one replicate. */
void lines_init(struct lines *lines, const struct hall *hall, const struct hall_ticket *probes,
	size_t probe_count, size_t phantom_most);
void lines_clear(struct lines *lines);

/* Puts everybody back in line; no phantom has arrived. */
void lines_restart(struct lines *lines);

/* Whether (key, seq) is called before (other_key, other_seq). */
static inline bool line_before(double key_s, uint64_t seq, double other_key_s, uint64_t other_seq) {
	return key_s < other_key_s || (key_s == other_key_s && seq < other_seq);
}

/* A phantom arrives and joins the line of its service. */
void lines_join(struct lines *lines, const struct phantom *phantom);

/* Takes the head out of a line that has one. */
struct line_person line_call(struct line *line);

/* Whether the first probe of a line, with the counter's handicap, is before (key_s, seq). */
static inline bool line_probe_before(
	const struct line *line, double handicap_s, double key_s, uint64_t seq) {
	return line->probe < line->probe_end &&
	       line_before(line->probe->key_s + handicap_s, LINE_PROBE_SEQ, key_s, seq);
}

/* Takes the first probe out of a line that has one. */
const struct line_person *lines_call_probe(struct lines *lines, struct line *line);

#endif
