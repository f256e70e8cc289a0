/*
 * secret: what a session's cookie and a device's key are made of.
 *
 * A secret is 256 random bits, told once as 43 characters of base64url; kept is only its hash. Two
 * different texts never have the same hash, so finding a hash says nothing about the text by the
 * time it takes. sodium_init must have been called.
 */
#ifndef MOTCUA_SECRET_H
#define MOTCUA_SECRET_H

#include <stdbool.h>

enum {
	SECRET_TEXT_SIZE = 44, /* with the NUL */
	SECRET_HASH_SIZE = 32,
};

/* A new secret. */
void secret_make(char text[static SECRET_TEXT_SIZE]);

/* The hash to keep; false when the text cannot be a secret. */
bool secret_hash(const char *text, unsigned char hash[static SECRET_HASH_SIZE]);

/* A second secret that follows from the first and does not give it away. */
void secret_derive(const char *text, const char *purpose, char derived[static SECRET_TEXT_SIZE]);

/* Whether two texts are the same secret, in the same time whatever they are. */
bool secret_same(const char *a, const char *b);

#endif
