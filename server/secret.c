#include "server/secret.h"

#include <sodium.h>
#include <string.h>

static void to_text(const unsigned char bytes[SECRET_HASH_SIZE], char text[SECRET_TEXT_SIZE]) {
	sodium_bin2base64(text, SECRET_TEXT_SIZE, bytes, SECRET_HASH_SIZE,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void secret_make(char text[static SECRET_TEXT_SIZE]) {
	unsigned char bytes[SECRET_HASH_SIZE];
	randombytes_buf(bytes, sizeof bytes);
	to_text(bytes, text);
	sodium_memzero(bytes, sizeof bytes);
}

bool secret_hash(const char *text, unsigned char hash[static SECRET_HASH_SIZE]) {
	if (strlen(text) != SECRET_TEXT_SIZE - 1)
		return false;
	crypto_generichash(
		hash, SECRET_HASH_SIZE, (const unsigned char *)text, SECRET_TEXT_SIZE - 1, NULL, 0);
	return true;
}

void secret_derive(const char *text, const char *purpose, char derived[static SECRET_TEXT_SIZE]) {
	unsigned char bytes[SECRET_HASH_SIZE];
	crypto_generichash(bytes, sizeof bytes, (const unsigned char *)purpose, strlen(purpose),
		(const unsigned char *)text, SECRET_TEXT_SIZE - 1);
	to_text(bytes, derived);
}

bool secret_same(const char *a, const char *b) {
	return strlen(a) == SECRET_TEXT_SIZE - 1 && strlen(b) == SECRET_TEXT_SIZE - 1 &&
	       sodium_memcmp(a, b, SECRET_TEXT_SIZE - 1) == 0;
}
