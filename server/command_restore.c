#include "common/clock.h"
#include "common/mem.h"
#include "server/command.h"
#include "server/restore.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STAMP_SIZE = 32 };

/* The store that is to be replaced, as far as it can be read. */
struct old {
	bool there, known;
	struct store_numbers numbers;
};

static int look_at_old(const char *data_dir, struct old *old) {
	enum store_result why;
	*old = (struct old){.there = store_exists(data_dir)};
	if (!old->there)
		return COMMANDS_DONE;
	struct store *store = store_open(data_dir, &why);
	if (store)
		old->known = store_numbers(store, &old->numbers) == STORE_OK;
	store_close(store);
	if (store || why == STORE_DAMAGED)
		return COMMANDS_DONE;
	if (why == STORE_NEWER)
		fputs("The store that is there is of a newer version of this program. Nothing was "
		      "changed.\n",
			stderr);
	return command_status(why);
}

static int refuse(const char *file, enum store_result why) {
	static const char *const words[] = {
		[STORE_FAILED] = "cannot be read or copied",
		[STORE_IN_USE] = "is in use by another program",
		[STORE_DAMAGED] = "is no backup of this program, or it is damaged",
		[STORE_NEWER] = "is of a newer version of this program",
		[STORE_FULL] = "there is no space left to copy it",
	};
	fprintf(stderr, "%s: %s. Nothing was changed.\n", file, words[why]);
	return why == STORE_DAMAGED ? COMMANDS_DAMAGED : COMMANDS_FAILED;
}

static void report(const char *file, const struct store_anchor *end, const struct old *old,
	const struct restore_day *day, const char *kept) {
	printf("%s: restored up to change %lld of %d\n", file, (long long)end->seq, end->day);
	if (day->continued || day->set_aside)
		printf("numbers go on behind those given out since: %d series, %d blocks of "
		       "kiosks\n",
			day->continued, day->set_aside);
	if (*kept)
		printf("the store that was there: %s\n", kept);
	if (old->there && (!old->known || day->incomplete))
		fputs("What was given out since the backup is not known from it: look at the last "
		      "slips before numbers are given out again.\n",
			stderr);
}

/* "20261105-173000" in the office's time. */
static void stamp_of(int64_t at_ms, char stamp[static STAMP_SIZE]) {
	struct tm tm = clock_local(at_ms);
	strftime(stamp, STAMP_SIZE, "%Y%m%d-%H%M%S", &tm);
}

/* A store of its own that goes on where both end. */
static enum store_result go_on(
	struct store *store, const struct old *old, struct restore_day *day) {
	int64_t changes;
	if (!restore_use_zone(store))
		return STORE_FAILED;
	enum store_result result = store_renew(store);
	if (result == STORE_OK)
		result = restore_begin(store, old->known ? &old->numbers : NULL, day);
	return result == STORE_OK ? store_check(store, &changes) : result;
}

static int restore(
	const char *data_dir, const char *file, const char *scratch, const struct old *old) {
	char kept[STORE_NAME_SIZE], stamp[STAMP_SIZE];
	struct restore_day day = {0};
	struct store_anchor end = {0};
	enum store_result why;
	struct store *store = restore_make(file, scratch, &why);
	if (!store)
		return refuse(file, why);
	end = store_end(store);
	why = go_on(store, old, &day);
	store_close(store);
	stamp_of(clock_wall_ms(), stamp);
	if (why == STORE_OK)
		why = store_replace(data_dir, scratch, stamp, kept);
	if (why != STORE_OK)
		return refuse(file, why);
	report(file, &end, old, &day, kept);
	return COMMANDS_DONE;
}

int command_restore(const char *data_dir, int argc, char **argv) {
	struct old old;
	if (argc != 2)
		return command_usage("restore: which FILE?");
	if (access(argv[1], R_OK) != 0) {
		fprintf(stderr, "%s: cannot be read: %s\n", argv[1], strerror(errno));
		return COMMANDS_FAILED;
	}
	int status = look_at_old(data_dir, &old);
	if (status != COMMANDS_DONE)
		return status;
	if (mkdir(data_dir, 0700) != 0 && errno != EEXIST) {
		fprintf(stderr, "%s: cannot be made: %s\n", data_dir, strerror(errno));
		return COMMANDS_FAILED;
	}
	char *scratch = mem_printf("%s/restoring", data_dir);
	status = restore(data_dir, argv[1], scratch, &old);
	restore_clear(scratch);
	mem_free(scratch);
	return status;
}
