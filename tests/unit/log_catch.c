#include "tests/unit/log_catch.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static FILE *file;
static int before;

void log_catch(void) {
	file = tmpfile();
	before = dup(STDERR_FILENO);
	dup2(fileno(file), STDERR_FILENO);
}

int log_caught(const char *text) {
	char line[1024];
	int count = 0;
	dup2(before, STDERR_FILENO);
	close(before);
	rewind(file);
	while (fgets(line, sizeof line, file)) {
		count += strstr(line, text) != NULL;
	}
	fclose(file);
	return count;
}
