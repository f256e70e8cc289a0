/*
 * adviser_case: the day as it is now, put as the question that server/advice.h answers.
 *
 * For server/adviser.c. Owns all that it needs, so that another thread may answer while the day
 * goes on. An option holds for an hour, to the next half of one, but not past the counter's planned
 * opening. A counter that is closed counts as one that stays closed as long: nobody opens it but
 * whoever is advised to. Moments are Unix milliseconds.
 */
#ifndef MOTCUA_ADVISER_CASE_H
#define MOTCUA_ADVISER_CASE_H

#include "server/advice.h"
#include "server/outlook_view.h"

struct adviser_case {
	struct advice_case question;
	struct advice_service services[SERVICES_MAX];
	struct advice_option shown;
	int64_t shown_until_s; /* 0: nothing is */
	int64_t at_ms;
	int64_t setups; /* of which version of the office file its indexes are */
	struct outlook_view *view;
	struct booked booked;
	struct advice_option *options;
	/* The answer, once there is one. */
	bool any;
	struct advice advice;
	int64_t cost_ms; /* of finding it */
};

/* `shown`: what is advised already, and until when (NULL: nothing). */
struct adviser_case *adviser_case_new(const struct outlook *outlook, const struct queue *queue,
	int64_t at_ms, const struct advice_option *shown, int64_t shown_until_ms);
void adviser_case_free(struct adviser_case *c);

/* Whether an option may still be taken: nobody has opened the counter, or closed it. */
bool adviser_case_holds(const struct queue *queue, const struct advice_option *option);

#endif
