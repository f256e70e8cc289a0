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
