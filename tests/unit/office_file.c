#include "tests/unit/office_file.h"

#include "common/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { FILE_MAX_SIZE = 1 << 20 };

char *office_file_text(const char *path) {
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	char *text = mem_alloc(FILE_MAX_SIZE, 1);
	assert_true(fread(text, 1, FILE_MAX_SIZE - 1, f) > 0);
	fclose(f);
	return text;
}

struct setup *office_file_setup(const char *path) {
	char why[SETUP_WHY_SIZE] = "";
	char *text = office_file_text(path);
	struct setup *setup = setup_parse(text, strlen(text), why, sizeof why);
	assert_string_equal(why, "");
	assert_non_null(setup);
	mem_free(text);
	return setup;
}
