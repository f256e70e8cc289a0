/*
 * tally: what became of every number of a day, so that each that nobody was called with is
 * explained.
 *
 * Made from a day's changes alone, so that anyone can compute it again. A row is a stretch of one
 * series: the numbers given out here, or a block that was set aside for a kiosk. In each row
 * numbers = called + voided + cancelled + expired + open + unused: a number that was ever called is
 * called, else it is what it ended as, or open, or was given to nobody. Owner: whoever made it with
 * tally_add; tally_clear frees.
 */
#ifndef MOTCUA_TALLY_H
#define MOTCUA_TALLY_H

#include "server/queue.h"

enum { TALLY_WHYS_MAX = 8 };

struct tally_why {
	char why[ID_SIZE];
	int count;
};

struct tally_row {
	int day;
	char service[ID_SIZE]; /* that the series is of */
	char kiosk[ID_SIZE];   /* whose block it is; empty: given out here */
	bool returned;         /* the kiosk has given the block back */
	char first[NUMBER_SIZE], last[NUMBER_SIZE];
	int numbers; /* from first to last, but for blocks of kiosks in between */
	int called, voided, cancelled, expired, open, unused;
	int why_count; /* of the void ones: why, the last of too many for all the others */
	struct tally_why whys[TALLY_WHYS_MAX];
};

struct tally {
	struct tally_row *rows; /* by day and series; what was given out here before the blocks */
	size_t count;
};

void tally_clear(struct tally *tally);

/* Adds a day by its changes. */
void tally_add(struct tally *tally, const struct setup *setup, int day,
	const struct change *changes, size_t count);

#endif
