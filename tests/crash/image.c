#include "tests/crash/image.h"

#include "common/mem.h"
#include "server/queue.h"
#include "server/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAST_DAY = 99991231, CHANGES_MAX = 1000000, NUMBERS = 10000, LETTERS = 128 };

/* All changes of a store, the first at 1. */
struct history {
	struct change *changes;
	size_t count;
};

bool heard_read(struct heard *t, const char *words) {
	char kind[16], rest[128];
	*t = (struct heard){0};
	if (sscanf(words, "%15s %127[^\n]", kind, rest) != 2)
		return false;
	while (t->kind <= CHANGE_SLIPS_COUNTED && strcmp(proto_change_kind(t->kind), kind) != 0)
		t->kind++;
	if (t->kind == CHANGE_SETUP)
		return sscanf(rest, "%31s %31s", t->object, t->name) >= 1;
	return t->kind <= CHANGE_SLIPS_COUNTED && (t->ticket = strtoll(rest, NULL, 10)) > 0 &&
	       (t->kind != CHANGE_CALLED || sscanf(rest, "%*d %d", &t->counter) == 1) &&
	       (t->kind != CHANGE_ISSUED ||
		       sscanf(rest, "%*d %11s %22s", t->number, t->token) == 2);
}

static bool fits(const struct heard *t, const struct change *c) {
	return c->kind == t->kind && c->ticket == t->ticket &&
	       (!t->counter || c->counter == t->counter) &&
	       (!*t->number || (!strcmp(c->number, t->number) && !strcmp(c->token, t->token))) &&
	       (!*t->object || (!strcmp(c->how, t->object) && !strcmp(c->note, t->name)));
}

/* What is told of a ticket comes at its issue or later. */
static bool is_there(const struct history *h, const struct heard *t) {
	for (size_t i = t->ticket > 0 ? (size_t)t->ticket - 1 : 0; i < h->count; i++)
		if (fits(t, &h->changes[i]))
			return true;
	return false;
}

static void check_numbers(const struct history *h, struct image_faults *faults) {
	static unsigned char seen[LETTERS][NUMBERS];
	int last[LETTERS] = {0};
	memset(seen, 0, sizeof seen);
	for (size_t i = 0; i < h->count; i++) {
		const struct change *c = &h->changes[i];
		if (c->kind != CHANGE_ISSUED)
			continue;
		int letter = c->number[0] & (LETTERS - 1), value = atoi(c->number + 1) % NUMBERS;
		faults->dup += seen[letter][value]++ > 0;
		faults->reorder += value < last[letter];
		last[letter] = value;
	}
}

static struct setup *read_setup(struct store *store) {
	char *text = NULL, why[SETUP_WHY_SIZE];
	int64_t version;
	if (store_setup(store, "office", &text, &version) != STORE_OK || !text)
		return NULL;
	struct setup *setup = setup_reopen(text, strlen(text), why, sizeof why);
	mem_free(text);
	return setup;
}

/* The open day gives a queue, as at a start; where no office is set up yet there is no day. */
static bool replays(struct store *store) {
	struct store_day day = {0};
	struct setup *setup = read_setup(store);
	bool good = store_load(store, &day) == STORE_OK && (setup || !day.change_count);
	struct queue *q = setup ? queue_new(setup) : NULL;
	for (size_t i = 0; q && good && i < day.change_count; i++)
		good = queue_apply(q, &day.changes[i]);
	if (q)
		queue_free(q);
	setup_free(setup);
	store_day_clear(&day);
	return good;
}

static bool read_history(struct store *store, struct history *h) {
	int64_t checked;
	bool more = false;
	*h = (struct history){0};
	return store_check(store, &checked) == STORE_OK && replays(store) &&
	       store_changes(store, 0, LAST_DAY, 0, CHANGES_MAX, &h->changes, &h->count, &more) ==
		       STORE_OK &&
	       !more;
}

/* The test's own damage, and nothing has taken the file's place yet. */
static bool was_damaged(const char *dir) {
	char start[8] = "", *path = mem_printf("%s/motcua.sqlite", dir);
	FILE *f = fopen(path, "r");
	bool damaged = f && fread(start, 1, 7, f) == 7 && !strcmp(start, "damaged");
	if (f)
		fclose(f);
	mem_free(path);
	return damaged;
}

void image_check(
	const char *dir, const struct heard *heard, size_t count, struct image_faults *faults) {
	enum store_result why;
	struct history h = {0};
	struct store *store = store_open(dir, &why);
	bool whole = store && read_history(store, &h);
	faults->missed += !whole && !was_damaged(dir);
	for (size_t i = 0; whole && i < count; i++)
		faults->lost += !is_there(&h, &heard[i]);
	if (whole)
		check_numbers(&h, faults);
	mem_free(h.changes);
	store_close(store);
}
