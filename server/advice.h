/*
 * advice: what a lead could do now so that people wait less, tried out in the forecast.
 *
 * Each option, to open a counter or to let one take in one more service for a while, is put into a
 * copy of the hall and forecast with the draws of the hall as it is: a ticket keeps its draws, so
 * the two differ by the option alone. One is advised when a service is over its target, with people
 * in it who wait, and somebody who came now would wait clearly less; never when anybody would wait
 * much longer for it. What is shown stays while it still helps, so that it does not flicker.
 *
 * Pure: the same case gives the same advice. A counter and a service are indexes into the hall's
 * arrays. Units: seconds from hall.now_s. Costs a forecast for each option that may help.
 */
#ifndef MOTCUA_ADVICE_H
#define MOTCUA_ADVICE_H

#include "common/proto.h"
#include "server/estimate.h"

enum {
	ADVICE_CLEAR_S = 300,        /* the least that somebody who comes now would gain … */
	ADVICE_CLEAR_PERCENT = 25,   /* … and this share of the wait */
	ADVICE_WORSE_TICKET_S = 600, /* the most that anybody who waits may lose by it */
	ADVICE_WORSE_SERVICE_S = 180 /* what a service may lose that is then over its target */
};

enum advice_kind {
	ADVICE_OPEN, /* a counter that is closed or paused is opened */
	ADVICE_HELP, /* a counter takes in one more service */
};

struct advice_option {
	enum advice_kind kind;
	size_t counter;
	size_t service; /* ADVICE_HELP */
	int64_t for_s;  /* how long */
};

struct advice_service {
	int64_t target_s; /* 0: none */
	int64_t oldest_s; /* how long its first has waited; below 0: nobody waits */
};

struct advice_case {
	const struct hall *hall;
	const struct advice_service *services; /* of each of the hall's */
	int64_t handicap_s;                    /* of a service that is taken in */
	const struct advice_option *options;
	size_t option_count;
	const struct advice_option *shown; /* the one that is advised already; NULL: none */
};

struct advice {
	struct advice_option option;
	size_t service; /* that it is for: the one over its target that gains most */
	bool over[SERVICES_MAX];
	/* What somebody who came now would be told, as it is and with it. */
	struct estimate before[SERVICES_MAX], after[SERVICES_MAX];
};

/* The same thing is done, for whatever time. */
bool advice_same(const struct advice_option *a, const struct advice_option *b);

/* False: there is nothing to advise. */
bool advice_find(const struct advice_case *c, struct advice *advice);

#endif
