/*
 * kiosk_ring: what fingers can press on a screen, where the four keys bring the ring there, and
 * what they press.
 */
#ifndef MOTCUA_TEST_KIOSK_RING_H
#define MOTCUA_TEST_KIOSK_RING_H

#include "kiosk/keypad.h"

enum { RING_WAYS_MAX = 128 };

struct ring_targets {
	int count;
	char id[RING_WAYS_MAX][SCENE_ID_SIZE];
};

/* All that a finger can press. */
void ring_targets(const struct scene *scene, struct ring_targets *targets);

struct ring_ways {
	int stop_count, press_count;
	char stop[RING_WAYS_MAX][SCENE_ID_SIZE];  /* what the ring comes to */
	char press[RING_WAYS_MAX][SCENE_ID_SIZE]; /* what OK presses */
	int keys[RING_WAYS_MAX];                  /* how many keys each press takes */
};

/* Looks for all of them, on a screen that nobody has moved the ring on. */
void ring_ways(const struct scene *scene, struct keypad_place place, struct ring_ways *ways);

/* How many keys it takes to press that; 0: none do. */
int ring_keys(const struct ring_ways *ways, const char *id);

/* Whether the ring around that item, which the scene was built with, can be seen. */
bool ring_seen(const struct scene *scene, const char *id);

#endif
