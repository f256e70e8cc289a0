#include "tests/unit/alone_world.h"

#include "kiosk/hand_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct world world;

static struct given *find(const char *number) {
	for (int i = 0; i < world.count; i++) {
		if (strcmp(world.given[i].number, number) == 0) {
			return &world.given[i];
		}
	}
	return NULL;
}

/* No number is given twice. */
struct given *world_add(const char *number, const char *key, int press, int64_t wall_ms) {
	assert_true(world.count < WORLD_MAX);
	assert_null(find(number));
	struct given *g = &world.given[world.count++];
	*g = (struct given){.fate = FATE_ISSUING, .at_ms = wall_ms, .press = press};
	snprintf(g->number, sizeof g->number, "%s", number);
	snprintf(g->key, sizeof g->key, "%s", key);
	return g;
}

/* The server answers a key once, however often it is asked with it. */
int world_take(const char *key, int press, int64_t wall_ms) {
	char number[NUMBER_SIZE];
	for (int i = 0; i < world.count; i++) {
		if (strcmp(world.given[i].key, key) == 0) {
			return i;
		}
	}
	snprintf(number, sizeof number, "S%04d", world.count);
	world_add(number, key, press, wall_ms);
	return world.count - 1;
}

json_t *world_ticket(int i) {
	json_t *body = json_deep_copy(json_object_get(world.data, "ticket"));
	json_t *ticket = json_object_get(body, "ticket");
	json_object_set_new(ticket, "id", json_integer(i + 1));
	json_object_set_new(ticket, "number", json_string(world.given[i].number));
	json_object_set_new(ticket, "issued_at", json_integer(world.given[i].at_ms));
	return body;
}

/* Nothing waits that nobody holds. */
bool world_join(struct given *g, bool held) {
	if (g->fate == FATE_ISSUING) {
		g->fate = held ? FATE_WAITING : FATE_VOID;
	}
	assert_true(!held || g->held);
	return g->fate == FATE_WAITING;
}

json_t *world_hand_in(const struct journal *j) {
	json_t *body = hand_in_body(j), *taken = json_array();
	size_t i;
	json_t *t;
	json_array_foreach(json_object_get(body, "tickets"), i, t) {
		json_t *number = json_object_get(t, "number");
		bool held = json_is_null(json_object_get(t, "void"));
		world_join(find(json_string_value(number)), held);
		json_array_append_new(taken, json_pack("{s:O}", "number", number));
	}
	json_decref(body);
	return json_pack("{s:o, s:[]}", "tickets", taken, "refused");
}

/* Each press is one number in a hand at most. */
void world_hold(const char *number) {
	struct given *g = find(number);
	assert_non_null(g);
	g->held = true;
	for (int i = 0; i < world.count; i++) {
		assert_true(&world.given[i] == g || world.given[i].press != g->press ||
			    !world.given[i].held);
	}
}

void world_give_up(int64_t wall_ms) {
	for (int i = 0; i < world.count; i++) {
		struct given *g = &world.given[i];
		bool old = wall_ms - g->at_ms >= WORLD_GIVE_UP_MS;
		if (old && g->fate == FATE_ISSUING && !g->lent) {
			g->fate = FATE_VOID;
		}
	}
}

void world_check(void) {
	for (int i = 0; i < world.count; i++) {
		const struct given *g = &world.given[i];
		assert_int_not_equal(g->fate, FATE_ISSUING);
		assert_true(g->fate != FATE_WAITING || g->held);
	}
}

struct world_sum world_sum(void) {
	struct world_sum sum = {0};
	for (int i = 0; i < world.count; i++) {
		const struct given *g = &world.given[i];
		sum.waiting += g->fate == FATE_WAITING;
		sum.lent += g->fate == FATE_WAITING && g->lent;
		sum.lost += g->held && g->fate == FATE_VOID;
	}
	return sum;
}
