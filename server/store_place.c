#include "server/store_place.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME "motcua.sqlite"
#define NEW ".new"

char *place_file(const char *dir, const char *ending) {
	return mem_printf("%s/" FILE_NAME "%s", dir, ending);
}

static bool is_there(const char *dir, const char *ending) {
	char *path = place_file(dir, ending);
	bool there = access(path, F_OK) == 0;
	mem_free(path);
	return there;
}

bool store_exists(const char *dir) {
	return is_there(dir, "") || is_there(dir, NEW);
}

static bool rename_file(const char *dir, const char *from, const char *to) {
	char *old = place_file(dir, from), *new = place_file(dir, to);
	bool ok = rename(old, new) == 0;
	int error = errno;
	mem_free(old);
	mem_free(new);
	errno = error;
	return ok;
}

/* Its journal first: a file without it is the one of a moment before, not another's. */
static bool keep_old(const char *dir, const char *stamp) {
	static const char *const endings[] = {"-journal", "-wal", ""};
	char to[STORE_NAME_SIZE];
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(to, sizeof to, ".replaced-%s%s", stamp, endings[i]);
		if (!rename_file(dir, endings[i], to) && errno != ENOENT)
			return false;
	}
	return true;
}

/* The old journal is gone for good before the new file has the name that it belongs to. */
static bool finish(const char *dir, const char *stamp) {
	return keep_old(dir, stamp) && plain_file_sync(dir) && rename_file(dir, NEW, "") &&
	       plain_file_sync(dir);
}

bool place_finish(const char *dir) {
	return !is_there(dir, NEW) || finish(dir, "before");
}

static enum store_result failed(const char *dir) {
	log_error("store: cannot be put in its place in %s: %s", dir, strerror(errno));
	return plain_file_full(errno) ? STORE_FULL : STORE_FAILED;
}

enum store_result store_replace(
	const char *dir, const char *from, const char *stamp, char kept[static STORE_NAME_SIZE]) {
	char *made = place_file(from, ""), *new = place_file(dir, NEW);
	bool replaces = is_there(dir, "");
	bool ok = plain_file_sync(made) && rename(made, new) == 0 && plain_file_sync(dir) &&
		  finish(dir, stamp);
	int error = errno;
	mem_free(made);
	mem_free(new);
	errno = error;
	if (!ok)
		return failed(dir);
	*kept = '\0';
	if (replaces)
		snprintf(kept, STORE_NAME_SIZE, FILE_NAME ".replaced-%s", stamp);
	return STORE_OK;
}
