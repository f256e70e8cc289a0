#include "kiosk/outbox.h"

#include "common/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_NAME_SIZE = 40 };

static void complain(const struct outbox *o, const char *what) {
	log_warn("outbox: %s: %s: %s", o->directory, what, strerror(errno));
}

void outbox_open(struct outbox *o, const char *directory) {
	*o = (struct outbox){{0}};
	if (!directory || !*directory) {
		return;
	}
	if (strlen(directory) >= sizeof o->directory) {
		log_warn("outbox: %s: too long a name; nothing is kept", directory);
		return;
	}
	strcpy(o->directory, directory);
	if (mkdir(directory, 0755) != 0 && errno != EEXIST) {
		complain(o, "cannot be made; nothing is kept");
		o->directory[0] = '\0';
	}
}

/* -1, logged, where it cannot be opened; -1 where there is none. */
static int open_directory(const struct outbox *o) {
	if (!o->directory[0]) {
		return -1;
	}
	int dir = open(o->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0) {
		complain(o, "cannot be read");
	}
	return dir;
}

static void file_name(char name[static FILE_NAME_SIZE], int64_t ticket) {
	snprintf(name, FILE_NAME_SIZE, "printed-%lld", (long long)ticket);
}

static bool write_file(int dir, const char *name, const char *text) {
	int fd = openat(dir, ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0) {
		return false;
	}
	size_t size = strlen(text);
	bool good = write(fd, text, size) == (ssize_t)size && fsync(fd) == 0;
	good = close(fd) == 0 && good;
	return good && renameat(dir, ".part", dir, name) == 0 && fsync(dir) == 0;
}

void outbox_keep(const struct outbox *o, int64_t ticket, const char *how) {
	int dir = open_directory(o);
	char name[FILE_NAME_SIZE];
	if (dir >= 0) {
		file_name(name, ticket);
		if (!write_file(dir, name, how)) {
			complain(o, name);
		}
		close(dir);
	}
}

void outbox_drop(const struct outbox *o, int64_t ticket) {
	int dir = open_directory(o);
	char name[FILE_NAME_SIZE];
	if (dir >= 0) {
		file_name(name, ticket);
		unlinkat(dir, name, 0);
		close(dir);
	}
}

static bool read_file(int dir, const char *name, char how[static OUTBOX_HOW_SIZE]) {
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
	ssize_t size = fd >= 0 ? read(fd, how, OUTBOX_HOW_SIZE - 1) : -1;
	if (fd >= 0) {
		close(fd);
	}
	how[size > 0 ? size : 0] = '\0';
	return strcmp(how, "paper") == 0 || strcmp(how, "screen") == 0;
}

int outbox_read(const struct outbox *o, struct outbox_entry entries[static OUTBOX_MAX]) {
	int dir = open_directory(o), count = 0;
	DIR *list = dir >= 0 ? fdopendir(dir) : NULL;
	const struct dirent *d;
	while (list && count < OUTBOX_MAX && (d = readdir(list))) {
		long long ticket;
		struct outbox_entry *e = &entries[count];
		if (sscanf(d->d_name, "printed-%lld", &ticket) == 1 &&
			read_file(dir, d->d_name, e->how)) {
			e->ticket = ticket;
			count++;
		}
	}
	if (list) {
		closedir(list);
	}
	return count;
}
