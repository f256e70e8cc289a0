#include "kiosk/state.h"

#include "common/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void state_open(struct state *s, const char *path) {
	*s = (struct state){.dir = -1};
	if (!path) {
		log_warn("kiosk: no --state: a restart forgets what is under way, and no numbers "
			 "are given while the server is away");
		return;
	}
	mkdir(path, 0755);
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0) {
		log_warn("kiosk: %s: %s; nothing is kept", path, strerror(errno));
	} else if (flock(dir, LOCK_EX | LOCK_NB) != 0) {
		log_warn("kiosk: %s: another kiosk has it; nothing is kept", path);
		close(dir);
	} else {
		s->dir = dir;
	}
}

void state_close(struct state *s) {
	if (s->dir >= 0) {
		close(s->dir);
	}
	s->dir = -1;
}

static bool write_whole(int dir, const char *text) {
	int fd = openat(dir, ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (fd < 0) {
		return false;
	}
	size_t size = strlen(text);
	bool good = write(fd, text, size) == (ssize_t)size && fsync(fd) == 0;
	return close(fd) == 0 && good;
}

/* One line when writing begins to fail, one when it works again. */
static void tell(struct state *s, const char *name, bool good) {
	if (!good && !s->failing) {
		log_warn("kiosk: %s cannot be kept: %s", name, strerror(errno));
	} else if (good && s->failing) {
		log_info("kiosk: the state directory takes files again");
	}
	s->failing = !good;
}

bool state_put(struct state *s, const char *name, json_t *json) {
	char *text = s->dir >= 0 ? json_dumps(json, JSON_COMPACT) : NULL;
	json_decref(json);
	if (!text) {
		return false;
	}
	bool good = write_whole(s->dir, text) && renameat(s->dir, ".part", s->dir, name) == 0 &&
		    fsync(s->dir) == 0;
	tell(s, name, good);
	if (!good) {
		unlinkat(s->dir, ".part", 0);
	}
	free(text);
	return good;
}

json_t *state_get(const struct state *s, const char *name) {
	int fd = s->dir >= 0 ? openat(s->dir, name, O_RDONLY | O_CLOEXEC) : -1;
	if (fd < 0) {
		return NULL;
	}
	json_t *json = json_loadfd(fd, JSON_REJECT_DUPLICATES, NULL);
	close(fd);
	return json;
}

void state_drop(struct state *s, const char *name) {
	if (s->dir >= 0) {
		unlinkat(s->dir, name, 0);
	}
}

/* A directory of its own to read from: the one that is kept open has one place for all readers. */
static DIR *open_list(const struct state *s) {
	int dir = s->dir >= 0 ? openat(s->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	return dir >= 0 ? fdopendir(dir) : NULL;
}

int state_list(const struct state *s, const char *prefix, char (*names)[STATE_NAME_SIZE], int max) {
	int count = 0;
	DIR *list = open_list(s);
	const struct dirent *d;
	while (list && count < max && (d = readdir(list))) {
		if (strncmp(d->d_name, prefix, strlen(prefix)) == 0 &&
			strlen(d->d_name) < STATE_NAME_SIZE) {
			strcpy(names[count++], d->d_name);
		}
	}
	if (list) {
		closedir(list);
	}
	return count;
}
