#include "server/backup_proof.h"

#include "common/log.h"
#include "server/queue.h"
#include "server/restore.h"

static enum store_result replay(const struct setup *setup, const struct store_day *day) {
	struct queue *q = queue_new(setup);
	size_t i = 0;
	while (i < day->change_count && queue_apply(q, &day->changes[i]))
		i++;
	queue_free(q);
	if (i == day->change_count)
		return STORE_OK;
	log_error("backup: change %lld does not fit the day before it",
		(long long)day->changes[i].seq);
	return STORE_DAMAGED;
}

static enum store_result replay_last_day(struct store *store) {
	struct store_day day = {0};
	struct setup *setup = restore_setup(store);
	enum store_result result = setup ? store_load(store, &day) : STORE_DAMAGED;
	if (result == STORE_OK)
		result = replay(setup, &day);
	store_day_clear(&day);
	setup_free(setup);
	return result;
}

enum store_result backup_prove(const char *path, struct backup_proof *proof) {
	enum store_result result;
	struct store *store = store_open_copy(path, &result);
	if (!store)
		return result;
	proof->end = store_end(store);
	result = store_check(store, &proof->changes);
	if (result == STORE_OK)
		result = store_tickets(store, &proof->tickets);
	if (result == STORE_OK)
		result = replay_last_day(store);
	store_close(store);
	return result;
}
