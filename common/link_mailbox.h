/*
 * link_mailbox: the messages of a link's thread for the program's main thread.
 *
 * First in, first out, from any thread. Bounded: when nobody takes the messages, those of the feed
 * are thrown away (a snapshot tells it all again) and those of requests are as few as the requests
 * under way. Owner: the link.
 */
#ifndef MOTCUA_LINK_MAILBOX_H
#define MOTCUA_LINK_MAILBOX_H

#include "common/link.h"

struct link_mailbox;

struct link_mailbox *link_mailbox_new(void (*wake)(void *arg), void *arg);
void link_mailbox_free(struct link_mailbox *box);

/* Puts a message and takes over what it owns. False: there was no room, and no message of the feed
 * is in the box any more. */
bool link_mailbox_put(struct link_mailbox *box, const struct link_message *m);

/* Takes the oldest message; false when there is none. */
bool link_mailbox_take(struct link_mailbox *box, struct link_message *m);

#endif
