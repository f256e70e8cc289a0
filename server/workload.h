/*
 * workload: days of an office to be played: who comes when for what, and when counters are there.
 *
 * One file per day (day-001.jsonl …, in order of their names), one JSON object per line: the first
 * is {"type":"office",…} (drive_office_json), the others are what happens, by time: book, speed,
 * open, close, arrive. What arrive says of dur, walk, patience, back and then, and every speed, is
 * for those who play citizens and clerks alone; the office is not told. Times are seconds after
 * midnight. Owner: whoever called workload_read. Errors: one line on stderr with file, line and
 * place. Source: queueing.md 8.
 */
#ifndef MOTCUA_WORKLOAD_H
#define MOTCUA_WORKLOAD_H

#include "server/setup.h"

#include <stddef.h>

enum { WORKLOAD_NONE = -1 };

/* At one time they happen in this order. */
enum workload_kind {
	WORKLOAD_BOOK,
	WORKLOAD_SPEED,
	WORKLOAD_OPEN,
	WORKLOAD_CLOSE,
	WORKLOAD_ARRIVE,
};

/* WORKLOAD_NONE where a number does not apply. */
struct workload_entry {
	int t;
	enum workload_kind kind;
	int counter; /* its id; speed: 0 is all of them */
	double factor;
	int id;                /* of a citizen or a booking */
	int service, priority; /* indexes */
	int slot;
	int duration_s; /* of the visit, at speed 1 */
	int walk_s;
	int patience_s; /* called later than this, the person is gone */
	int back; /* arrive: how long after the missed call they are here again; close: the time of
		     return that the clerk typed */
	int then_service, then_duration_s; /* where they are sent on to */
};

struct workload_day {
	int day;
	struct setup *setup;
	struct workload_entry *entries; /* by time */
	size_t count, room;
};

struct workload {
	struct workload_day *days;
	size_t count;
};

/* False when a file does not hold or there is none. */
bool workload_read(struct workload *workload, const char *dir);
void workload_clear(struct workload *workload);
void workload_day_clear(struct workload_day *day);

/* An entry of a kind at a time, all else WORKLOAD_NONE; it stays where it is until the next one. */
struct workload_entry *workload_add(struct workload_day *day, int t, enum workload_kind kind);

/* Puts what was added where it belongs. */
void workload_sort(struct workload_day *day);

/* Only the first counters, "3", or only those named in a list, "C1,C3", are opened on any day. Of
 * more than there are the others come into being: they serve everything, whenever the first one is
 * planned to be there. */
bool workload_set_counters(struct workload *workload, const char *which);

/* One more opening of a counter on every day: "C4@13:30-17:00". A counter that the office does not
 * have comes into being and serves everything. */
bool workload_open(struct workload *workload, const char *opening);

/* Writes DIR/day-001.jsonl …; makes DIR. */
bool workload_write(const struct workload *workload, const char *dir);

#endif
