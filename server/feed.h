/*
 * feed: tells every reader what happened, as Server-Sent Events.
 *
 * A reader first gets a snapshot, or, if it comes back within the last FEED_KEPT changes of the
 * same epoch, what it missed; then each change, in order, none left out; `waits` when the expected
 * waits changed; `kiosks`, empty, when a kiosk's printer or a device is in another state (which,
 * the staff's routes tell); `devices`, empty, when a device has orders to ask for; `slides`, empty,
 * when the pictures for the boards are others; `advice`, empty, when the lead is advised something
 * else; a new snapshot when the office's time was set; a comment every 2 s (main calls feed_beat).
 * A frame is written once for all readers.
 * `?counter=N` narrows the changes to those of a counter, `?ticket=TOKEN` to those of a ticket, and
 * such a reader also gets `ticket` frames: the ticket as its holder sees it, whenever that changed.
 * A reader that is too far behind is dropped by the edge; it comes back and resumes.
 * Owner: main. One thread. Source: the interface, version 1, section 5.
 */
#ifndef MOTCUA_FEED_H
#define MOTCUA_FEED_H

#include "common/proto.h"
#include "server/http.h"

enum { FEED_KEPT = 1000 };

struct feed_options {
	/* The hall as published. */
	const struct snapshot *(*board)(void *arg);
	/* The holder's view of a ticket as JSON text, for mem_free, and its id; NULL: no such. */
	char *(*ticket)(const char *token, int64_t *id, void *arg);
	void *arg;
};

struct feed;

struct feed *feed_new(const struct feed_options *options);
void feed_free(struct feed *feed);

/* Answers GET /api/v1/feed, narrowed to a counter (0: all); the exchange becomes a reader, who is
 * "kiosk:cua-1" or the like. */
void feed_open(struct feed *feed, struct http_exchange *x, int counter, const char *who);

/* Ends what somebody reads, at once. */
void feed_cut(struct feed *feed, const char *who);

/* Sends a change to all it concerns. */
void feed_publish(struct feed *feed, const struct change *c);

/* Sends the hall anew to all: another set-up is in force. */
void feed_snapshot(struct feed *feed);

/* Sends the waits to all who see the hall, and their ticket to those whose ticket looks different.
 */
void feed_waits(struct feed *feed, const struct snapshot *board);
void feed_tickets(struct feed *feed);

/* Tells all who see the hall that a kiosk's printer is in another state. */
void feed_kiosks(struct feed *feed);

/* Tells all who see the hall, the devices among them, that a device has orders. */
void feed_devices(struct feed *feed);

/* Tells all who see the hall that the pictures for the boards are others. */
void feed_slides(struct feed *feed);

/* Tells all who see the hall that the lead is advised something else. */
void feed_advice(struct feed *feed);

/* A sign of life for all. */
void feed_beat(struct feed *feed);

/* How many readers there are. */
size_t feed_readers(const struct feed *feed);

#endif
