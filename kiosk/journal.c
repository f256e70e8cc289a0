#include "kiosk/journal.h"

#include "common/log.h"
#include "common/mem.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PREFIX "ticket-"

struct journal {
	struct state *state;
	int count;
	struct kept *entries[JOURNAL_MAX]; /* in the order of their presses */
};

void journal_random(char text[static TOKEN_SIZE]) {
	unsigned char bytes[JOURNAL_TOKEN_BYTES];
	if (sodium_init() < 0) {
		abort();
	}
	randombytes_buf(bytes, sizeof bytes);
	sodium_bin2base64(
		text, TOKEN_SIZE, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static void file_name(const char *key, char name[static STATE_NAME_SIZE]) {
	snprintf(name, STATE_NAME_SIZE, PREFIX "%s.json", key);
}

static void free_entry(struct kept *e) {
	json_decref(e->ticket);
	mem_free(e);
}

static void read_entry(struct journal *j, const char *name) {
	struct kept *e = mem_alloc(1, sizeof *e);
	char expected[STATE_NAME_SIZE];
	json_t *json = state_get(j->state, name);
	bool good = kept_from_json(json, e);
	json_decref(json);
	file_name(e->key, expected);
	if (good && strcmp(name, expected) == 0) {
		j->entries[j->count++] = e;
	} else {
		log_warn("kiosk: %s is damaged and passed over", name);
		free_entry(e);
	}
}

static int earlier(const void *a, const void *b) {
	const struct kept *const *x = a, *const *y = b;
	return ((*x)->at_ms > (*y)->at_ms) - ((*x)->at_ms < (*y)->at_ms);
}

struct journal *journal_open(struct state *state) {
	struct journal *j = mem_alloc(1, sizeof *j);
	char(*names)[STATE_NAME_SIZE] = mem_alloc(JOURNAL_MAX, sizeof *names);
	j->state = state;
	int count = state_list(state, PREFIX, names, JOURNAL_MAX);
	for (int i = 0; i < count; i++) {
		read_entry(j, names[i]);
	}
	qsort(j->entries, (size_t)j->count, sizeof j->entries[0], earlier);
	mem_free(names);
	return j;
}

void journal_close(struct journal *j) {
	for (int i = 0; j && i < j->count; i++) {
		free_entry(j->entries[i]);
	}
	mem_free(j);
}

struct kept *journal_add(struct journal *j) {
	if (j->count == JOURNAL_MAX) {
		return NULL;
	}
	struct kept *e = j->entries[j->count++] = mem_alloc(1, sizeof *e);
	journal_random(e->key);
	return e;
}

bool journal_put(struct journal *j, const struct kept *e) {
	char name[STATE_NAME_SIZE];
	file_name(e->key, name);
	return state_put(j->state, name, kept_json(e));
}

void journal_drop(struct journal *j, struct kept *e) {
	char name[STATE_NAME_SIZE];
	int i = 0;
	while (j->entries[i] != e) {
		i++;
	}
	j->count--;
	memmove(&j->entries[i], &j->entries[i + 1], (size_t)(j->count - i) * sizeof j->entries[0]);
	file_name(e->key, name);
	state_drop(j->state, name);
	free_entry(e);
}

int journal_count(const struct journal *j) {
	return j->count;
}

struct kept *journal_at(const struct journal *j, int i) {
	return j->entries[i];
}

struct kept *journal_of(const struct journal *j, uint32_t press) {
	for (int i = 0; press && i < j->count; i++) {
		if (j->entries[i]->press == press) {
			return j->entries[i];
		}
	}
	return NULL;
}
