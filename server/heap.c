#include "server/heap.h"

#include "common/mem.h"

void heap_clear(struct heap *heap) {
	mem_free(heap->items);
	*heap = (struct heap){0};
}

static void put(
	struct heap *heap, size_t place, struct heap_item item, heap_moved *moved, void *arg) {
	heap->items[place] = item;
	moved(arg, item.ticket, place);
}

static void rise(
	struct heap *heap, size_t place, struct heap_item item, heap_moved *moved, void *arg) {
	while (place > 0 && heap_before(item, heap->items[(place - 1) / 2])) {
		put(heap, place, heap->items[(place - 1) / 2], moved, arg);
		place = (place - 1) / 2;
	}
	put(heap, place, item, moved, arg);
}

static void sink(
	struct heap *heap, size_t place, struct heap_item item, heap_moved *moved, void *arg) {
	for (size_t child; (child = 2 * place + 1) < heap->count; place = child) {
		if (child + 1 < heap->count &&
			heap_before(heap->items[child + 1], heap->items[child]))
			child++;
		if (!heap_before(heap->items[child], item))
			break;
		put(heap, place, heap->items[child], moved, arg);
	}
	put(heap, place, item, moved, arg);
}

void heap_push(struct heap *heap, struct heap_item item, heap_moved *moved, void *arg) {
	if (heap->count == heap->room) {
		heap->room = heap->room ? heap->room * 2 : 16;
		heap->items = mem_realloc(heap->items, heap->room, sizeof *heap->items);
	}
	rise(heap, heap->count++, item, moved, arg);
}

void heap_remove(struct heap *heap, size_t place, heap_moved *moved, void *arg) {
	struct heap_item last = heap->items[--heap->count];
	if (place == heap->count)
		return;
	if (place > 0 && heap_before(last, heap->items[(place - 1) / 2]))
		rise(heap, place, last, moved, arg);
	else
		sink(heap, place, last, moved, arg);
}

static bool is_among(int ticket, const int *tickets, size_t count) {
	size_t i = 0;
	while (i < count && tickets[i] != ticket)
		i++;
	return i < count;
}

/* The first item at a place or under it: all that is under an item comes after it. */
static struct heap_item first_at(
	const struct heap *heap, size_t place, const int *without, size_t count) {
	if (place >= heap->count)
		return (struct heap_item){INT64_MAX, -1};
	if (!is_among(heap->items[place].ticket, without, count))
		return heap->items[place];
	struct heap_item left = first_at(heap, 2 * place + 1, without, count);
	struct heap_item right = first_at(heap, 2 * place + 2, without, count);
	return right.ticket >= 0 && heap_before(right, left) ? right : left;
}

struct heap_item heap_first(const struct heap *heap, const int *without, size_t count) {
	return first_at(heap, 0, without, count);
}
