#include "server/recordings_files.h"

#include "common/mem.h"
#include "common/plain_file.h"
#include "server/recordings_kept.h"
#include "server/wave_head.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The descriptor of a clip's file, or -1: what is no file, a pipe for one, must not keep the
 * thread. */
static int open_clip(
	const char *dir, enum lang lang, const char *name, struct stat *s, size_t size_max) {
	char *path = mem_printf("%s/%s/%s.wav", dir, words_tag(lang), name);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	mem_free(path);
	if (fd < 0)
		return -1;
	if (fstat(fd, s) == 0 && S_ISREG(s->st_mode) && s->st_size > 0 &&
		(size_t)s->st_size <= size_max)
		return fd;
	close(fd);
	return -1;
}

/* The bytes of a file, NULL when there are no longer so many. */
static char *read_all(int fd, size_t size) {
	char *data = mem_alloc(size, 1);
	size_t used = 0;
	while (used < size) {
		ssize_t got = read(fd, data + used, size - used);
		if (got <= 0)
			break;
		used += (size_t)got;
	}
	if (used == size)
		return data;
	mem_free(data);
	return NULL;
}

struct recording recordings_files_get(
	const char *dir, enum lang lang, const char *name, const char *known) {
	struct recording r = {0};
	struct stat s;
	int fd = open_clip(dir, lang, name, &s, RECORDING_MAX);
	if (fd < 0)
		return r;
	r.size = (size_t)s.st_size;
	snprintf(r.tag, sizeof r.tag, "\"%llx-%llx%09lx-%llx\"", (unsigned long long)s.st_ino,
		(unsigned long long)s.st_mtim.tv_sec, (unsigned long)s.st_mtim.tv_nsec,
		(unsigned long long)s.st_size);
	r.same = strcmp(r.tag, known) == 0;
	r.data = r.same ? NULL : read_all(fd, r.size);
	r.found = r.same || r.data;
	close(fd);
	return r;
}

static void hash_of(char hash[static RECORDING_HASH_SIZE], const char *data, size_t size) {
	unsigned char bytes[crypto_generichash_BYTES];
	crypto_generichash(bytes, sizeof bytes, (const unsigned char *)data, size, NULL, 0);
	sodium_bin2base64(hash, RECORDING_HASH_SIZE, bytes, sizeof bytes,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static struct recording_facts facts_of(const struct stat *s, const char *data) {
	struct wave_head wave;
	struct recording_facts facts = {.size = (size_t)s->st_size,
		.at_ms = (int64_t)s->st_mtim.tv_sec * 1000 + s->st_mtim.tv_nsec / 1000000,
		.length_ms = -1};
	if (!data)
		return facts;
	if (wave_head_read(data, facts.size, facts.size, &wave))
		facts.length_ms = wave.length_ms;
	hash_of(facts.hash, data, facts.size);
	return facts;
}

/* What there is of a clip, with its bytes, the caller's to mem_free; NULL: of none that could be
 * given out. */
static struct recording_facts look(const char *dir, enum lang lang, const char *name, char **data) {
	struct stat s;
	int fd = open_clip(dir, lang, name, &s, SIZE_MAX);
	*data = NULL;
	if (fd < 0)
		return (struct recording_facts){0};
	if (s.st_size <= RECORDING_MAX)
		*data = read_all(fd, (size_t)s.st_size);
	close(fd);
	return facts_of(&s, *data);
}

struct recording_facts recordings_files_look(const char *dir, enum lang lang, const char *name) {
	char *data;
	struct recording_facts facts = look(dir, lang, name, &data);
	mem_free(data);
	return facts;
}

/* Puts the bytes in the clip's place; NULL: removes what is there. */
static bool replace(
	const char *dir, const struct recording_change *c, const char *bytes, size_t size) {
	char *folder = mem_printf("%s/%s", dir, words_tag(c->lang));
	char *file = mem_printf("%s.wav", c->name);
	bool done = bytes ? plain_file_folder(folder) && plain_file_put(folder, file, bytes, size)
			  : plain_file_remove(folder, file);
	int error = errno;
	mem_free(folder);
	mem_free(file);
	errno = error;
	return done;
}

/* What was there is kept before anything takes its place. */
static int change_from(const char *dir, const struct recording_change *c,
	const struct recording_facts *was, const char *data) {
	size_t size = c->size;
	char *kept = c->kept ? recordings_kept_read(dir, c->kept, &size) : NULL;
	bool done = (!c->kept || kept) &&
		    (!data || recordings_kept_put(dir, was->hash, data, was->size)) &&
		    replace(dir, c, c->kept ? kept : c->bytes, size);
	int error = errno;
	mem_free(kept);
	return done ? 0 : error;
}

int recordings_files_change(const char *dir, const struct recording_change *change,
	struct recording_facts *was, struct recording_facts *is) {
	char *data;
	*was = look(dir, change->lang, change->name, &data);
	bool other = change->expected && strcmp(change->expected, was->hash) != 0;
	int error = other ? EBUSY : change_from(dir, change, was, data);
	mem_free(data);
	*is = recordings_files_look(dir, change->lang, change->name);
	return error;
}
