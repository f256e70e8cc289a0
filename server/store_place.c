#include "server/store_place.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
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

/* -1: there is none. */
static int64_t size_of(const char *dir, const char *ending) {
	struct stat s;
	char *path = place_file(dir, ending);
	int64_t size = stat(path, &s) == 0 ? (int64_t)s.st_size : -1;
	mem_free(path);
	return size;
}

bool store_exists(const char *dir) {
	return size_of(dir, "") > 0 || is_there(dir, NEW);
}

bool store_is_empty(const char *dir) {
	return size_of(dir, "") == 0 && !is_there(dir, NEW);
}

bool place_is_cut(const char *dir) {
	return size_of(dir, "") == 0 && size_of(dir, "-wal") > 0;
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
static bool keep_old(const char *dir, const char *mark) {
	static const char *const endings[] = {"-journal", "-wal", ""};
	char to[STORE_NAME_SIZE];
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		snprintf(to, sizeof to, ".%s%s", mark, endings[i]);
		if (!rename_file(dir, endings[i], to) && errno != ENOENT)
			return false;
	}
	return true;
}

/* The old journal is gone for good before the new file has the name that it belongs to. */
static bool finish(const char *dir, const char *mark) {
	return keep_old(dir, mark) && plain_file_sync(dir) && rename_file(dir, NEW, "") &&
	       plain_file_sync(dir);
}

bool place_finish(const char *dir) {
	return !is_there(dir, NEW) || finish(dir, "replaced-before");
}

static enum store_result failed(const char *dir) {
	log_error("store: cannot be put in its place in %s: %s", dir, strerror(errno));
	return plain_file_full(errno) ? STORE_FULL : STORE_FAILED;
}

enum store_result store_replace(
	const char *dir, const char *from, const char *mark, char kept[static STORE_NAME_SIZE]) {
	char *made = place_file(from, ""), *new = place_file(dir, NEW);
	bool replaces = is_there(dir, "");
	bool ok = plain_file_sync(made) && rename(made, new) == 0 && plain_file_sync(dir) &&
		  finish(dir, mark);
	int error = errno;
	mem_free(made);
	mem_free(new);
	errno = error;
	if (!ok)
		return failed(dir);
	*kept = '\0';
	if (replaces)
		snprintf(kept, STORE_NAME_SIZE, FILE_NAME ".%s", mark);
	return STORE_OK;
}
