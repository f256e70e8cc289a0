#include "display/slide_folder.h"

#include "common/mem.h"
#include "common/plain_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static bool is_named_picture(const char *name) {
	const char *end = strrchr(name, '.');
	return name[0] != '.' && end &&
	       (!strcasecmp(end, ".png") || !strcasecmp(end, ".jpg") || !strcasecmp(end, ".jpeg"));
}

static void add(struct slide_list *list, int folder, const char *name) {
	char version[SLIDE_VERSION_SIZE];
	struct stat s;
	if (fstatat(folder, name, &s, AT_SYMLINK_NOFOLLOW) != 0)
		return;
	snprintf(version, sizeof version, "%jd.%09ld-%jd-%ju", (intmax_t)s.st_mtim.tv_sec,
		s.st_mtim.tv_nsec, (intmax_t)s.st_size, (uintmax_t)s.st_ino);
	slide_list_add(list, name, name, version);
}

bool slide_folder_look(const char *dir, struct slide_list *list, const char **why) {
	DIR *d = opendir(dir);
	struct dirent *e;
	if (!d) {
		*why = strerror(errno);
		return false;
	}
	while ((e = readdir(d)))
		if (is_named_picture(e->d_name))
			add(list, dirfd(d), e->d_name);
	closedir(d);
	slide_list_sort(list);
	return true;
}

static const char *reason(int error) {
	return error == EFBIG     ? "larger than 16 MiB"
	       : error == ENOTSUP ? "no plain file"
				  : strerror(error);
}

char *slide_folder_read(const char *dir, const char *file, size_t *size, const char **why) {
	char *path = mem_printf("%s/%s", dir, file);
	char *bytes = plain_file_read(path, SLIDE_BYTES_MAX, size);
	if (!bytes)
		*why = reason(errno);
	mem_free(path);
	return bytes;
}
