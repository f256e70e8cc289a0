/*
 * link_rig: a link under test, and waiting for its messages without looking at the clock.
 *
 * A test that waits in vain fails after 20 s.
 */
#ifndef MOTCUA_LINK_RIG_H
#define MOTCUA_LINK_RIG_H

#include "common/link.h"

/* A link to a port of this machine with short pauses; silence_ms 0: the link's own. */
struct link *rig_open(int port, const char *key_file, const char *query, int silence_ms);

/* The next message, which the caller clears. */
struct link_message rig_next(struct link *link);

/* The next message must be of this kind and, where it has one, of this seq. */
void rig_expect(struct link *link, enum link_kind kind, int64_t seq);

/* The next messages must be those of a first contact. */
void rig_expect_begin(struct link *link, int64_t seq);

/* A port on which nobody listens. */
int rig_free_port(void);

#endif
