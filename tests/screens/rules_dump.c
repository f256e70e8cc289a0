/* The list of a screen as tests and speech read it: sizes of this panel, words of this language. */
#include "common/mem.h"
#include "common/ui/dump.h"
#include "tests/screens/rules.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Words of the other language, but those that two languages share. */
static json_t *foreign[2];

/* Nor is a word of the administrator's pages ever on a screen: "T2" is a prefix here. */
static bool is_shared(const char *key, const char *in_vi, const char *in_en) {
	return strncmp(key, "admin.", 6) == 0 || strcmp(key, "kiosk.control.lang") == 0 ||
	       strcmp(key, "kiosk.away.short") == 0 || strcmp(in_vi, in_en) == 0;
}

static void read_words(void) {
	json_t *vi = json_load_file("assets/words/vi.json", 0, NULL);
	json_t *en = json_load_file("assets/words/en.json", 0, NULL);
	assert_true(vi && en);
	const char *key;
	json_t *word;
	foreign[LANG_VI] = json_object();
	foreign[LANG_EN] = json_object();
	json_object_foreach(vi, key, word) {
		const char *in_vi = json_string_value(word);
		const char *in_en = json_string_value(json_object_get(en, key));
		if (!is_shared(key, in_vi, in_en)) {
			json_object_set_new(foreign[LANG_EN], in_vi, json_true());
			json_object_set_new(foreign[LANG_VI], in_en, json_true());
		}
	}
	json_object_foreach(vi, key, word) {
		json_object_del(foreign[LANG_VI], json_string_value(word));
	}
	json_object_foreach(en, key, word) {
		json_object_del(foreign[LANG_EN], json_string_value(word));
	}
	json_decref(vi);
	json_decref(en);
}

static void fault(struct rules *r, const char *what, const json_t *item) {
	char *text = json_dumps(item, JSON_COMPACT);
	print_error("%s: %s: %s\n", r->where, what, text);
	free(text);
	r->faults++;
}

static int number(const json_t *item, const char *key) {
	return (int)json_integer_value(json_object_get(item, key));
}

static const char *string(const json_t *item, const char *key) {
	return json_string_value(json_object_get(item, key));
}

/* Half a pixel is lost on each side where the panel has other pixels than the design. */
static void check(struct rules *r, const json_t *item, double factor) {
	int finger = (int)(81 * factor) - 1;
	bool button = strcmp(string(item, "role"), "button") == 0;
	bool image = strcmp(string(item, "role"), "image") == 0;
	if (button && (number(item, "w") < finger || number(item, "h") < finger)) {
		fault(r, "smaller than a finger", item);
	}
	bool drawn = image || number(item, "font_px") == 0;
	if (!drawn && number(item, "font_px") < (int)(36 * factor)) {
		fault(r, "smaller than it can be read", item);
	}
	if (!string(item, "spoken")[0]) {
		fault(r, "without words", item);
	}
	if (json_object_get(foreign[r->lang], string(item, "spoken"))) {
		fault(r, "in the other language", item);
	}
}

void rules_dump(struct rules *r, int w_px, int h_px) {
	double by_w = (double)w_px / r->scene->w_px, by_h = (double)h_px / r->scene->h_px;
	char *text = dump_json(r->scene, w_px, h_px);
	json_t *root = json_loads(text, 0, NULL), *item;
	size_t i;
	if (!foreign[0]) {
		read_words();
	}
	assert_non_null(root);
	json_array_foreach(json_object_get(root, "items"), i, item) {
		check(r, item, by_w < by_h ? by_w : by_h);
	}
	json_decref(root);
	mem_free(text);
}

void rules_end(void) {
	json_decref(foreign[LANG_VI]);
	json_decref(foreign[LANG_EN]);
}
