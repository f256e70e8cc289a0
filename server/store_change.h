/*
 * store_change: the change as a row, and the chain that the rows form.
 *
 * Appending happens within a transaction of the caller's. Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_CHANGE_H
#define MOTCUA_STORE_CHANGE_H

#include "server/store_db.h"

/* Appends the next change with what it means for the day and the series; a change that does not
 * follow the last one is refused. */
enum store_result change_append(struct store *store, const struct change *c);

/* Writes where the chain ends; part of every transaction that appended. */
enum store_result change_write_head(struct store *store);

/* Reads where the chain ends, at an opening. */
enum store_result change_read_head(struct store *store);

/* Goes through the changes from `from` to `to` (CHANGE_HEAD: the end of all), verifies that their
 * chain holds, and gives each to `visit` (which may refuse with something else than STORE_OK). */
#define CHANGE_HEAD INT64_MAX
enum store_result change_verify(struct store *store, int64_t from, int64_t to,
	enum store_result (*visit)(struct store *store, const struct change *c, void *arg),
	void *arg);

/* The first change of a day or a later one; the one after the last when there is none. */
enum store_result change_first(struct store *store, int day, int64_t *seq);

/* The first and the last change of the days from one to another; none when first > last, which is
 * verified. Those beside them, verified too, prove that no altered day hides one. */
struct change_span {
	int64_t first, last;
};
enum store_result change_span(struct store *store, int from, int to, struct change_span *span);

/* The digits at the end of a printed number: 12 of "A012"; 0 where there are none. */
int64_t change_number_value(const char *number);

#endif
