#include "kiosk/keypad.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

void keypad_clear(struct keypad *k) {
	k->focused[0] = '\0';
}

void keypad_screen(struct keypad *k, int screen) {
	if (k->screen != screen) {
		k->screen = screen;
		keypad_clear(k);
	}
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

bool keypad_key(struct keypad *k, const struct scene *scene, const char *name, bool typing,
	char id[static SCENE_ID_SIZE]) {
	bool enter = strcmp(name, "enter") == 0;
	int step = enter && !k->focused[0] ? 1 : step_of(name);
	if (step != 0) {
		const struct scene_item *next = scene_step(scene, k->focused, step);
		snprintf(k->focused, sizeof k->focused, "%s", next ? next->id : "");
		return false;
	}
	if (enter) {
		memcpy(id, k->focused, SCENE_ID_SIZE);
		return true;
	}
	if (strcmp(name, "escape") == 0) {
		snprintf(id, SCENE_ID_SIZE, "back");
		return true;
	}
	return typing && typed(name, id);
}
