#include "server/phantom.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/mem.h"
#include "server/strata.h"

static const double longest_cycle_s = 3600;
static const double shortest_cycle_s = 900;
static const double before_slot_s = 300; /* people come this long before their appointment */
static const double soonest_s = 60;      /* those who should be here already */

static int by_position(const void *a, const void *b) {
	const struct phantom_replay *x = a, *y = b;
	if (x->position_s != y->position_s)
		return x->position_s < y->position_s ? -1 : 1;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

static int by_arrival(const void *a, const void *b) {
	const struct phantom *x = a, *y = b;
	if (x->at_s != y->at_s)
		return x->at_s < y->at_s ? -1 : 1;
	return (x->duration_order > y->duration_order) - (x->duration_order < y->duration_order);
}

static double cycle_of(const struct hall *hall) {
	double since_first = 0;
	if (hall->first_issue_s != HALL_NO_TIME)
		since_first = (double)(hall->now_s - hall->first_issue_s);
	return fmax(fmin(longest_cycle_s, since_first), shortest_cycle_s);
}

static void init_replays(struct phantoms *phantoms, const struct hall *hall) {
	phantoms->replays = mem_alloc(hall->recent_count, sizeof *phantoms->replays);
	for (size_t i = 0; i < hall->recent_count; i++) {
		const struct hall_issue *issue = &hall->recent[i];
		double age = (double)(hall->now_s - issue->issued_s);
		if (issue->head_start_s <= 0 || age < 0 || age > phantoms->cycle_s)
			continue;
		phantoms->replays[phantoms->replay_count++] = (struct phantom_replay){
			.position_s = phantoms->cycle_s - age,
			.head_start_s = (double)issue->head_start_s,
			.service = issue->service,
			.seq = issue->seq,
		};
	}
	qsort(phantoms->replays, phantoms->replay_count, sizeof *phantoms->replays, by_position);
}

static void init_booked(struct phantoms *phantoms, const struct hall *hall) {
	phantoms->booked = mem_alloc(hall->booked_count, sizeof *phantoms->booked);
	for (size_t i = 0; i < hall->booked_count; i++) {
		const struct hall_booking *booking = &hall->booked[i];
		double slot = (double)(booking->slot_s - hall->now_s);
		if (slot + (double)hall->grace_s < 0)
			continue;
		phantoms->booked[phantoms->booked_count++] = (struct phantom){
			.at_s = fmax(slot - before_slot_s, soonest_s),
			.key_s = slot - (double)booking->head_start_s,
			.service = booking->service,
			.duration_order = strata_order(booking->ref, STRATA_BOOKED),
			.absence_order = strata_order(booking->ref, STRATA_BOOKED_ABSENCE),
		};
	}
	qsort(phantoms->booked, phantoms->booked_count, sizeof *phantoms->booked, by_arrival);
}

void phantoms_init(struct phantoms *phantoms, const struct hall *hall) {
	*phantoms = (struct phantoms){.cycle_s = cycle_of(hall)};
	init_replays(phantoms, hall);
	init_booked(phantoms, hall);
}

void phantoms_clear(struct phantoms *phantoms) {
	mem_free(phantoms->replays);
	mem_free(phantoms->booked);
	memset(phantoms, 0, sizeof *phantoms);
}

size_t phantoms_most(const struct phantoms *phantoms, double horizon_s) {
	size_t cycles = (size_t)(horizon_s / phantoms->cycle_s) + 2;
	return phantoms->replay_count * cycles + phantoms->booked_count;
}

/* The replay of one turn. Turns count through the replays from the first one that the offset moves
 * past the cycle's end, so that the first arrival is the first at or after now. */
static struct phantom replay(const struct phantom_stream *stream) {
	const struct phantoms *phantoms = stream->phantoms;
	size_t cycle = stream->turn / phantoms->replay_count;
	const struct phantom_replay *of = &phantoms->replays[stream->turn % phantoms->replay_count];
	double at = of->position_s + stream->offset_s + ((double)cycle - 1) * phantoms->cycle_s;
	uint32_t purpose = STRATA_REPLAY + 2 * (uint32_t)cycle;
	return (struct phantom){
		.at_s = at,
		.key_s = at - of->head_start_s,
		.service = of->service,
		.duration_order = strata_order(of->seq, purpose),
		.absence_order = strata_order(of->seq, purpose + 1),
	};
}

static void look_ahead(struct phantom_stream *stream) {
	const struct phantoms *phantoms = stream->phantoms;
	stream->next = (struct phantom){.at_s = INFINITY};
	if (phantoms->replay_count > 0)
		stream->next = replay(stream);
	stream->next_is_booked = stream->booked < phantoms->booked_count &&
				 phantoms->booked[stream->booked].at_s < stream->next.at_s;
	if (stream->next_is_booked)
		stream->next = phantoms->booked[stream->booked];
}

void phantom_stream_init(
	struct phantom_stream *stream, const struct phantoms *phantoms, unsigned replicate) {
	unsigned stratum = strata_at(strata_order(0, STRATA_OFFSET), replicate);
	*stream = (struct phantom_stream){.phantoms = phantoms};
	stream->offset_s = phantoms->cycle_s * strata_middle(stratum);
	while (stream->turn < phantoms->replay_count &&
		phantoms->replays[stream->turn].position_s + stream->offset_s < phantoms->cycle_s)
		stream->turn++;
	look_ahead(stream);
}

void phantom_stream_advance(struct phantom_stream *stream) {
	if (stream->next_is_booked)
		stream->booked++;
	else
		stream->turn++;
	look_ahead(stream);
}
