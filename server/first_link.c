#include "server/first_link.h"

#include <sodium.h>

void first_link_make(struct first_link *link, char token[static SECRET_TEXT_SIZE], int64_t now_ms) {
	secret_make(token);
	secret_hash(token, link->hash);
	link->until_ms = now_ms + FIRST_LINK_MS;
}

int64_t first_link_left_ms(const struct first_link *link, int64_t now_ms) {
	return now_ms < link->until_ms ? link->until_ms - now_ms : 0;
}

bool first_link_is(const struct first_link *link, const char *token, int64_t now_ms) {
	unsigned char hash[SECRET_HASH_SIZE];
	return first_link_left_ms(link, now_ms) > 0 && secret_hash(token, hash) &&
	       sodium_memcmp(hash, link->hash, sizeof hash) == 0;
}
