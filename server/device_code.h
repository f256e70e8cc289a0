/*
 * device_code: the one-time code with which a device is enrolled, "K7RM-2XQD".
 *
 * 40 random bits, read out and typed by people: no 0, 1, I and O, which look like others; case,
 * blanks and dashes do not matter. Kept is only its hash, and that for a quarter of an hour.
 * sodium_init must have been called.
 */
#ifndef MOTCUA_DEVICE_CODE_H
#define MOTCUA_DEVICE_CODE_H

#include "server/secret.h"

enum {
	DEVICE_CODE_SIZE = 10, /* with the NUL */
	DEVICE_CODE_MS = 15 * 60 * 1000,
};

/* A new code. */
void device_code_make(char text[static DEVICE_CODE_SIZE]);

/* The hash to keep; false when the text cannot be a code. */
bool device_code_hash(const char *text, unsigned char hash[static SECRET_HASH_SIZE]);

#endif
