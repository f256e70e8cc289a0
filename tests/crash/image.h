/*
 * image: a store as a power loss left it, opened by the product's own code as at a start and held
 * against what people had been told by then.
 */
#ifndef MOTCUA_TESTS_IMAGE_H
#define MOTCUA_TESTS_IMAGE_H

#include "common/proto.h"

#include <stdbool.h>
#include <stddef.h>

/* What somebody was told: "issued ID NUMBER TOKEN", "called ID COUNTER", "printed ID" … of a
 * ticket, "setup OBJECT NAME" of an act that is done. */
struct heard {
	enum change_kind kind;
	int64_t ticket;
	char number[NUMBER_SIZE], token[TOKEN_SIZE], object[ID_SIZE], name[NOTE_SIZE];
	int counter;
};

/* false: these are no such words. */
bool heard_read(struct heard *heard, const char *words);

struct image_faults {
	long lost;    /* heard, and not there */
	long dup;     /* numbers given out twice */
	long missed;  /* whole images that cannot be opened, or do not hold */
	long reorder; /* numbers of a series that are not in order */
};

/* Opens the store in a directory, verifies and replays it, and adds what is wrong. */
void image_check(
	const char *dir, const struct heard *heard, size_t count, struct image_faults *faults);

#endif
