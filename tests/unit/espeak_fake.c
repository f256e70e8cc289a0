#include "tests/unit/espeak_fake.h"

#include "common/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

char espeak_fake_dir[64];
static char *path_before;

static char *inside(const char *name) {
	return mem_printf("%s/%s", espeak_fake_dir, name);
}

void espeak_fake_begin(void) {
	strcpy(espeak_fake_dir, "/tmp/espeak_fake.XXXXXX");
	assert_non_null(mkdtemp(espeak_fake_dir));
	path_before = mem_strdup(getenv("PATH"));
	char *runs = inside("runs");
	setenv("RUNS", runs, 1);
	mem_free(runs);
}

void espeak_fake_end(void) {
	char *command = mem_printf("rm -r '%s'", espeak_fake_dir);
	setenv("PATH", path_before, 1);
	assert_int_equal(system(command), 0);
	mem_free(command);
	mem_free(path_before);
}

void espeak_fake(const char *script) {
	char *path = script ? mem_printf("%s:%s", espeak_fake_dir, path_before)
			    : mem_strdup(espeak_fake_dir);
	char *program = inside("espeak-ng");
	setenv("PATH", path, 1);
	unlink(program);
	if (script) {
		FILE *f = fopen(program, "w");
		assert_non_null(f);
		fprintf(f, "#!/bin/sh\n%s", script);
		fclose(f);
		chmod(program, 0755);
	}
	mem_free(program);
	mem_free(path);
}

int espeak_fake_runs(void) {
	char *path = inside("runs");
	FILE *f = fopen(path, "r");
	int runs = 0;
	for (int c; f && (c = fgetc(f)) != EOF;) {
		runs += c == '\n';
	}
	if (f) {
		fclose(f);
	}
	mem_free(path);
	return runs;
}
