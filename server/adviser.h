/*
 * adviser: keeps what the lead is advised (server/advice.h) up to date, on a thread of its own.
 *
 * Looked for anew while the hall goes on, for a tenth of the time at most; what comes back counts
 * only while it can still be done. Nothing is advised for a while when that was asked for. Owner:
 * main, which calls adviser_tick about once a second and adviser_drain when adviser_fd is readable;
 * the office is main's and outlives it. Moments are Unix milliseconds as the office counts them.
 */
#ifndef MOTCUA_ADVISER_H
#define MOTCUA_ADVISER_H

#include "server/advice.h"
#include "server/office.h"

struct adviser;

/* `changed`: something else is advised now, or nothing. NULL when the system gives no thread. */
struct adviser *adviser_new(struct office *office, void (*changed)(void *arg), void *arg);
void adviser_free(struct adviser *adviser);

void adviser_tick(struct adviser *adviser);
int adviser_fd(const struct adviser *adviser);
void adviser_drain(struct adviser *adviser);

/* What is advised, by the indexes of the office's set-up; NULL: nothing. */
const struct advice *adviser_advice(const struct adviser *adviser);
/* Until when that would hold; when it was found. */
int64_t adviser_until_ms(const struct adviser *adviser);
int64_t adviser_found_ms(const struct adviser *adviser);

/* Advises nothing until a moment; until when that is, 0: it goes on. */
void adviser_rest(struct adviser *adviser, int64_t until_ms);
int64_t adviser_rests_until_ms(const struct adviser *adviser);

#endif
