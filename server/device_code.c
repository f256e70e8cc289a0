#include "server/device_code.h"

#include <ctype.h>
#include <sodium.h>
#include <string.h>

static const char SIGNS[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

enum { SIGN_COUNT = 8, HALF = 4 };

void device_code_make(char text[static DEVICE_CODE_SIZE]) {
	for (int i = 0; i < DEVICE_CODE_SIZE - 1; i++)
		text[i] = i == HALF ? '-' : SIGNS[randombytes_uniform(sizeof SIGNS - 1)];
	text[DEVICE_CODE_SIZE - 1] = '\0';
}

bool device_code_hash(const char *text, unsigned char hash[static SECRET_HASH_SIZE]) {
	char signs[SIGN_COUNT];
	size_t count = 0;
	for (; *text; text++) {
		char sign = (char)toupper((unsigned char)*text);
		if (sign == ' ' || sign == '-')
			continue;
		if (count == SIGN_COUNT || !strchr(SIGNS, sign))
			return false;
		signs[count++] = sign;
	}
	if (count < SIGN_COUNT)
		return false;
	crypto_generichash(
		hash, SECRET_HASH_SIZE, (const unsigned char *)signs, SIGN_COUNT, NULL, 0);
	return true;
}
