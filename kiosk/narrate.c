#include "kiosk/narrate.h"

#include "kiosk/keypad.h"
#include "kiosk/phrase.h"

#include <stdio.h>
#include <string.h>

#define KEY "key:"

static bool touchable(const struct scene_item *item) {
	return item->role == SCENE_ROLE_BUTTON && item->state != SCENE_DISABLED;
}

static const char *words_of(const struct scene_item *item) {
	const char *words = item->spoken ? item->spoken : item->text;
	return words ? words : "";
}

static bool is_key(const struct scene_item *item) {
	return strncmp(item->id, KEY, strlen(KEY)) == 0;
}

/* What everybody sees on every screen. */
static bool in_band(const struct scene_item *item) {
	static const char *const ids[] = {"office", "clock", "date"};
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		if (strcmp(item->id, ids[i]) == 0) {
			return true;
		}
	}
	return false;
}

static bool holds(const struct scene_item *outer, const struct scene_item *inner) {
	int x = inner->rect.x + inner->rect.w / 2, y = inner->rect.y + inner->rect.h / 2;
	const struct scene_rect *r = &outer->rect;
	return x >= r->x && x < r->x + r->w && y >= r->y && y < r->y + r->h;
}

/* Whether it lies on a button, whose words say it, or is the sign in a door. */
static bool on_other(const struct scene *scene, const struct scene_item *item) {
	bool number = strcmp(item->id, "number") == 0;
	for (size_t i = scene->live; i < scene->count; i++) {
		const struct scene_item *b = scene->item[i];
		bool other = b->role == SCENE_ROLE_BUTTON || (b->kind == SCENE_DOOR && !number);
		if (other && holds(b, item)) {
			return true;
		}
	}
	return false;
}

/* Only a citizen's own things are on these. */
static bool own_screen(const struct scene *scene) {
	static const char *const names[] = {"number", "return", "rate", "notice", "code", "result"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(scene->name, names[i]) == 0) {
			return true;
		}
	}
	return false;
}

/* A number is said again; what somebody typed is never kept. */
static void add_text(const struct scene *scene, const struct scene_item *item, enum lang lang,
	struct spoken *to) {
	bool query = strcmp(item->id, "query") == 0, number = strcmp(item->id, "number") == 0;
	char text[PHRASE_SIZE];
	if (strcmp(item->id, "other-lang") == 0) {
		lang = lang == LANG_VI ? LANG_EN : LANG_VI;
	}
	to->own = own_screen(scene) || query;
	if (!query) {
		spoken_add(to, lang, words_of(item));
	}
	if ((query && *words_of(item)) || number) {
		words_fill(text, sizeof text, lang, query ? "narrate.query" : "narrate.again",
			"words", words_of(item), NULL);
		spoken_add(to, lang, text);
	}
	to->own = false;
}

void narrate_texts(const struct scene *scene, enum lang lang, struct spoken *to) {
	const char *before = "";
	for (size_t i = scene->live; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		bool text = item->role == SCENE_ROLE_TEXT || item->role == SCENE_ROLE_IMAGE;
		bool query = strcmp(item->id, "query") == 0;
		if ((!text && !query) || in_band(item) || item->group ||
			(!query && on_other(scene, item)) || strcmp(words_of(item), before) == 0) {
			continue;
		}
		before = words_of(item);
		add_text(scene, item, lang, to);
	}
}

void narrate_screen(const struct scene *scene, enum lang lang, struct spoken *to) {
	bool keys = false, any = false;
	narrate_texts(scene, lang, to);
	for (size_t i = scene->live; i < scene->count; i++) {
		const struct scene_item *item = scene->item[i];
		if (!touchable(item) || (is_key(item) && keys)) {
			continue;
		}
		if (!any) {
			spoken_add(to, lang, words_get(lang, "narrate.buttons"));
		}
		keys |= is_key(item);
		any = true;
		spoken_add(to, lang,
			is_key(item) ? words_get(lang, "narrate.keyboard") : words_of(item));
	}
}

/* The only button, or NULL where there are more or none. */
static const struct scene_item *only_button(const struct scene *scene) {
	const struct scene_item *only = NULL;
	for (size_t i = scene->live; i < scene->count; i++) {
		if (touchable(scene->item[i])) {
			if (only) {
				return NULL;
			}
			only = scene->item[i];
		}
	}
	return only;
}

void narrate_arrival(const struct scene *scene, enum lang lang, struct spoken *to) {
	char text[PHRASE_SIZE], n[16];
	int place, count = keypad_stops(scene, "", &place);
	const struct scene_item *only = only_button(scene);
	narrate_texts(scene, lang, to);
	snprintf(n, sizeof n, "%d", count);
	if (only) {
		words_fill(
			text, sizeof text, lang, "narrate.choice", "button", words_of(only), NULL);
		spoken_add(to, lang, text);
	} else if (count > 0) {
		words_fill(text, sizeof text, lang, "narrate.choices", "n", n, NULL);
		spoken_add(to, lang, text);
		narrate_button(scene, lang, scene->focused, true, to);
	}
}

void narrate_button(
	const struct scene *scene, enum lang lang, const char *id, bool place, struct spoken *to) {
	char text[PHRASE_SIZE], n[16], total[16];
	const struct scene_item *item = keypad_item(scene, id);
	int at, count = keypad_stops(scene, id, &at);
	if (!item) {
		return;
	}
	spoken_add(to, lang, words_of(item));
	if (place) {
		snprintf(n, sizeof n, "%d", at);
		snprintf(total, sizeof total, "%d", count);
		words_fill(text, sizeof text, lang, "narrate.place", "n", n, "total", total, NULL);
		spoken_add(to, lang, text);
	}
}
