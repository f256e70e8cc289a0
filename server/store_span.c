#include "common/mem.h"
#include "server/store_change.h"

/* The changes of a span of days, some at a time. */

struct slice {
	int64_t first;
	struct change *changes;
	size_t count, room;
};

static enum store_result keep(struct store *store, const struct change *c, void *arg) {
	struct slice *slice = arg;
	(void)store;
	if (c->seq >= slice->first && slice->count < slice->room)
		slice->changes[slice->count++] = *c;
	return STORE_OK;
}

/* The slice, and the changes beside it where it begins or ends the span. */
static enum store_result read_slice(
	struct store *store, const struct change_span *span, struct slice *slice) {
	int64_t first = slice->first, end = first + (int64_t)slice->room;
	if (first == span->first && first > 1)
		first--;
	enum store_result result =
		change_verify(store, first, end > span->last ? end : end - 1, keep, slice);
	if (result == STORE_OK && slice->count < slice->room)
		result = db_damaged(store, "changes after %lld are missing", (long long)first);
	return result;
}

enum store_result store_changes(struct store *store, int from, int to, int64_t after, size_t limit,
	struct change **changes, size_t *count, bool *more) {
	struct change_span span;
	enum store_result result = change_span(store, from, to, &span);
	if (result != STORE_OK)
		return result;
	int64_t first = after >= span.first ? after + 1 : span.first;
	size_t left = first <= span.last ? (size_t)(span.last - first) + 1 : 0;
	size_t room = left < limit ? left : limit;
	*changes = NULL;
	*count = room;
	*more = left > room;
	if (!room)
		return STORE_OK;
	struct slice slice = {first, mem_alloc(room, sizeof *slice.changes), 0, room};
	result = read_slice(store, &span, &slice);
	if (result == STORE_OK)
		*changes = slice.changes;
	else
		mem_free(slice.changes);
	return result;
}
