/*
 * password: what is kept of a password, and whether one is right.
 *
 * Argon2id with 19 MiB and 2 passes: some 30 ms each, so never on the loop. Passwords are compared
 * in normal form C, as keyboards differ in how they send Vietnamese letters. sodium_init must have
 * been called.
 */
#ifndef MOTCUA_PASSWORD_H
#define MOTCUA_PASSWORD_H

#include "server/store.h"

enum {
	PASSWORD_LENGTH_MIN = 10, /* characters */
	PASSWORD_BYTES_MAX = 255,
};

/* Why a password cannot be one, in plain English; NULL: it can. */
const char *password_fault(const char *password);

/* What to keep of a password without fault; false when memory does not suffice. */
bool password_hash(const char *password, char kept[static STORE_PASSWORD_SIZE]);

/* Whether the password is right; takes as long where there is nothing to compare with (NULL). */
bool password_verify(const char *password, const char *kept);

#endif
