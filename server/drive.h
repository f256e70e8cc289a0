/*
 * drive: the office on a clock that stands still between two commands, with its store in memory.
 *
 * The same office, queue and estimate as the server's; what a citizen or a clerk does is one call
 * here, on the disk (of memory) and published when it returns. Times `t` are seconds after the
 * midnight of the day; time never goes back. A day begins on the next date of the calendar, what
 * was learned stays. One drive at a time on a thread: the clock is the thread's. Owner: whoever
 * called drive_new. Source: queueing.md 8.
 */
#ifndef MOTCUA_DRIVE_H
#define MOTCUA_DRIVE_H

#include "server/office.h"

enum { DRIVE_NO_TIME = -1 };

struct drive;

/* Takes over the set-up; its first day has begun. The local time becomes that of the set-up, if it
 * is not yet: beside other threads it must be. NULL, with a line in the log, when that cannot be
 * had. */
struct drive *drive_new(struct setup *setup);
void drive_free(struct drive *drive);

/* To be altered before a day begins, and only then. */
struct setup *drive_setup(struct drive *drive);

/* The day and the waits as everyone may see them. */
const struct queue *drive_queue(const struct drive *drive);
const struct outlook *drive_outlook(const struct drive *drive);

void drive_begin_day(struct drive *drive);

/* The time is `t` now, if it was not later already. */
void drive_set_clock(struct drive *drive, int t);

/* An appointment that was booked for today (service: its index). */
void drive_book(struct drive *drive, int service, int slot);

/* Whether who takes a number is told a wait: it is, unless nobody asks, for it takes its time. */
void drive_tell_waits(struct drive *drive, bool tell);

/* A number of a service, of a priority class (its index; -1: none) or for an appointment
 * (DRIVE_NO_TIME: none), told its wait as it is now. */
enum verdict drive_issue(struct drive *drive, int service, int priority, int slot,
	const struct queue_ticket **ticket);

/* Counters by their ids. `back`: the time of return that the clerk typed, or DRIVE_NO_TIME. */
enum verdict drive_open(struct drive *drive, int counter);
enum verdict drive_close(struct drive *drive, int counter, int back);
/* VERDICT_NOTHING: nobody waits. */
enum verdict drive_next(struct drive *drive, int counter, const struct queue_ticket **ticket);
enum verdict drive_finish(struct drive *drive, int counter);
enum verdict drive_absent(struct drive *drive, int counter);
enum verdict drive_transfer(struct drive *drive, int counter, int service);
enum verdict drive_return(struct drive *drive, const struct queue_ticket *ticket);

/* Computes the waits anew. */
void drive_look_ahead(struct drive *drive);

#endif
