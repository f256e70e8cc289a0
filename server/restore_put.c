/* A backup in a store's place. */
#include "common/clock.h"
#include "common/mem.h"
#include "server/restore.h"
#include "server/salvage.h"

#include <stdio.h>
#include <unistd.h>

enum { MARK_SIZE = 48, STAMP_SIZE = 16 };

enum store_result restore_look(const char *data_dir, struct restore_old *old) {
	enum store_result why;
	*old = (struct restore_old){.there = store_exists(data_dir)};
	if (!old->there)
		return STORE_OK;
	struct store *store = store_open(data_dir, &why);
	if (store) {
		old->known = store_numbers(store, &old->numbers) == STORE_OK;
		old->seq = store_end(store).seq;
	}
	store_close(store);
	return why == STORE_DAMAGED || why == STORE_FOREIGN ? STORE_OK : why;
}

/* "corrupt-20261105-173000" in the office's time, or ".2" … after it where that is taken. */
static void mark_of(const char *data_dir, const char *word, char mark[static MARK_SIZE]) {
	char stamp[STAMP_SIZE];
	struct tm tm = clock_local(clock_wall_ms());
	bool taken = true;
	strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &tm);
	snprintf(mark, MARK_SIZE, "%s-%s", word, stamp);
	for (int i = 2; taken; i++) {
		char *path = mem_printf("%s/motcua.sqlite.%s", data_dir, mark);
		taken = access(path, F_OK) == 0;
		mem_free(path);
		if (taken)
			snprintf(mark, MARK_SIZE, "%s-%s.%d", word, stamp, i);
	}
}

/* Where the old one can be read, what it says may be wrong all the same: the higher number holds.
 */
static void salvage(const char *data_dir, struct store *store, struct store_numbers *numbers) {
	struct setup *setup = restore_setup(store);
	if (setup)
		salvage_numbers(data_dir, setup, clock_day(clock_wall_ms()), numbers);
	setup_free(setup);
}

/* A store of its own that goes on where both end. */
static enum store_result go_on(const char *data_dir, struct store *store, struct restore_old *old,
	struct restore_day *day) {
	if (!restore_use_zone(store))
		return STORE_FAILED;
	if (old->there)
		salvage(data_dir, store, &old->numbers);
	enum store_result result = store_renew(store);
	return result == STORE_OK ? restore_begin(store, old->there ? &old->numbers : NULL, day)
				  : result;
}

static enum store_result put(const char *data_dir, const char *file, const char *scratch,
	struct restore_old *old, struct restore_done *done) {
	enum store_result why;
	struct store *store = restore_make(file, scratch, &why);
	if (!store)
		return why;
	done->end = store_end(store);
	why = go_on(data_dir, store, old, &done->day);
	store_close(store);
	return why;
}

enum store_result restore_put(const char *data_dir, const char *file, const char *word,
	struct restore_old *old, struct restore_done *done) {
	char mark[MARK_SIZE];
	char *scratch = mem_printf("%s/restoring", data_dir);
	*done = (struct restore_done){0};
	enum store_result why = put(data_dir, file, scratch, old, done);
	mark_of(data_dir, word, mark);
	if (why == STORE_OK)
		why = store_replace(data_dir, scratch, mark, done->kept);
	restore_clear(scratch);
	mem_free(scratch);
	return why;
}
