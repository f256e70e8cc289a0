/*
 * slide_sync: brings the server's slides to the thread that keeps them.
 *
 * Asks for the list whenever the link is up again or the server says that it is another, and then
 * for one missing picture after the other. Belongs to slides; the link must outlive it.
 */
#ifndef MOTCUA_SLIDE_SYNC_H
#define MOTCUA_SLIDE_SYNC_H

#include "common/link.h"
#include "display/slide_thread.h"

struct slide_sync {
	struct slide_thread *thread;
	bool up, stale;                  /* stale: the list is to be asked for */
	uint64_t asked_list, asked_file; /* what was sent and is not answered yet; 0: nothing */
	struct slide_want file;
};

/* Hears of a message of the link; takes over what it needs of it. */
void slide_sync_take(struct slide_sync *s, struct link_message *m);

/* Asks for what is to be asked for. */
void slide_sync_due(struct slide_sync *s, struct link *link);

#endif
