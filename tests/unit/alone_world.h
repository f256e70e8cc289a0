/*
 * alone_world: the server and the citizens of a kiosk that is played with a bad line and a power
 * that fails.
 *
 * The server answers each key once, gives up after a minute what nobody confirmed, and takes back
 * what was given from the lease. What must hold is asserted as it happens: no number is given
 * twice, a press is one number in a hand at most, nothing waits that nobody holds.
 */
#ifndef MOTCUA_TEST_ALONE_WORLD_H
#define MOTCUA_TEST_ALONE_WORLD_H

#include "kiosk/journal.h"

enum { WORLD_MAX = 4096, WORLD_GIVE_UP_MS = 60000 };

enum fate { FATE_ISSUING, FATE_WAITING, FATE_VOID };

/* A number, given by the server or out of the lease. */
struct given {
	char key[TOKEN_SIZE], number[NUMBER_SIZE];
	enum fate fate;
	int64_t at_ms;
	int press;
	bool held; /* somebody has its slip, or knows it */
	bool lent;
};

struct world {
	json_t *data; /* tests/data/kiosk.json */
	int count;
	struct given given[WORLD_MAX];
};

extern struct world world;

/* A number is given to that press. */
struct given *world_add(const char *number, const char *key, int press, int64_t wall_ms);
/* The server is asked with a key: which of `given`; and what it answers. */
int world_take(const char *key, int press, int64_t wall_ms);
json_t *world_ticket(int i);
/* It is told that somebody holds a number, or nobody; whether it waits then. */
bool world_join(struct given *g, bool held);
/* It is told all that the journal would tell; its answer. */
json_t *world_hand_in(const struct journal *j);
void world_give_up(int64_t wall_ms);

/* A slip came out, or a citizen said that he knows the number. */
void world_hold(const char *number);

/* At rest: all numbers have their end. */
void world_check(void);

struct world_sum {
	int waiting, lent, lost; /* lost: slips of void numbers */
};
struct world_sum world_sum(void);

#endif
