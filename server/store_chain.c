#include "server/store_chain.h"

#include <sodium.h>
#include <string.h>

static void add_bytes(
	crypto_generichash_state *state, unsigned char tag, uint64_t number, int number_bytes) {
	unsigned char bytes[9] = {tag};
	for (int i = 0; i < number_bytes; i++)
		bytes[1 + i] = (unsigned char)(number >> 8 * (number_bytes - 1 - i));
	crypto_generichash_update(state, bytes, 1 + (size_t)number_bytes);
}

static void add_number(crypto_generichash_state *state, unsigned char tag, int64_t number) {
	if (number)
		add_bytes(state, tag, (uint64_t)number, 8);
}

static void add_text(crypto_generichash_state *state, unsigned char tag, const char *text) {
	size_t size = strlen(text);
	if (!size)
		return;
	add_bytes(state, tag, size, 4);
	crypto_generichash_update(state, (const unsigned char *)text, size);
}

static const char *word(int value, const char *text) {
	return value ? text : "";
}

/* What schemas 2, 3 and 7 added: a change that says none of it has the hash it had before. */
static void add_later(crypto_generichash_state *state, const struct change *c) {
	add_text(state, 21, c->note);
	add_text(state, 22, c->done);
	add_text(state, 23, c->from_service);
	add_number(state, 24, c->from_counter);
	add_number(state, 25, c->to_counter);
	add_number(state, 26, c->key_s);
	add_number(state, 27, c->rules);
	add_number(state, 28, c->slot_ms);
	add_number(state, 29, c->told.known);
	add_number(state, 30, c->told.low_s);
	add_number(state, 31, c->told.mid_s);
	add_number(state, 32, c->told.high_s);
	add_number(state, 33, c->lease);
	add_number(state, 34, c->first);
	add_number(state, 35, c->last);
	add_number(state, 36, c->taken_at_ms);
	add_text(state, 37, c->holder);
	add_text(state, 38, c->digest);
}

static void add_change(crypto_generichash_state *state, const struct change *c) {
	add_number(state, 1, c->seq);
	add_number(state, 2, c->at_ms);
	add_number(state, 3, c->day);
	add_text(state, 4, word(c->kind, proto_change_kind(c->kind)));
	add_number(state, 5, c->ticket);
	add_text(state, 6, c->number);
	add_text(state, 7, c->service);
	add_number(state, 8, c->counter);
	add_text(state, 9, word(c->was, proto_ticket_state(c->was)));
	add_text(state, 10, word(c->state, proto_ticket_state(c->state)));
	add_text(state, 11, word(c->reason, proto_call_reason(c->reason)));
	add_text(state, 12, c->by);
	add_text(state, 13, c->clerk.name);
	add_text(state, 14, c->clerk.title);
	add_number(state, 15, c->back_at_ms);
	add_text(state, 16, c->token);
	add_text(state, 17, c->priority);
	add_text(state, 18, c->procedure);
	add_text(state, 19, c->lang);
	add_text(state, 20, c->how);
	add_later(state, c);
}

void chain_add(unsigned char hash[CHAIN_HASH_SIZE], const struct change *c) {
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, CHAIN_HASH_SIZE);
	crypto_generichash_update(&state, hash, CHAIN_HASH_SIZE);
	add_change(&state, c);
	crypto_generichash_final(&state, hash, CHAIN_HASH_SIZE);
}
