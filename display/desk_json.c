#include "display/desk_json.h"

#include "common/text.h"

json_t *desk_rating_json(const char *number, int score) {
	return json_pack("{s:s, s:i}", "number", number, "score", score);
}

void desk_next_from_json(const json_t *j, char number[static NUMBER_SIZE]) {
	const char *first = json_string_value(json_array_get(json_object_get(j, "numbers"), 0));
	if (!text_copy(number, NUMBER_SIZE, first ? first : "")) {
		number[0] = '\0';
	}
}
