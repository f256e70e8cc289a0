/*
 * hall_fixture: a small hall for tests of the estimate, to be filled step by step.
 *
 * hall_fixture_new gives an office at 08:00 without plan, counters or people, whose services all
 * have a configured mean of 600 s and have learned nothing. Free it with hall_fixture_free.
 */
#ifndef MOTCUA_HALL_FIXTURE_H
#define MOTCUA_HALL_FIXTURE_H

#include "server/estimate.h"
#include "server/forecast.h"

enum {
	FIXTURE_COUNTERS = 32,
	FIXTURE_SERVICES = 64,
	FIXTURE_TICKETS = 4000,
	FIXTURE_RECENT = 128,
	FIXTURE_BOOKED = 16
};

struct hall_fixture {
	struct hall hall;
	struct hall_service services[FIXTURE_SERVICES];
	struct hall_counter counters[FIXTURE_COUNTERS];
	struct hall_serves serves[FIXTURE_COUNTERS][FIXTURE_SERVICES];
	struct hall_ticket waiting[FIXTURE_TICKETS];
	struct hall_issue recent[FIXTURE_RECENT];
	struct hall_booking booked[FIXTURE_BOOKED];
	struct estimate estimates[FIXTURE_TICKETS];
	struct forecast forecasts[FIXTURE_TICKETS];
};

struct hall_fixture *hall_fixture_new(size_t service_count);
void hall_fixture_free(struct hall_fixture *fixture);

/* An idle open counter without a plan that serves the services first..last as its own work. */
struct hall_counter *hall_fixture_counter(struct hall_fixture *fixture, size_t first, size_t last);

/* The same for service 0, with somebody who was called elapsed_s ago. */
struct hall_counter *hall_fixture_busy(struct hall_fixture *fixture, int64_t elapsed_s);

/* One more waiting ticket; seq counts from 1. */
void hall_fixture_ticket(struct hall_fixture *fixture, size_t service, int64_t key_s);

/* `count` ordinary tickets of service 0, a second apart, the last one now. */
void hall_fixture_people(struct hall_fixture *fixture, int count);

/* Estimates all waiting tickets and returns the last one's. */
struct estimate hall_fixture_last(struct hall_fixture *fixture);

/* Forecasts all waiting tickets and returns the mean of the last one's waits. */
double hall_fixture_last_mean(struct hall_fixture *fixture);

#endif
