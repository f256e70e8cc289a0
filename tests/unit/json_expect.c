#include "tests/unit/json_expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

json_t *json_parse(const char *text) {
	json_error_t error;
	json_t *j = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, &error);
	if (!j)
		fail_msg("%s: %s", error.text, text);
	return j;
}

void json_expect(json_t *j, const char *text) {
	json_t *wanted = json_parse(text);
	if (!json_equal(j, wanted)) {
		char *is = json_dumps(j, JSON_ENCODE_ANY | JSON_SORT_KEYS);
		char *be = json_dumps(wanted, JSON_ENCODE_ANY | JSON_SORT_KEYS);
		print_error("is     %s\nshould %s\n", is, be);
		fail();
	}
	json_decref(j);
	json_decref(wanted);
}

json_t *json_many(const char *item, int count) {
	json_t *list = json_array();
	for (int i = 0; i < count; i++)
		json_array_append_new(list, json_parse(item));
	return list;
}
