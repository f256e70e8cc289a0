#include "tests/unit/workload_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

int folder_begin(void **state) {
	static struct workload_folder f;
	snprintf(f.dir, sizeof f.dir, "/tmp/motcua-workload-XXXXXX");
	assert_non_null(mkdtemp(f.dir));
	snprintf(f.day, sizeof f.day, "%s/day-001.jsonl", f.dir);
	*state = &f;
	return 0;
}

int folder_end(void **state) {
	struct workload_folder *f = *state;
	unlink(f->day);
	return rmdir(f->dir);
}

void folder_write(const struct workload_folder *f, const char *office, const char *entries) {
	FILE *to = fopen(f->day, "we");
	assert_non_null(to);
	fprintf(to, "%s%s", office, entries);
	assert_int_equal(fclose(to), 0);
}
