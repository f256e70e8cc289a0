#include "common/key_file.h"

#include "common/log.h"
#include "common/mem.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_MAX = 512, KEY_BYTES = 32 };

static bool complain(const char *path, const char *what) {
	log_error("%s: cannot be %s: %s", path, what, strerror(errno));
	return false;
}

/* The key alone on its line, without the white space around it. */
char *key_file_read(const char *path) {
	char text[FILE_MAX] = "";
	FILE *f = fopen(path, "re");
	if (!f) {
		complain(path, "read");
		return NULL;
	}
	size_t size = fread(text, 1, sizeof text - 1, f);
	fclose(f);
	while (size && isspace((unsigned char)text[size - 1]))
		text[--size] = '\0';
	const char *key = text + strspn(text, " \t\r\n");
	bool usable = *key && strlen(key) == size - (size_t)(key - text);
	for (const char *c = key; *c; c++)
		usable = usable && isgraph((unsigned char)*c);
	if (!usable)
		log_error("%s: is not a device key", path);
	return usable ? mem_strdup(key) : NULL;
}

bool key_file_there(const char *path) {
	return access(path, F_OK) == 0;
}

static char *waiting(const char *path) {
	return mem_printf("%s.new", path);
}

/* Reads the key that waits; false when there is none, or half of one. */
static bool read_waiting(const char *path, char key[static KEY_FILE_SIZE]) {
	char text[KEY_FILE_SIZE + 1] = "";
	FILE *f = fopen(path, "re");
	size_t size = f ? fread(text, 1, KEY_FILE_SIZE, f) : 0;
	if (f)
		fclose(f);
	if (size != KEY_FILE_SIZE || text[KEY_FILE_SIZE - 1] != '\n')
		return false;
	memcpy(key, text, KEY_FILE_SIZE);
	key[KEY_FILE_SIZE - 1] = '\0';
	return true;
}

/* Makes what was done to the file's name last. */
static bool sync_folder(const char *path) {
	const char *slash = strrchr(path, '/');
	char *dir = slash ? mem_printf("%.*s", (int)(slash - path) + 1, path) : mem_strdup(".");
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	mem_free(dir);
	return ok;
}

static bool write_key(const char *path, const char *key) {
	char line[KEY_FILE_SIZE];
	unlink(path);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	memcpy(line, key, KEY_FILE_SIZE - 1);
	line[KEY_FILE_SIZE - 1] = '\n';
	bool ok = write(fd, line, sizeof line) == (ssize_t)sizeof line && fsync(fd) == 0;
	int error = errno;
	close(fd);
	errno = error;
	return ok && sync_folder(path);
}

static void make_key(char key[static KEY_FILE_SIZE]) {
	unsigned char bytes[KEY_BYTES];
	if (sodium_init() < 0)
		abort();
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(
		key, KEY_FILE_SIZE, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof bytes);
}

bool key_file_propose(const char *path, char key[static KEY_FILE_SIZE]) {
	char *beside = waiting(path);
	bool ok = read_waiting(beside, key);
	if (!ok) {
		make_key(key);
		ok = write_key(beside, key) || complain(beside, "written");
	}
	mem_free(beside);
	return ok;
}

bool key_file_accept(const char *path) {
	char *beside = waiting(path);
	bool ok = (rename(beside, path) == 0 && sync_folder(path)) || complain(path, "written");
	mem_free(beside);
	return ok;
}

void key_file_refuse(const char *path) {
	char *beside = waiting(path);
	unlink(beside);
	mem_free(beside);
}
