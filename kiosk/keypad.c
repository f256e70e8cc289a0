#include "kiosk/keypad.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void focus(struct keypad *k, const char *id) {
	snprintf(k->focused, sizeof k->focused, "%s", id);
}

void keypad_clear(struct keypad *k) {
	k->used = false;
	focus(k, "");
}

static bool same_place(const struct keypad_place *a, const struct keypad_place *b) {
	return a->screen == b->screen && a->depth == b->depth;
}

static int shelf(const struct keypad_place *place) {
	return place->depth < KEYPAD_DEPTH_MAX ? place->depth : KEYPAD_DEPTH_MAX - 1;
}

void keypad_screen(struct keypad *k, struct keypad_place place) {
	char back[SCENE_ID_SIZE] = "";
	if (k->place.visit != place.visit) {
		*k = (struct keypad){.place = place};
	}
	if (same_place(&k->place, &place)) {
		return;
	}
	int from = shelf(&k->place), to = shelf(&place);
	if (place.depth <= k->place.depth && k->left[to].screen == place.screen) {
		memcpy(back, k->left[to].focused, sizeof back);
	}
	k->left[from].screen = k->place.screen;
	memcpy(k->left[from].focused, k->focused, sizeof k->focused);
	k->place = place;
	k->at = (struct scene_rect){0, 0, 0, 0};
	focus(k, k->used ? back : "");
}

static bool touchable(const struct scene_item *i) {
	return i->role == SCENE_ROLE_BUTTON && i->state != SCENE_DISABLED;
}

/* A group's own item is no button. */
static bool is_head(const struct scene_item *i) {
	return i->group && i->role != SCENE_ROLE_BUTTON;
}

/* What the ring can be around: in no group the groups as a whole, in one its buttons. */
static bool is_stop(const struct scene_item *i, int group) {
	if (group) {
		return touchable(i) && i->group == group;
	}
	return is_head(i) || (touchable(i) && !i->group);
}

static const struct scene_item *find(const struct scene *scene, const char *id) {
	for (size_t i = scene->live; id[0] && i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		if ((is_head(item) || touchable(item)) && strcmp(item->id, id) == 0) {
			return item;
		}
	}
	return NULL;
}

static const struct scene_item *head_of(const struct scene *scene, int group) {
	for (size_t i = scene->live; i < scene->count; i++) {
		if (scene->item[i]->group == group && is_head(scene->item[i])) {
			return scene->item[i];
		}
	}
	return NULL;
}

static const struct scene_item *middle_of(const struct scene *scene, int group) {
	const struct scene_item *stops[64];
	int count = 0;
	for (size_t i = scene->live; i < scene->count && count < 64; i++) {
		if (is_stop(scene->item[i], group)) {
			stops[count++] = scene->item[i];
		}
	}
	return count > 0 ? stops[(count - 1) / 2] : NULL;
}

/* The stop after or before `from`; NULL past the last. */
static const struct scene_item *beside(
	const struct scene *scene, const struct scene_item *from, int group, int step) {
	size_t i = scene->live;
	while (i < scene->count && scene->item[i] != from) {
		i++;
	}
	for (;;) {
		if (step < 0 ? i == scene->live : i + 1 >= scene->count) {
			return NULL;
		}
		i += (size_t)step;
		if (is_stop(scene->item[i], group)) {
			return scene->item[i];
		}
	}
}

static const struct scene_item *outermost(const struct scene *scene, bool last) {
	const struct scene_item *found = NULL;
	for (size_t i = scene->live; i < scene->count; i++) {
		if (is_stop(scene->item[i], 0) && (last || !found)) {
			found = scene->item[i];
		}
	}
	return found;
}

/* Where the ring begins. */
static const struct scene_item *first_choice(const struct scene *scene) {
	for (size_t i = scene->live; i < scene->count; i++) {
		if (scene->item[i]->first && is_stop(scene->item[i], 0)) {
			return scene->item[i];
		}
	}
	return outermost(scene, false);
}

static int apart(const struct scene_rect *a, const struct scene_rect *b) {
	return abs(a->x + a->w / 2 - b->x - b->w / 2) + abs(a->y + a->h / 2 - b->y - b->h / 2);
}

static const struct scene_item *nearest(const struct scene *scene, const struct scene_rect *at) {
	const struct scene_item *found = NULL;
	int least = INT_MAX;
	for (size_t i = scene->live; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		if (is_stop(item, 0) && apart(&item->rect, at) < least) {
			least = apart(&item->rect, at);
			found = item;
		}
	}
	return found;
}

bool keypad_settle(struct keypad *k, const struct scene *scene) {
	if (!k->used) {
		return false;
	}
	const struct scene_item *on = find(scene, k->focused);
	if (on) {
		k->at = on->rect;
		return false;
	}
	on = k->focused[0] && k->at.w > 0 ? nearest(scene, &k->at) : first_choice(scene);
	bool moved = on || k->focused[0];
	focus(k, on ? on->id : "");
	k->at = on ? on->rect : (struct scene_rect){0, 0, 0, 0};
	return moved;
}

/* 1 onwards, -1 back, 0: not a key that moves. */
static int step_of(const char *name) {
	static const struct {
		const char *name;
		int step;
	} keys[] = {
		{"right", 1}, {"down", 1}, {"tab", 1}, {"left", -1}, {"up", -1}, {"back-tab", -1}};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (strcmp(name, keys[i].name) == 0) {
			return keys[i].step;
		}
	}
	return 0;
}

static void move(struct keypad *k, const struct scene *scene, int step) {
	const struct scene_item *on = find(scene, k->focused), *next = NULL;
	int group = on && !is_head(on) ? on->group : 0;
	if (on) {
		next = beside(scene, on, group, step);
	}
	if (!next) {
		next = group ? head_of(scene, group) : outermost(scene, step < 0);
	}
	focus(k, next ? next->id : "");
}

const struct scene_item *keypad_item(const struct scene *scene, const char *id) {
	return find(scene, id);
}

int keypad_stops(const struct scene *scene, const char *id, int *place) {
	const struct scene_item *on = find(scene, id);
	int group = on && !is_head(on) ? on->group : 0, count = 0;
	*place = 0;
	for (size_t i = scene->live; i < scene->count; i++) {
		if (is_stop(scene->item[i], group)) {
			count++;
			*place = scene->item[i] == on ? count : *place;
		}
	}
	return count;
}

/* Goes into a group, or presses. */
static bool enter(struct keypad *k, const struct scene *scene, char id[static SCENE_ID_SIZE]) {
	const struct scene_item *on = find(scene, k->focused);
	if (on && is_head(on)) {
		const struct scene_item *middle = middle_of(scene, on->group);
		focus(k, middle ? middle->id : "");
		return false;
	}
	if (!on) {
		return false;
	}
	memcpy(id, on->id, SCENE_ID_SIZE);
	const struct scene_item *head = on->group ? head_of(scene, on->group) : NULL;
	if (head && strcmp(id, "key:backspace") != 0) {
		focus(k, head->id);
	}
	return true;
}

/* The key on the screen that a key of the keyboard stands for. */
static bool typed(const char *name, char id[static SCENE_ID_SIZE]) {
	if (strcmp(name, "backspace") == 0) {
		snprintf(id, SCENE_ID_SIZE, "key:backspace");
		return true;
	}
	bool letter = name[0] && ((unsigned char)name[0] >= 0x80 || name[1] == '\0');
	if (!letter) {
		return false;
	}
	char lower = (char)((unsigned char)name[0] < 0x80 ? tolower(name[0]) : name[0]);
	if (lower == ' ') {
		snprintf(id, SCENE_ID_SIZE, "key:space");
	} else {
		snprintf(id, SCENE_ID_SIZE, "key:%c%.8s", lower, name + 1);
	}
	return true;
}

/* Keys that stand for a button wherever it is. */
static bool stands_for(const char *name, char id[static SCENE_ID_SIZE]) {
	static const char *const keys[][2] = {{"escape", "back"}, {"f1", "help"}, {"help", "help"}};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (strcmp(name, keys[i][0]) == 0) {
			snprintf(id, SCENE_ID_SIZE, "%s", keys[i][1]);
			return true;
		}
	}
	return false;
}

/* The first key only brings the ring. */
static bool begin(struct keypad *k, const struct scene *scene) {
	bool used = k->used && k->focused[0];
	k->used = true;
	return !used && keypad_settle(k, scene);
}

bool keypad_key(struct keypad *k, const struct scene *scene, const char *name, bool typing,
	char id[static SCENE_ID_SIZE]) {
	int step = step_of(name);
	bool ok = strcmp(name, "enter") == 0;
	if (stands_for(name, id)) {
		k->used = true;
		return true;
	}
	if (!ok && step == 0) {
		return typing && typed(name, id);
	}
	if (begin(k, scene)) {
		return false;
	}
	if (step != 0) {
		move(k, scene, step);
	}
	return ok && enter(k, scene, id);
}
