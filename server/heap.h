/*
 * heap: who waits in one line, the smallest queue time first.
 *
 * A binary heap of ticket indexes ordered by (key, ticket): a later ticket has a larger index, so
 * ties go to who came first. Each ticket's place in its heap is kept in an array of the caller's,
 * so that any ticket can leave in O(log n). Keys are seconds.
 */
#ifndef MOTCUA_HEAP_H
#define MOTCUA_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct heap_item {
	int64_t key_s;
	int ticket;
};

struct heap {
	struct heap_item *items;
	size_t count, room;
};

/* Where a ticket stands: called for each item that moves. */
typedef void heap_moved(void *arg, int ticket, size_t place);

void heap_clear(struct heap *heap);

/* Adds a ticket. */
void heap_push(struct heap *heap, struct heap_item item, heap_moved *moved, void *arg);

/* Takes out the item at a place. */
void heap_remove(struct heap *heap, size_t place, heap_moved *moved, void *arg);

/* The first item but for these tickets; its ticket is -1 when there is none. Costs O(count²). */
struct heap_item heap_first(const struct heap *heap, const int *without, size_t count);

/* Whether a comes before b. */
static inline bool heap_before(struct heap_item a, struct heap_item b) {
	return a.key_s != b.key_s ? a.key_s < b.key_s : a.ticket < b.ticket;
}

#endif
