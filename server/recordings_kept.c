#include "server/recordings_kept.h"

#include "common/mem.h"
#include "common/plain_file.h"
#include "common/text.h"
#include "server/recordings_files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char ending[] = ".wav";

enum { KEPT_NAME_SIZE = RECORDING_HASH_SIZE + sizeof ending };

struct kept {
	char name[KEPT_NAME_SIZE];
	struct timespec at;
};

static char *folder_of(const char *dir) {
	return mem_printf("%s/.kept", dir);
}

static bool is_kept(const char *name) {
	size_t hash = RECORDING_HASH_SIZE - 1;
	return strlen(name) == hash + strlen(ending) && strcmp(name + hash, ending) == 0;
}

/* All that is kept, the caller's to mem_free. */
static struct kept *list(DIR *folder, size_t *count) {
	struct kept *all = NULL;
	struct dirent *entry;
	struct stat s;
	*count = 0;
	while ((entry = readdir(folder))) {
		if (!is_kept(entry->d_name) || fstatat(dirfd(folder), entry->d_name, &s, 0) != 0)
			continue;
		all = mem_realloc(all, *count + 1, sizeof *all);
		struct kept *one = &all[(*count)++];
		text_copy(one->name, sizeof one->name, entry->d_name);
		one->at = s.st_mtim;
	}
	return all;
}

static int newest_first(const void *a, const void *b) {
	const struct timespec *x = &((const struct kept *)a)->at,
			      *y = &((const struct kept *)b)->at;
	if (x->tv_sec != y->tv_sec)
		return x->tv_sec < y->tv_sec ? 1 : -1;
	return (x->tv_nsec < y->tv_nsec) - (x->tv_nsec > y->tv_nsec);
}

static void forget_old(const char *path) {
	size_t count;
	DIR *folder = opendir(path);
	if (!folder)
		return;
	struct kept *all = list(folder, &count);
	closedir(folder);
	if (count > RECORDINGS_KEPT)
		qsort(all, count, sizeof *all, newest_first);
	for (size_t i = RECORDINGS_KEPT; i < count; i++)
		plain_file_remove(path, all[i].name);
	mem_free(all);
}

bool recordings_kept_put(const char *dir, const char *hash, const void *bytes, size_t size) {
	char *folder = folder_of(dir), *name = mem_printf("%s%s", hash, ending);
	bool done = plain_file_folder(folder) && plain_file_put(folder, name, bytes, size);
	int error = errno;
	if (done)
		forget_old(folder);
	mem_free(folder);
	mem_free(name);
	errno = error;
	return done;
}

char *recordings_kept_read(const char *dir, const char *hash, size_t *size) {
	char *folder = folder_of(dir), *path = mem_printf("%s/%s%s", folder, hash, ending);
	char *bytes = plain_file_read(path, RECORDING_MAX, size);
	int error = errno;
	mem_free(folder);
	mem_free(path);
	errno = error;
	return bytes;
}
