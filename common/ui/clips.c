#include "common/ui/clips.h"

#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARK "motcua voice 1\n"
#define PART ".part-"
enum { USED_AGAIN_S = 86400, CLIP_BYTES_MAX = 8 << 20 };

struct header {
	char mark[sizeof MARK];
	uint32_t rate_hz, bytes;
	unsigned char hash[32]; /* of the samples */
};

struct clips {
	char *directory;
	size_t bytes, bytes_max;
	bool complained;
};

struct kept {
	char name[NAME_MAX + 1];
	size_t bytes;
	int64_t used_s;
};

void clip_clear(struct clip *clip) {
	mem_free(clip->samples);
	*clip = (struct clip){0};
}

static void complain(struct clips *c) {
	if (!c->complained) {
		log_warn("voice: %s: %s", c->directory, strerror(errno));
		c->complained = true;
	}
}

static int oldest_first(const void *a, const void *b) {
	int64_t first = ((const struct kept *)a)->used_s, second = ((const struct kept *)b)->used_s;
	return (first > second) - (first < second);
}

/* All files of the directory, those that nobody finished writing removed. */
static struct kept *list(const struct clips *c, size_t *count) {
	struct kept *all = NULL;
	struct dirent *entry;
	struct stat s;
	DIR *dir = opendir(c->directory);
	*count = 0;
	while (dir && (entry = readdir(dir))) {
		if (fstatat(dirfd(dir), entry->d_name, &s, AT_SYMLINK_NOFOLLOW) != 0 ||
			!S_ISREG(s.st_mode)) {
			continue;
		}
		int64_t age_s = clock_wall_ms() / 1000 - s.st_mtime;
		if (strncmp(entry->d_name, PART, strlen(PART)) == 0) {
			if (age_s > 60) {
				unlinkat(dirfd(dir), entry->d_name, 0);
			}
			continue;
		}
		all = mem_realloc(all, *count + 1, sizeof *all);
		struct kept *k = &all[(*count)++];
		*k = (struct kept){.bytes = (size_t)s.st_size, .used_s = s.st_mtime};
		snprintf(k->name, sizeof k->name, "%s", entry->d_name);
	}
	if (dir) {
		closedir(dir);
	}
	return all;
}

static char *path_of(const struct clips *c, const char *name) {
	return mem_printf("%s/%s", c->directory, name);
}

/* Counts what is there and, where it is too much, makes room for a quarter more. */
static void make_room(struct clips *c) {
	size_t count;
	struct kept *all = list(c, &count);
	c->bytes = 0;
	for (size_t i = 0; i < count; i++) {
		c->bytes += all[i].bytes;
	}
	bool full = c->bytes > c->bytes_max;
	if (full) {
		qsort(all, count, sizeof *all, oldest_first);
	}
	for (size_t i = 0; full && i < count && c->bytes > c->bytes_max / 4 * 3; i++) {
		char *path = path_of(c, all[i].name);
		unlink(path);
		c->bytes -= all[i].bytes;
		mem_free(path);
	}
	mem_free(all);
}

struct clips *clips_open(const char *directory, size_t bytes_max) {
	struct clips *c = mem_alloc(1, sizeof *c);
	c->directory = mem_strdup(directory);
	c->bytes_max = bytes_max;
	if (mkdir(directory, 0755) != 0 && errno != EEXIST) {
		complain(c);
	}
	make_room(c);
	return c;
}

void clips_close(struct clips *c) {
	if (c) {
		mem_free(c->directory);
		mem_free(c);
	}
}

void clips_name(char name[static CLIP_NAME_SIZE], const char *voice, const char *text) {
	unsigned char hash[32];
	char *both = mem_printf("%s\n%s", voice, text);
	crypto_generichash(hash, sizeof hash, (const unsigned char *)both, strlen(both), NULL, 0);
	sodium_bin2hex(name, CLIP_NAME_SIZE, hash, sizeof hash);
	mem_free(both);
}

static bool good_header(const struct header *h) {
	return memcmp(h->mark, MARK, sizeof MARK) == 0 && h->rate_hz > 0 &&
	       h->rate_hz <= CLIP_RATE_MAX && h->bytes > 0 && h->bytes <= CLIP_BYTES_MAX &&
	       h->bytes % sizeof(int16_t) == 0;
}

static bool read_clip(FILE *f, struct clip *clip) {
	struct header h;
	unsigned char hash[sizeof h.hash];
	if (fread(&h, sizeof h, 1, f) != 1 || !good_header(&h)) {
		return false;
	}
	int16_t *samples = mem_alloc(1, h.bytes);
	bool whole = fread(samples, h.bytes, 1, f) == 1 && fgetc(f) == EOF;
	crypto_generichash(hash, sizeof hash, (unsigned char *)samples, h.bytes, NULL, 0);
	if (!whole || memcmp(hash, h.hash, sizeof hash) != 0) {
		mem_free(samples);
		return false;
	}
	*clip = (struct clip){(int)h.rate_hz, h.bytes / sizeof *samples, samples};
	return true;
}

/* A clip that is asked for counts as new, once a day. */
static void mark_used(FILE *f) {
	struct stat s;
	if (fstat(fileno(f), &s) == 0 && clock_wall_ms() / 1000 - s.st_mtime > USED_AGAIN_S) {
		futimens(fileno(f), NULL);
	}
}

bool clips_load(struct clips *c, const char *name, struct clip *clip) {
	if (!c) {
		return false;
	}
	char *path = path_of(c, name);
	FILE *f = fopen(path, "rbe");
	bool good = f && read_clip(f, clip);
	if (good) {
		mark_used(f);
	} else if (f) {
		unlink(path);
	}
	if (f) {
		fclose(f);
	}
	mem_free(path);
	return good;
}

static bool write_clip(int fd, const struct clip *clip) {
	size_t bytes = clip->count * sizeof *clip->samples;
	struct header h = {.mark = MARK, .rate_hz = (uint32_t)clip->rate_hz};
	FILE *f = fdopen(fd, "wb");
	h.bytes = (uint32_t)bytes;
	crypto_generichash(
		h.hash, sizeof h.hash, (const unsigned char *)clip->samples, bytes, NULL, 0);
	if (!f) {
		close(fd);
		return false;
	}
	bool written = fwrite(&h, sizeof h, 1, f) == 1 && fwrite(clip->samples, bytes, 1, f) == 1;
	return fclose(f) == 0 && written;
}

void clips_save(struct clips *c, const char *name, const struct clip *clip) {
	size_t bytes = clip->count * sizeof *clip->samples;
	if (!c || bytes == 0 || bytes > CLIP_BYTES_MAX) {
		return;
	}
	char *part = path_of(c, PART "XXXXXX"), *path = path_of(c, name);
	int fd = mkostemp(part, O_CLOEXEC);
	bool kept = fd >= 0 && write_clip(fd, clip) && rename(part, path) == 0;
	if (!kept) {
		complain(c);
		if (fd >= 0) {
			unlink(part);
		}
	}
	mem_free(part);
	mem_free(path);
	c->bytes += kept ? bytes + sizeof(struct header) : 0;
	if (c->bytes > c->bytes_max) {
		make_room(c);
	}
}
