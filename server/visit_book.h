/*
 * visit_book: the inside of a day's book of visits, for server/visit*.c alone.
 */
#ifndef MOTCUA_VISIT_BOOK_H
#define MOTCUA_VISIT_BOOK_H

#include "server/visit.h"

enum { VISIT_COUNTERS = 128 };

/* Somebody at a counter, or the counter's being open. */
struct visit_span {
	int counter; /* 0: did not happen */
	int64_t from_ms, to_ms;
	size_t visit;      /* of a stay: whose */
	int64_t served_ms; /* … and how much of it was service */
};

struct visit_spans {
	struct visit_span *at;
	size_t count, room;
};

/* A visit as far as it has come. */
struct visit_work {
	struct visit v;
	int64_t ticket, issued_ms;
	int64_t here_ms, serving_ms; /* since when: at a counter, served; 0: not */
	size_t stays;                /* the last one that ended is stays.at[stays - 1]; 0: none */
};

struct visit_book {
	int day;
	int64_t midnight_ms, seq;
	char (*names)[ID_SIZE];
	size_t name_count;
	struct visit_work *works, *befores; /* before: as each was before its last step */
	size_t count, room;
	struct visit_rating *ratings;
	size_t rating_count;
	struct visit_slips slips;
	struct visit_spans stays, openings, gaps; /* gaps: what the clock skipped */
	int64_t open_ms[VISIT_COUNTERS];  /* since when each counter is open; 0: it is not */
	int64_t acted_ms[VISIT_COUNTERS]; /* when something was last done there */
};

/* What counters did in each hour of the book's day, mem_alloc'd; how many there are. */
struct visit_desk *visit_desks(const struct visit_book *book, size_t *count);

#endif
