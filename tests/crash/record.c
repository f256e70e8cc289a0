/*
 * Preloaded into a program, writes to the file RECORD_LOG what the program does to the files below
 * the folder RECORD_DIR (record.h). With RECORD_SYNCHRONOUS=NORMAL or OFF the program's SQLite
 * syncs less than the program asks for: what is lost then shows that a loss is seen.
 */
#undef _FORTIFY_SOURCE
#include "tests/crash/record.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

/* The function that this one stands before. */
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int log_fd = -1;
static const char *folder;
static uint64_t fail_of, fail_asked; /* of 0: never */

__attribute__((constructor)) static void begin(void) {
	const char *path = getenv("RECORD_LOG");
	const char *of = getenv("RECORD_FAIL");
	folder = getenv("RECORD_DIR");
	fail_of = of ? strtoull(of, NULL, 10) : 0;
	if (path && folder)
		log_fd = REAL(openat)(
			AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/* One write to a file that is appended to is one piece, from whatever thread or process. */
static void note(struct record head, const char *name, const void *bytes) {
	int error = errno;
	head.name_size = name ? (uint32_t)strlen(name) + 1 : 0;
	char padding[8] = {0};
	size_t size = head.name_size + head.size, padded = record_padded(size);
	struct iovec parts[] = {{&head, sizeof head}, {(void *)(uintptr_t)name, head.name_size},
		{(void *)(uintptr_t)bytes, head.size}, {padding, padded - size}};
	if (writev(log_fd, parts, 4) != (ssize_t)(sizeof head + padded)) {
		fputs("record: the log cannot be written\n", stderr);
		abort();
	}
	errno = error;
}

static bool is_below(const char *path) {
	size_t size = log_fd < 0 ? 0 : strlen(folder);
	return size && !strncmp(path, folder, size) && path[size] == '/';
}

/* Where a descriptor leads, if that is below the folder. */
static bool find_open(int fd, struct stat *is, char path[static PATH_MAX]) {
	int error = errno;
	char link[32];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t size = log_fd < 0 ? -1 : readlink(link, path, PATH_MAX - 1);
	path[size < 0 ? 0 : size] = '\0';
	bool found = is_below(path) && fstat(fd, is) == 0;
	errno = error;
	return found;
}

static bool find(int dir, const char *name, char path[static PATH_MAX]) {
	struct stat is;
	if (*name == '/' || dir == AT_FDCWD)
		snprintf(path, PATH_MAX, "%s", name);
	else if (find_open(dir, &is, path))
		snprintf(path + strlen(path), PATH_MAX - strlen(path), "/%s", name);
	else
		return false;
	return is_below(path);
}

static void note_file(int fd, enum record_kind kind, uint64_t at, const void *bytes, size_t size) {
	struct stat is;
	char path[PATH_MAX];
	if (find_open(fd, &is, path) && S_ISREG(is.st_mode))
		note((struct record){.kind = kind, .file = is.st_ino, .at = at, .size = size}, NULL,
			bytes);
}

/* One in so many times, and not at the same places again and again: a commit that is tried anew
 * must have its chance. */
static bool is_turn(uint64_t of) {
	uint64_t x = __atomic_add_fetch(&fail_asked, 1, __ATOMIC_RELAXED) * 0x9e3779b97f4a7c15;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
	return (x >> 32) % of == 0;
}

static bool fails(int fd, uint64_t of) {
	struct stat is;
	char path[PATH_MAX];
	return of && find_open(fd, &is, path) && S_ISREG(is.st_mode) && is_turn(of);
}

static void note_name(enum record_kind kind, const char *path, const char *to) {
	note((struct record){.kind = kind, .size = to ? strlen(to) + 1 : 0}, path, to);
}

static int open_noted(int dir, const char *name, int flags, mode_t mode) {
	struct stat is;
	char path[PATH_MAX];
	bool makes = flags & O_CREAT && find(dir, name, path) && stat(path, &is) != 0;
	int fd = REAL(openat)(dir, name, flags, mode);
	if (fd >= 0 && makes && fstat(fd, &is) == 0)
		note((struct record){.kind = RECORD_MADE, .file = is.st_ino}, path, NULL);
	else if (fd >= 0 && flags & O_TRUNC)
		note_file(fd, RECORD_CUT, 0, NULL, 0);
	return fd;
}

#define OPEN_NOTED(dir, name)                                             \
	do {                                                              \
		va_list args;                                             \
		va_start(args, flags);                                    \
		mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0; \
		va_end(args);                                             \
		return open_noted(dir, name, flags, mode);                \
	} while (0)

/* NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the headers name them their way
 */

int open(const char *name, int flags, ...) {
	OPEN_NOTED(AT_FDCWD, name);
}

int open64(const char *name, int flags, ...) {
	OPEN_NOTED(AT_FDCWD, name);
}

int openat(int dir, const char *name, int flags, ...) {
	OPEN_NOTED(dir, name);
}

ssize_t write(int fd, const void *bytes, size_t size) {
	ssize_t wrote = REAL(write)(fd, bytes, size);
	if (wrote > 0)
		note_file(fd, RECORD_WROTE, (uint64_t)(lseek(fd, 0, SEEK_CUR) - wrote), bytes,
			(size_t)wrote);
	return wrote;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
	if (fails(fd, fail_of)) {
		errno = ENOSPC;
		return -1;
	}
	ssize_t wrote = REAL(pwrite64)(fd, bytes, size, at);
	if (wrote > 0)
		note_file(fd, RECORD_WROTE, (uint64_t)at, bytes, (size_t)wrote);
	return wrote;
}

int ftruncate64(int fd, off64_t size) {
	int result = REAL(ftruncate64)(fd, size);
	if (result == 0)
		note_file(fd, RECORD_CUT, (uint64_t)size, NULL, 0);
	return result;
}

static int synced(int fd, int (*sync)(int fd)) {
	struct stat is;
	char path[PATH_MAX];
	if (fails(fd, fail_of / 20)) {
		note_file(fd, RECORD_FAILED, 0, NULL, 0);
		errno = EIO;
		return -1;
	}
	int result = sync(fd);
	if (result == 0 && find_open(fd, &is, path) && S_ISDIR(is.st_mode))
		note_name(RECORD_SETTLED, path, NULL);
	else if (result == 0)
		note_file(fd, RECORD_SYNCED, 0, NULL, 0);
	return result;
}

int fsync(int fd) {
	return synced(fd, REAL(fsync));
}

int fdatasync(int fd) {
	return synced(fd, REAL(fdatasync));
}

int renameat(int from_dir, const char *from, int to_dir, const char *to) {
	char path[PATH_MAX], new_path[PATH_MAX];
	bool noted = find(from_dir, from, path) && find(to_dir, to, new_path);
	int result = REAL(renameat)(from_dir, from, to_dir, to);
	if (result == 0 && noted)
		note_name(RECORD_MOVED, path, new_path);
	return result;
}

int rename(const char *from, const char *to) {
	return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int unlinkat(int dir, const char *name, int flags) {
	char path[PATH_MAX];
	bool noted = !(flags & AT_REMOVEDIR) && find(dir, name, path);
	int result = REAL(unlinkat)(dir, name, flags);
	if (result == 0 && noted)
		note_name(RECORD_REMOVED, path, NULL);
	return result;
}

int unlink(const char *name) {
	return unlinkat(AT_FDCWD, name, 0);
}

int sqlite3_exec(sqlite3 *db, const char *sql,
	int (*row)(void *arg, int count, char **values, char **names), void *arg, char **why) {
	char less[64];
	const char *mode = getenv("RECORD_SYNCHRONOUS");
	int result = REAL(sqlite3_exec)(db, sql, row, arg, why);
	if (!mode || result != SQLITE_OK || !strstr(sql, "synchronous"))
		return result;
	snprintf(less, sizeof less, "PRAGMA synchronous = %s", mode);
	return REAL(sqlite3_exec)(db, less, NULL, NULL, NULL);
}

/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
