#include "display/slide_list_json.h"

#include "common/json_read.h"
#include "display/slide_cache.h"

#include <string.h>

enum { SECONDS_MIN = 5, SECONDS_MAX = 300 };

static bool is_hash(const char *text) {
	return strlen(text) == SLIDE_HASH_SIZE - 1 &&
	       strspn(text, "0123456789abcdef") == SLIDE_HASH_SIZE - 1;
}

static bool add(struct slide_list *list, const json_t *slide) {
	const char *name = json_read_word(slide, "name"), *hash = json_read_word(slide, "hash");
	return name && hash && is_hash(hash) && slide_list_add(list, name, hash, hash);
}

bool slide_list_from_json(const json_t *json, struct slide_list *list, int *seconds) {
	const json_t *slides = json_object_get(json, "slides");
	struct slide_list found = {0};
	int each_s;
	bool good = json_is_array(slides) &&
		    json_read_int(json, "seconds", SECONDS_MIN, SECONDS_MIN, &each_s) &&
		    each_s <= SECONDS_MAX;
	for (size_t i = 0; good && i < json_array_size(slides); i++)
		good = add(&found, json_array_get(slides, i));
	if (!good) {
		slide_list_clear(&found);
		return false;
	}
	*list = found;
	*seconds = each_s;
	return true;
}
