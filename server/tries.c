#include "server/tries.h"

#include "common/text.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sodium.h>
#include <stddef.h>
#include <string.h>

enum { PREFIX_BYTES = 8 };

/* Who is counted as one: whoever has an IPv6 address has all the others of its /64 as well. */
static void one_of(const char *address, char text[static INET6_ADDRSTRLEN]) {
	struct in6_addr six;
	if (inet_pton(AF_INET6, address, &six) == 1) {
		memset(six.s6_addr + PREFIX_BYTES, 0, sizeof six.s6_addr - PREFIX_BYTES);
		inet_ntop(AF_INET6, &six, text, INET6_ADDRSTRLEN);
	} else {
		text_copy(text, INET6_ADDRSTRLEN, address);
	}
}

static uint64_t hash(const struct tries *tries, const char *account, const char *address) {
	char text[256];
	uint64_t hash;
	size_t size = strnlen(account, 127);
	memcpy(text, account, size);
	text[size++] = '\0';
	one_of(address, text + size);
	size += strlen(text + size);
	crypto_shorthash((unsigned char *)&hash, (unsigned char *)text, size, tries->key);
	return hash ? hash : 1;
}

void tries_init(struct tries *tries) {
	*tries = (struct tries){0};
	randombytes_buf(tries->key, sizeof tries->key);
}

/* Times of the newest tries of one kind, newest first: the last of `max` says how long to wait. */
struct window {
	int max, count;
	int64_t newest[TRIES_ADDRESS_MAX];
};

static void add(struct window *w, int64_t at_ms) {
	if (w->count < w->max)
		w->newest[w->count++] = at_ms;
}

static int wait_s(const struct window *w, int64_t now_ms) {
	if (w->count < w->max)
		return 0;
	return (int)((w->newest[w->max - 1] + TRIES_WINDOW_MS - now_ms + 999) / 1000);
}

/* Tries from the future are of a clock that was set back since: they do not count. */
int tries_wait_s(
	const struct tries *tries, const char *account, const char *address, int64_t now_ms) {
	uint64_t pair = hash(tries, account, address), whole = hash(tries, "", address);
	struct window of_pair = {.max = TRIES_ACCOUNT_MAX}, of_address = {.max = TRIES_ADDRESS_MAX};
	for (unsigned int i = 1; i <= TRIES_KEPT; i++) {
		const struct tries_entry *e = &tries->entries[(tries->next - i) % TRIES_KEPT];
		if (e->at_ms > now_ms || e->at_ms <= now_ms - TRIES_WINDOW_MS)
			continue;
		if (e->pair == pair)
			add(&of_pair, e->at_ms);
		if (e->address == whole)
			add(&of_address, e->at_ms);
	}
	int a = wait_s(&of_pair, now_ms), b = wait_s(&of_address, now_ms);
	return a > b ? a : b;
}

void tries_begin(struct tries *tries, const char *account, const char *address, int64_t now_ms) {
	tries->entries[tries->next++ % TRIES_KEPT] = (struct tries_entry){
		hash(tries, account, address), hash(tries, "", address), now_ms};
}

void tries_succeed(struct tries *tries, const char *account, const char *address) {
	uint64_t pair = hash(tries, account, address);
	for (size_t i = 0; i < TRIES_KEPT; i++)
		if (tries->entries[i].pair == pair)
			tries->entries[i] = (struct tries_entry){0};
}
