/*
 * hall_day: the sample ward on a day that a test lives through change by change, with its outlook.
 *
 * It is Wednesday, 08:00, until the test sets `at_ms`. Every command must be possible.
 */
#ifndef MOTCUA_TESTS_HALL_DAY_H
#define MOTCUA_TESTS_HALL_DAY_H

#include "server/outlook.h"

enum { WEDNESDAY = 20261125, SATURDAY = 20261128, SUNDAY = 20261129, MINUTE = 60000 };

/* A hall that lives through changes at `at_ms`. */
struct hall_day {
	struct setup *setup;
	struct queue *queue;
	struct outlook outlook;
	int64_t at_ms, seq;
	int day;
};

int64_t hall_day_at(int day, int hhmm);
int hall_day_begin(void **state);
int hall_day_end(void **state);
struct change hall_day_change(const struct hall_day *d);
int64_t hall_day_apply(struct hall_day *d, enum verdict verdict, struct change *c);
int64_t hall_day_issue(struct hall_day *d, const char *service, const char *priority);
const struct queue_ticket *hall_day_take(struct hall_day *d, const char *service);
void hall_day_open_counter(struct hall_day *d, int counter);
void hall_day_call_next(struct hall_day *d, int counter);
void hall_day_finish(struct hall_day *d, int counter);
struct wait hall_day_of_service(struct hall_day *d, const char *service);
struct wait hall_day_of_ticket(struct hall_day *d, const struct queue_ticket *t);

#endif
