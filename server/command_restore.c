#include "server/command.h"
#include "server/restore.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int look_at_old(const char *data_dir, struct restore_old *old) {
	enum store_result why = restore_look(data_dir, old);
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
		[STORE_FOREIGN] = "is no backup of this program",
		[STORE_NEWER] = "is of a newer version of this program",
		[STORE_FULL] = "there is no space left to copy it",
	};
	fprintf(stderr, "%s: %s. Nothing was changed.\n", file, words[why]);
	return why == STORE_DAMAGED || why == STORE_FOREIGN ? COMMANDS_DAMAGED : COMMANDS_FAILED;
}

static void report(
	const char *file, const struct restore_old *old, const struct restore_done *done) {
	const struct restore_day *day = &done->day;
	printf("%s: restored up to change %lld of %d\n", file, (long long)done->end.seq,
		done->end.day);
	if (day->continued || day->set_aside)
		printf("numbers go on behind those given out since: %d series, %d blocks of "
		       "kiosks\n",
			day->continued, day->set_aside);
	if (*done->kept)
		printf("the store that was there: %s\n", done->kept);
	if (old->there && (!old->known || day->incomplete))
		fputs("What was given out since the backup is not known from it: look at the last "
		      "slips before numbers are given out again.\n",
			stderr);
}

int command_restore(const char *data_dir, int argc, char **argv) {
	struct restore_old old;
	struct restore_done done;
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
	enum store_result why = restore_put(data_dir, argv[1], "replaced", &old, &done);
	if (why != STORE_OK)
		return refuse(argv[1], why);
	report(argv[1], &old, &done);
	return COMMANDS_DONE;
}
