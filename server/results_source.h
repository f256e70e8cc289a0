/*
 * results_source: the office's list of appointment slips as it was last, kept up to date.
 *
 * A thread of its own looks at the file or asks the address every few seconds, reads what is new
 * and hands it over; the loop's thread owns everything here. The last good list stays whatever
 * comes after it, and how old it is can be told. Each state is logged once. Owner: whoever called
 * results_source_open.
 */
#ifndef MOTCUA_RESULTS_SOURCE_H
#define MOTCUA_RESULTS_SOURCE_H

#include "server/results.h"

struct results_source;

/* `every_s` 0: 5 for a file, 60 for an address. NULL, logged, when it is no address that can be
 * asked or the system gives no thread. */
struct results_source *results_source_open(const char *from, int every_s);
void results_source_close(struct results_source *source);

/* Has a look taken where one is due: by a clock that only grows. */
void results_source_tick(
	struct results_source *source, const struct slip_patterns *patterns, int64_t mono_ms);

/* Readable when results_source_drain has something to take over. */
int results_source_fd(const struct results_source *source);
void results_source_drain(struct results_source *source, int64_t now_ms);

/* The list, NULL where there has been none yet; when it was last known to be right, else 0. */
const struct results *results_source_list(const struct results_source *source);
int64_t results_source_as_of_ms(const struct results_source *source);

#endif
