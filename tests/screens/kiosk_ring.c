#include "tests/screens/kiosk_ring.h"

#include <assert.h>
#include <string.h>

enum { RING_PX = 9 };

/* Where the search has come to. */
struct step {
	struct keypad keypad;
	int keys;
};

static bool known(char list[][SCENE_ID_SIZE], int count, const char *id) {
	for (int i = 0; i < count; i++) {
		if (strcmp(list[i], id) == 0) {
			return true;
		}
	}
	return false;
}

static bool add(char list[][SCENE_ID_SIZE], int *count, const char *id) {
	if (!id[0] || known(list, *count, id)) {
		return false;
	}
	assert(*count < RING_WAYS_MAX);
	memcpy(list[(*count)++], id, SCENE_ID_SIZE);
	return true;
}

void ring_targets(const struct scene *scene, struct ring_targets *targets) {
	targets->count = 0;
	for (size_t i = scene->live; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		const struct scene_rect *r = &item->rect;
		if (scene_hit(scene, r->x + r->w / 2, r->y + r->h / 2) == item) {
			add(targets->id, &targets->count, item->id);
		}
	}
}

void ring_ways(const struct scene *scene, struct keypad_place place, struct ring_ways *ways) {
	static struct step steps[RING_WAYS_MAX + 1];
	static const char *const keys[] = {"right", "left", "enter"};
	int count = 1;
	steps[0] = (struct step){.keypad = {.place = place}};
	ways->stop_count = ways->press_count = 0;
	for (int i = 0; i < count; i++) {
		for (int key = 0; key < 3; key++) {
			char id[SCENE_ID_SIZE] = "";
			struct step next = {steps[i].keypad, steps[i].keys + 1};
			if (keypad_key(&next.keypad, scene, keys[key], false, id)) {
				if (add(ways->press, &ways->press_count, id)) {
					ways->keys[ways->press_count - 1] = next.keys;
				}
			} else if (add(ways->stop, &ways->stop_count, next.keypad.focused)) {
				steps[count++] = next;
			}
		}
	}
}

int ring_keys(const struct ring_ways *ways, const char *id) {
	for (int i = 0; i < ways->press_count; i++) {
		if (strcmp(ways->press[i], id) == 0) {
			return ways->keys[i];
		}
	}
	return 0;
}

bool ring_seen(const struct scene *scene, const char *id) {
	const struct scene_item *on = keypad_item(scene, id);
	for (size_t i = 0; on && i < scene->count && scene->item[i] != on; i++) {
		const struct scene_item *ring = scene->item[i];
		const struct scene_rect *r = &ring->rect, *o = &on->rect;
		bool around = r->x == o->x - RING_PX && r->y == o->y - RING_PX &&
			      r->w == o->w + 2 * RING_PX && r->h == o->h + 2 * RING_PX;
		bool inside = r->x >= 0 && r->y >= 0 && r->x + r->w <= scene->w_px &&
			      r->y + r->h <= scene->h_px;
		if (around && inside && ring->fill == scene->theme->hoe) {
			return true;
		}
	}
	return false;
}
