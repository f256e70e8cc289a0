#include "display/slide_folder.h"

#include "common/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

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

static unsigned char *read_all(int fd, size_t size, const char **why) {
	unsigned char *bytes = mem_alloc(size + 1, 1);
	size_t got = 0;
	ssize_t n = 1;
	while (got < size && (n = read(fd, bytes + got, size - got)) > 0)
		got += (size_t)n;
	if (got == size)
		return bytes;
	*why = n < 0 ? strerror(errno) : "it became shorter";
	mem_free(bytes);
	return NULL;
}

/* The descriptor of a plain file, or -1. */
static int open_plain(const char *path, struct stat *s, const char **why) {
	*why = "no plain file";
	if (lstat(path, s) != 0 || !S_ISREG(s->st_mode))
		return -1;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		*why = strerror(errno);
	if (fd >= 0 && (fstat(fd, s) != 0 || !S_ISREG(s->st_mode))) {
		close(fd);
		fd = -1;
	}
	return fd;
}

unsigned char *slide_folder_read(
	const char *dir, const char *file, size_t *size, const char **why) {
	char *path = mem_printf("%s/%s", dir, file);
	struct stat s;
	unsigned char *bytes = NULL;
	int fd = open_plain(path, &s, why);
	mem_free(path);
	if (fd < 0)
		return NULL;
	*size = (size_t)s.st_size;
	if (s.st_size <= SLIDE_BYTES_MAX)
		bytes = read_all(fd, *size, why);
	else
		*why = "larger than 16 MiB";
	close(fd);
	return bytes;
}
