/*
 * json_read: members of a JSON object, taken out by type and with bounds.
 *
 * Every function answers false, leaving its target untouched, when the member is of another type
 * or out of bounds; a missing or null member is the given default, or the empty text. Nothing is
 * kept of the JSON. Text is UTF-8; identifiers must fit whole, names for people are cut at a
 * character's end.
 */
#ifndef MOTCUA_JSON_READ_H
#define MOTCUA_JSON_READ_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An identifier or a number; false when it does not fit. */
bool json_read_id(const json_t *object, const char *key, char *buf, size_t size);

/* A text for people, cut to what fits. */
bool json_read_text(const json_t *object, const char *key, char *buf, size_t size);

/* A whole number not below min; `missing` where there is none. */
bool json_read_int64(
	const json_t *object, const char *key, int64_t min, int64_t missing, int64_t *value);

/* The same, within int. */
bool json_read_int(const json_t *object, const char *key, int min, int missing, int *value);

/* true or false; false where there is none. */
bool json_read_flag(const json_t *object, const char *key, bool *value);

/* The text of a member, or NULL where it is missing, null or no text. */
const char *json_read_word(const json_t *object, const char *key);

#endif
