/*
 * slide_list: the slides that there are, in the order in which they are shown.
 *
 * A slide is a file in a folder under the name that people know it by; its version is another as
 * soon as its content may be. Which ones are no pictures is remembered from list to list. The list
 * owns its entries; zeroed, it is empty. Pure.
 */
#ifndef MOTCUA_SLIDE_LIST_H
#define MOTCUA_SLIDE_LIST_H

#include <stdbool.h>

enum { SLIDE_NAME_SIZE = 256, SLIDE_VERSION_SIZE = 80, SLIDES_MAX = 200 };

struct slide {
	char name[SLIDE_NAME_SIZE], file[SLIDE_NAME_SIZE], version[SLIDE_VERSION_SIZE];
	bool fresh; /* it may still be being written */
	bool bad;   /* this version is no picture */
};

struct slide_list {
	int count;
	struct slide *at;
};

void slide_list_clear(struct slide_list *list);

/* Adds one; false, and nothing is done, where there are SLIDES_MAX or a text does not fit. */
bool slide_list_add(
	struct slide_list *list, const char *name, const char *file, const char *version);

/* By name, as people count: 2.png before 10.png. */
void slide_list_sort(struct slide_list *list);

/* Remembers of the list before it what was bad, and marks what was not there as fresh. Whether they
 * differ. */
bool slide_list_follow(struct slide_list *list, const struct slide_list *before);

/* None of them is still being written. */
void slide_list_settle(struct slide_list *list);

/* Where this version of it is, -1: nowhere. */
int slide_list_find(const struct slide_list *list, const char *name, const char *version);

/* The next one to show, neither bad nor fresh, once round from the place `from`; -1: none. */
int slide_list_next(const struct slide_list *list, int from);

/* Whether one of them may still be being written. */
bool slide_list_fresh(const struct slide_list *list);

#endif
