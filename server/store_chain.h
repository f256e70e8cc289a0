/*
 * store_chain: the hash that ties each change to all before it.
 *
 * hash = BLAKE2b-256(hash before ‖ the change in canonical bytes); before the first change are 32
 * zero bytes. Canonical bytes: for each field that is neither 0 nor empty, in this order and with
 * these tags, one byte of tag, then a number as 8 bytes (most significant first) or a text as 4
 * bytes of length and its bytes; states, kinds and reasons are the interface's words.
 * 1 seq, 2 at, 3 day, 4 kind, 5 ticket, 6 number, 7 service, 8 counter, 9 was, 10 state, 11 reason,
 * 12 by, 13 clerk's name, 14 clerk's title, 15 back_at, 16 token, 17 priority, 18 procedure,
 * 19 lang, 20 how; since schema 2: 21 note, 22 done, 23 from_service, 24 from_counter, 25
 * to_counter, 26 key_s, 27 rules, 28 slot, 29 told (1: said), 30–32 its low, mid, high; since
 * schema 3: 33 lease, 34 first, 35 last, 36 taken_at, 37 holder; since schema 7: 38 digest. A
 * field that is added later takes the next tag: old hashes stay right. Pure.
 */
#ifndef MOTCUA_STORE_CHAIN_H
#define MOTCUA_STORE_CHAIN_H

#include "common/proto.h"

enum { CHAIN_HASH_SIZE = 32 };

/* Turns the hash before a change into the hash with it. */
void chain_add(unsigned char hash[CHAIN_HASH_SIZE], const struct change *c);

#endif
