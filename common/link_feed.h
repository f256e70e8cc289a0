/*
 * link_feed: a link's place in the feed: away, asking for the office, following.
 *
 * Driven by link_feed_step on the link's thread; puts what happened into the mailbox. The office is
 * asked for before each connection, so that the names are there before the numbers. Owner: the
 * link. Units: milliseconds of clock_mono_ms.
 */
#ifndef MOTCUA_LINK_FEED_H
#define MOTCUA_LINK_FEED_H

#include "common/link_http.h"
#include "common/link_mailbox.h"

#include <stdint.h>

struct link_feed_times {
	int silence_ms, try_ms, pause_min_ms, pause_max_ms;
};

struct link_feed;

struct link_feed *link_feed_new(struct link_http *http, struct link_mailbox *box, const char *query,
	const struct link_feed_times *times);
void link_feed_free(struct link_feed *feed);

/* Does what is due; returns when the next thing is. */
int64_t link_feed_step(struct link_feed *feed, int64_t now_ms);

#endif
