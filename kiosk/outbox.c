#include "kiosk/outbox.h"

#include "common/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_MAX_SIZE = 40 };

static void complain(const struct outbox *o, const char *what) {
	log_warn("outbox: %s: %s: %s", o->directory, what, strerror(errno));
}

void outbox_open(struct outbox *o, const char *directory) {
	*o = (struct outbox){{0}, {0}};
	if (directory && strlen(directory) < sizeof o->directory) {
		strcpy(o->directory, directory);
		if (mkdir(directory, 0755) != 0 && errno != EEXIST) {
			complain(o, "cannot be made");
			o->directory[0] = '\0';
		}
	}
}

static int open_directory(const struct outbox *o) {
	return o->directory[0] ? open(o->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
}

static void file_name(char name[static NAME_MAX_SIZE], int64_t ticket) {
	snprintf(name, NAME_MAX_SIZE, "printed-%lld", (long long)ticket);
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

void outbox_keep(struct outbox *o, int64_t ticket, const char *how) {
	int dir = open_directory(o);
	char name[NAME_MAX_SIZE], text[64];
	if (dir < 0) {
		return;
	}
	file_name(name, ticket);
	snprintf(text, sizeof text, "%s %08x%08x\n", how, randombytes_random(),
		randombytes_random());
	if (!write_file(dir, name, text)) {
		complain(o, name);
	}
	close(dir);
}

void outbox_drop(struct outbox *o, int64_t ticket) {
	int dir = open_directory(o);
	char name[NAME_MAX_SIZE];
	if (dir >= 0) {
		file_name(name, ticket);
		unlinkat(dir, name, 0);
		close(dir);
	}
}

static bool read_file(int dir, const char *name, char how[static 16], char key[static 40]) {
	int fd = openat(dir, name, O_RDONLY | O_CLOEXEC);
	FILE *f = fd >= 0 ? fdopen(fd, "r") : NULL;
	bool good = f && fscanf(f, "%15s %39s", how, key) == 2;
	if (f) {
		fclose(f);
	}
	return good;
}

const char *outbox_key(struct outbox *o, int64_t ticket) {
	int dir = open_directory(o);
	char name[NAME_MAX_SIZE], how[16], key[40];
	o->key[0] = '\0';
	if (dir >= 0) {
		file_name(name, ticket);
		if (read_file(dir, name, how, key)) {
			snprintf(o->key, sizeof o->key, "kiosk-%s", key);
		}
		close(dir);
	}
	return o->key;
}

int outbox_read(struct outbox *o, struct outbox_entry entries[static OUTBOX_MAX]) {
	int dir = open_directory(o), count = 0;
	DIR *list = dir >= 0 ? fdopendir(dir) : NULL;
	const struct dirent *d;
	while (list && count < OUTBOX_MAX && (d = readdir(list))) {
		long long ticket;
		char key[40];
		struct outbox_entry *e = &entries[count];
		if (sscanf(d->d_name, "printed-%lld", &ticket) == 1 &&
			read_file(dir, d->d_name, e->how, key)) {
			e->ticket = ticket;
			count++;
		}
	}
	if (list) {
		closedir(list);
	}
	return count;
}
