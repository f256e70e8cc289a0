#include "display/slide_cache.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"
#include "display/slide_list_json.h"

#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define LIST "list.json"
enum { LIST_MAX = 256 << 10, HASH_BYTES = (SLIDE_HASH_SIZE - 1) / 2 };

static bool read_text(const char *text, struct slide_list *list, int *seconds) {
	json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	bool good = slide_list_from_json(json, list, seconds);
	json_decref(json);
	return good;
}

static bool is_listed(const struct slide_list *list, const char *file) {
	for (int i = 0; i < list->count; i++)
		if (!strcmp(list->at[i].file, file))
			return true;
	return !strcmp(file, LIST);
}

static void sweep(const char *dir, const struct slide_list *list) {
	DIR *d = opendir(dir);
	struct dirent *e;
	while (d && (e = readdir(d)))
		if (e->d_name[0] != '.' && !is_listed(list, e->d_name))
			plain_file_remove(dir, e->d_name);
	if (d)
		closedir(d);
}

bool slide_cache_tell(const char *dir, const char *text) {
	struct slide_list list = {0};
	int seconds;
	if (!read_text(text, &list, &seconds)) {
		log_warn("slides: the server's list is not to be understood");
		return false;
	}
	bool kept = plain_file_folder(dir) && plain_file_put(dir, LIST, text, strlen(text));
	if (kept)
		sweep(dir, &list);
	else
		log_warn("slides: %s cannot be written: %s", dir, strerror(errno));
	slide_list_clear(&list);
	return kept;
}

bool slide_cache_put(const char *dir, const char *hash, const char *bytes, size_t size) {
	unsigned char sum[HASH_BYTES];
	char text[SLIDE_HASH_SIZE];
	crypto_generichash(sum, sizeof sum, (const unsigned char *)bytes, size, NULL, 0);
	sodium_bin2hex(text, sizeof text, sum, sizeof sum);
	if (strcmp(text, hash) != 0) {
		log_warn("slides: what the server sent for %s is something else", hash);
		return false;
	}
	bool kept = plain_file_put(dir, hash, bytes, size);
	if (!kept)
		log_warn("slides: %s cannot be written: %s", dir, strerror(errno));
	return kept;
}

static bool is_there(const char *dir, const char *file) {
	struct stat s;
	char *path = mem_printf("%s/%s", dir, file);
	bool there = lstat(path, &s) == 0 && S_ISREG(s.st_mode);
	mem_free(path);
	return there;
}

void slide_cache_look(
	const char *dir, struct slide_list *list, struct slide_want *want, int *seconds) {
	size_t size;
	char *path = mem_printf("%s/" LIST, dir), *text = plain_file_read(path, LIST_MAX, &size);
	struct slide_list all = {0};
	*want = (struct slide_want){0};
	*seconds = 0;
	if (text)
		read_text(text, &all, seconds);
	for (int i = 0; i < all.count; i++) {
		const struct slide *s = &all.at[i];
		if (is_there(dir, s->file)) {
			slide_list_add(list, s->name, s->file, s->version);
		} else if (!want->hash[0]) {
			memcpy(want->name, s->name, sizeof want->name);
			strcpy(want->hash, s->file);
		}
	}
	slide_list_clear(&all);
	mem_free(text);
	mem_free(path);
}
