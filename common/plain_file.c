#include "common/plain_file.h"

#include "common/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_SIZE = 64 << 10 };

static bool fail(int error) {
	errno = error;
	return false;
}

/* The descriptor of a plain file of at most `max` bytes, or -1. */
static int open_plain(const char *path, size_t max, struct stat *s) {
	if (lstat(path, s) != 0)
		return -1;
	int fd = S_ISREG(s->st_mode) ? open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
				     : (errno = ENOTSUP, -1);
	if (fd < 0 || fstat(fd, s) != 0)
		return fd;
	if (S_ISREG(s->st_mode) && (size_t)s->st_size <= max)
		return fd;
	close(fd);
	errno = S_ISREG(s->st_mode) ? EFBIG : ENOTSUP;
	return -1;
}

/* Reads that many bytes; false also when there are no longer so many. */
static bool read_all(int fd, char *bytes, size_t size) {
	for (size_t got = 0; got < size;) {
		ssize_t n = read(fd, bytes + got, size - got);
		if (n == 0)
			return fail(EAGAIN);
		if (n < 0)
			return false;
		got += (size_t)n;
	}
	return true;
}

char *plain_file_read(const char *path, size_t max, size_t *size) {
	struct stat s;
	int fd = open_plain(path, max, &s);
	if (fd < 0)
		return NULL;
	char *bytes = mem_alloc((size_t)s.st_size + 1, 1);
	bool good = read_all(fd, bytes, (size_t)s.st_size);
	int error = errno;
	close(fd);
	if (good) {
		*size = (size_t)s.st_size;
		return bytes;
	}
	mem_free(bytes);
	errno = error;
	return NULL;
}

static bool write_all(int fd, const char *bytes, size_t size) {
	while (size > 0) {
		ssize_t n = write(fd, bytes, size);
		if (n < 0)
			return false;
		bytes += n;
		size -= (size_t)n;
	}
	return true;
}

/* What becomes of a file: its bytes, or those of another file. */
struct content {
	const void *bytes;
	size_t size;
	int from; /* with bytes NULL */
	mode_t mode;
};

static bool write_copy(int fd, int from) {
	char bytes[COPY_SIZE];
	ssize_t n;
	while ((n = read(from, bytes, sizeof bytes)) > 0)
		if (!write_all(fd, bytes, (size_t)n))
			return false;
	return n == 0;
}

static bool write_part(int folder, const char *part, const struct content *c) {
	int fd = openat(
		folder, part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, c->mode);
	if (fd < 0)
		return false;
	bool good = (c->bytes ? write_all(fd, c->bytes, c->size) : write_copy(fd, c->from)) &&
		    fsync(fd) == 0;
	int error = errno;
	close(fd);
	return good || fail(error);
}

/* Closes what was opened, and keeps errno. */
static bool done(int fd, bool good) {
	int error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
	return good;
}

static int open_folder(const char *dir) {
	return open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static bool put(const char *dir, const char *name, const struct content *content) {
	char part[32];
	int folder = open_folder(dir);
	if (folder < 0)
		return false;
	snprintf(part, sizeof part, ".part-%d", (int)getpid());
	bool good = write_part(folder, part, content) &&
		    renameat(folder, part, folder, name) == 0 && fsync(folder) == 0;
	if (!good) {
		int error = errno;
		unlinkat(folder, part, 0);
		errno = error;
	}
	return done(folder, good);
}

bool plain_file_put(const char *dir, const char *name, const void *bytes, size_t size) {
	return put(dir, name, &(struct content){.bytes = bytes, .size = size, .mode = 0644});
}

bool plain_file_copy(const char *from, const char *dir, const char *name) {
	struct stat s;
	int fd = open_plain(from, SIZE_MAX, &s);
	if (fd < 0)
		return false;
	bool good = put(dir, name, &(struct content){.from = fd, .mode = 0600});
	int error = errno;
	close(fd);
	errno = error;
	return good;
}

bool plain_file_sync(const char *path) {
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	return done(fd, fd >= 0 && fsync(fd) == 0);
}

bool plain_file_full(int error) {
	return error == ENOSPC || error == EDQUOT || error == EFBIG;
}

static bool make_folder(const char *dir) {
	return mkdir(dir, 0755) == 0 || errno == EEXIST;
}

/* What cannot be made above it, since it may not be written there, may be there all the same. */
bool plain_file_folder(const char *dir) {
	char *path = mem_strdup(dir);
	for (char *c = path + 1; *path && *c; c++) {
		if (*c == '/') {
			*c = '\0';
			make_folder(path);
			*c = '/';
		}
	}
	mem_free(path);
	return make_folder(dir);
}

bool plain_file_remove(const char *dir, const char *name) {
	int folder = open_folder(dir);
	return done(folder, folder >= 0 && unlinkat(folder, name, 0) == 0 && fsync(folder) == 0);
}
