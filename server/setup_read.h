/*
 * setup_read: takes single values out of an office file, and says the place of what does not hold.
 *
 * A reader goes through the file in order; the first thing that does not hold is written to the
 * fault with its place ("services[2].prefix: is missing"), and what is refused after it changes
 * nothing. `from` is the object that should have the member, NULL or anything else reads as an
 * empty one; `place` is where that object stands. Texts come out in NFC without characters that
 * nobody sees. Every function is false when something was refused; its target is then of no use.
 */
#ifndef MOTCUA_SETUP_READ_H
#define MOTCUA_SETUP_READ_H

#include "server/setup.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct setup_read {
	struct setup_fault *fault;
	bool failed;
	bool accepted; /* once, by this version or an earlier one */
};

/* Says why the file does not hold, once, with the word for it (struct setup_fault); always false.
 */
bool setup_read_refuse(struct setup_read *r, const char *word, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The reader, for a refusal of what is not within these bounds. */
struct setup_read *setup_read_bounds(struct setup_read *r, int min, int max);

/* A text of one line; one that is not needed may be missing, null or empty. */
bool setup_read_text(struct setup_read *r, json_t *from, const char *place, const char *key,
	bool needed, char *to, size_t size);

/* What something is called in both languages; the Vietnamese name must be there. */
bool setup_read_name(struct setup_read *r, json_t *from, const char *place, struct name *name);

/* Small letters, digits, '-', '_' and '.'. */
bool setup_read_id(struct setup_read *r, json_t *from, const char *place, const char *key, char *to,
	size_t size);

/* A whole number between min and max; `otherwise` when the key is missing (below min: it must be
 * there). */
bool setup_read_int(struct setup_read *r, json_t *from, const char *place, const char *key, int min,
	int max, int otherwise, int *to);

/* true or false; `otherwise` when the key is missing. */
bool setup_read_flag(struct setup_read *r, json_t *from, const char *place, const char *key,
	bool otherwise, bool *to);

/* An array or an object that must be there, else NULL. */
json_t *setup_read_part(
	struct setup_read *r, json_t *from, const char *place, const char *key, json_type type);

/* One that may be missing or null: `to` is then NULL. */
bool setup_read_optional(struct setup_read *r, json_t *from, const char *place, const char *key,
	json_type type, json_t **to);

/* An array of texts, which may be missing: each of them and the array is the caller's to free, also
 * when something was refused. */
bool setup_read_texts(struct setup_read *r, json_t *from, const char *place, const char *key,
	const char *const **to, size_t *count);

/* "HH:MM" as a minute of the day, up to "24:00"; "YYYY-MM-DD" as YYYYMMDD; "YYYY-MM-DDTHH:MM", or
 * the day alone, whose minute is then -1. They say nothing. */
bool setup_read_minute(const json_t *j, int *minute);
bool setup_read_date(const json_t *j, int *day);
bool setup_read_moment(const json_t *j, int *day, int *minute);

#endif
