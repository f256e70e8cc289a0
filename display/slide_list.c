#include "display/slide_list.h"

#include "common/mem.h"

#include <stdlib.h>
#include <string.h>

void slide_list_clear(struct slide_list *list) {
	mem_free(list->at);
	*list = (struct slide_list){0};
}

bool slide_list_add(
	struct slide_list *list, const char *name, const char *file, const char *version) {
	if (list->count == SLIDES_MAX || strlen(name) >= SLIDE_NAME_SIZE ||
		strlen(file) >= SLIDE_NAME_SIZE || strlen(version) >= SLIDE_VERSION_SIZE)
		return false;
	list->at = mem_realloc(list->at, (size_t)list->count + 1, sizeof *list->at);
	struct slide *s = &list->at[list->count++];
	*s = (struct slide){0};
	strcpy(s->name, name);
	strcpy(s->file, file);
	strcpy(s->version, version);
	return true;
}

static int by_name(const void *a, const void *b) {
	const struct slide *one = a, *other = b;
	return strverscmp(one->name, other->name);
}

void slide_list_sort(struct slide_list *list) {
	if (list->count > 0)
		qsort(list->at, (size_t)list->count, sizeof *list->at, by_name);
}

int slide_list_find(const struct slide_list *list, const char *name, const char *version) {
	for (int i = 0; i < list->count; i++)
		if (!strcmp(list->at[i].name, name) && !strcmp(list->at[i].version, version))
			return i;
	return -1;
}

bool slide_list_follow(struct slide_list *list, const struct slide_list *before) {
	bool other = list->count != before->count;
	for (int i = 0; i < list->count; i++) {
		struct slide *s = &list->at[i];
		int at = slide_list_find(before, s->name, s->version);
		s->fresh = at < 0;
		s->bad = at >= 0 && before->at[at].bad;
		other = other || at != i || before->at[at].fresh;
	}
	return other;
}

void slide_list_settle(struct slide_list *list) {
	for (int i = 0; i < list->count; i++)
		list->at[i].fresh = false;
}

int slide_list_next(const struct slide_list *list, int from) {
	for (int i = 0; i < list->count; i++) {
		int at = (from + i) % list->count;
		if (!list->at[at].bad && !list->at[at].fresh)
			return at;
	}
	return -1;
}

bool slide_list_fresh(const struct slide_list *list) {
	for (int i = 0; i < list->count; i++)
		if (list->at[i].fresh)
			return true;
	return false;
}
