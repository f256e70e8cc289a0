#include "server/slides_folder.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/picture_file.h"
#include "common/plain_file.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define ORDER ".order"
enum { ORDER_MAX = 64 << 10, HASH_BYTES = (SLIDES_HASH_SIZE - 1) / 2 };

static int by_name(const void *a, const void *b) {
	struct slide_file *const *one = a, *const *other = b;
	return strverscmp((*one)->name, (*other)->name);
}

enum slides_result slides_folder_look(const char *bytes, size_t size, struct slide_file *file) {
	unsigned char hash[HASH_BYTES];
	struct picture_file picture;
	if (!picture_file_read((const unsigned char *)bytes, size, &picture))
		return SLIDES_NO_PICTURE;
	if (!picture_file_fits(&picture))
		return SLIDES_TOO_LARGE;
	file->png = picture.kind == PICTURE_PNG;
	crypto_generichash(hash, sizeof hash, (const unsigned char *)bytes, size, NULL, 0);
	sodium_bin2hex(file->hash, sizeof file->hash, hash, sizeof hash);
	return SLIDES_DONE;
}

/* NULL, logged, when it cannot be shown. */
static struct slide_file *read_file(const char *dir, const char *name, size_t left) {
	struct slide_file *f = mem_alloc(1, sizeof *f);
	char *path = mem_printf("%s/%s", dir, name);
	f->bytes = plain_file_read(path, SLIDES_FILE_MAX, &f->size);
	const char *why = f->bytes ? NULL : strerror(errno);
	if (f->bytes && slides_folder_look(f->bytes, f->size, f) != SLIDES_DONE)
		why = "no picture for a board";
	else if (f->bytes && f->size > left)
		why = "no room for more";
	mem_free(path);
	f->holders = 1;
	strcpy(f->name, name);
	if (!why)
		return f;
	log_warn("slides: %s is left out: %s", name, why);
	slide_file_let_go(f);
	return NULL;
}

struct slide_file **slides_folder_read(const char *dir, int *count) {
	struct slide_file **list = mem_alloc(SLIDES_MAX, sizeof(struct slide_file *));
	size_t left = SLIDES_TOTAL_MAX;
	DIR *d = opendir(dir);
	struct dirent *e;
	*count = 0;
	while (d && *count < SLIDES_MAX && (e = readdir(d))) {
		struct slide_file *f =
			slides_name_ok(e->d_name) ? read_file(dir, e->d_name, left) : NULL;
		if (f) {
			left -= f->size;
			list[(*count)++] = f;
		}
	}
	if (d)
		closedir(d);
	qsort(list, (size_t)*count, sizeof *list, by_name);
	return list;
}

char *slides_folder_order(const char *dir) {
	char *path = mem_printf("%s/" ORDER, dir);
	size_t size;
	char *text = plain_file_read(path, ORDER_MAX, &size);
	mem_free(path);
	return text;
}

static enum slides_result result(bool done) {
	if (done)
		return SLIDES_DONE;
	int error = errno;
	log_error("slides: cannot be written: %s", strerror(error));
	return plain_file_full(error) ? SLIDES_DISK_FULL : SLIDES_FAILED;
}

static bool make(const char *dir) {
	return mkdir(dir, 0755) == 0 || errno == EEXIST;
}

enum slides_result slides_folder_put(
	const char *dir, const char *name, const char *bytes, size_t size) {
	return result(make(dir) && plain_file_put(dir, name, bytes, size));
}

enum slides_result slides_folder_remove(const char *dir, const char *name) {
	return result(plain_file_remove(dir, name) || errno == ENOENT);
}

enum slides_result slides_folder_arrange(const char *dir, const char *order) {
	return result(make(dir) && plain_file_put(dir, ORDER, order, strlen(order)));
}
