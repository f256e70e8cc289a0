/*
 * reporter: makes reports on a thread of its own, out of packed days.
 *
 * A report and its packs (shared) are handed over and come back with the text; the loop's thread
 * owns everything else. Owner: whoever called reporter_new.
 */
#ifndef MOTCUA_REPORTER_H
#define MOTCUA_REPORTER_H

#include "server/report.h"
#include "server/visit_pack.h"

struct reporter;

/* NULL when the system gives no thread. */
struct reporter *reporter_new(void);

/* Does what was asked and tells everyone, then ends the thread. NULL is nothing. */
void reporter_stop(struct reporter *reporter);
void reporter_free(struct reporter *reporter);

/* Has a report (taken over) made of these days; `done` gets its text, and NULL where a pack is
 * none.
 */
typedef void reporter_done(void *arg, const char *text);
void reporter_make(struct reporter *reporter, struct report *report, struct visit_pack **packs,
	size_t count, reporter_done *done, void *arg);

/* Readable when reporter_drain has somebody to tell. */
int reporter_fd(const struct reporter *reporter);
void reporter_drain(struct reporter *reporter);

#endif
