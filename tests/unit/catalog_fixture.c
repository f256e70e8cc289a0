#include "tests/unit/catalog_fixture.h"

#include "common/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

char *fixture_text(const char *path, size_t *size) {
	FILE *file = fopen(path, "rb");
	if (!file)
		fail_msg("%s cannot be read", path);
	fseek(file, 0, SEEK_END);
	size_t n = (size_t)ftell(file);
	rewind(file);
	char *text = mem_alloc(n + 1, 1);
	assert_int_equal(fread(text, 1, n, file), n);
	fclose(file);
	if (size)
		*size = n;
	return text;
}

struct catalog *fixture_catalog(void) {
	size_t size, synonyms_size;
	char why[CATALOG_WHY_SIZE] = "";
	char *text = fixture_text("assets/office/procedures.json", &size);
	char *synonyms = fixture_text("assets/office/synonyms.json", &synonyms_size);
	struct catalog *catalog =
		catalog_parse(text, size, synonyms, synonyms_size, 0, why, sizeof why);
	if (!catalog)
		fail_msg("%s", why);
	mem_free(text);
	mem_free(synonyms);
	return catalog;
}

json_t *fixture_phrases(const char *path) {
	char *text = fixture_text(path, NULL);
	json_t *list = json_array();
	char *left = text;
	for (char *line; (line = strtok_r(left, "\n", &left));) {
		json_t *phrase = json_loads(line, 0, NULL);
		if (!phrase)
			fail_msg("%s: not JSON: %s", path, line);
		json_array_append_new(list, phrase);
	}
	mem_free(text);
	return list;
}

bool fixture_has_code(const json_t *codes, const char *code) {
	size_t i;
	json_t *one;
	json_array_foreach(codes, i, one) {
		if (!strcmp(json_string_value(one), code))
			return true;
	}
	return false;
}
