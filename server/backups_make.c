#include "server/backups_make.h"

#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"
#include "common/text.h"
#include "server/backup_proof.h"
#include "server/backups_record.h"
#include "server/restore.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PART ".part"
#define DAILY "-day.sqlite"
#define ASKED "-now.sqlite"
#define LOCK ".motcua-lock"
#define SCRATCH ".motcua-drill"

enum { NAMES_MAX = 100 };
/* So much stays free for the store and what else is there. */
#define SPARE (INT64_C(32) << 20)

static enum backup_fault fault_of(int error) {
	return plain_file_full(error) ? BACKUP_NO_SPACE
	       : error == ENOENT      ? BACKUP_GONE
				      : BACKUP_NO_FOLDER;
}

static enum backup_fault complain(const char *what, const char *path) {
	enum backup_fault fault = fault_of(errno);
	log_error("backup: %s %s: %s", path, what, strerror(errno));
	return fault;
}

static enum backup_fault fault_in(enum store_result result) {
	static const enum backup_fault faults[] = {
		[STORE_OK] = BACKUP_FINE,
		[STORE_FAILED] = BACKUP_FAILED,
		[STORE_IN_USE] = BACKUP_FAILED,
		[STORE_DAMAGED] = BACKUP_DAMAGED,
		[STORE_FOREIGN] = BACKUP_DAMAGED,
		[STORE_NEWER] = BACKUP_NEWER,
		[STORE_FULL] = BACKUP_NO_SPACE,
	};
	return faults[result];
}

char *backups_make_part(const char *folder, const char *name) {
	return mem_printf("%s/%s%s", folder, name, PART);
}

static bool is_own_part(const char *name) {
	return !strncmp(name, "motcua-", 7) &&
	       (backups_folder_ends(name, DAILY PART) || backups_folder_ends(name, ASKED PART));
}

/* What a server left that was ended while it made one. */
static void sweep(const char *folder) {
	DIR *d = opendir(folder);
	for (struct dirent *e; d && (e = readdir(d));)
		if (is_own_part(e->d_name))
			unlinkat(dirfd(d), e->d_name, 0);
	if (d)
		closedir(d);
	char *scratch = mem_printf("%s/%s", folder, SCRATCH);
	restore_clear(scratch);
	mem_free(scratch);
}

static enum backup_fault take(const char *folder, int *lock) {
	char *path = mem_printf("%s/%s", folder, LOCK);
	enum backup_fault fault = BACKUP_FINE;
	*lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (*lock < 0) {
		fault = complain("cannot be made", path);
	} else if (flock(*lock, LOCK_EX | LOCK_NB) != 0) {
		complain("is held by another server", path);
		fault = BACKUP_TAKEN;
	}
	mem_free(path);
	return fault;
}

static bool is_free(const char *folder, const char *name) {
	char *path = mem_printf("%s/%s", folder, name);
	bool none = access(path, F_OK) != 0 && errno == ENOENT;
	mem_free(path);
	return none;
}

static enum backup_fault find_name(
	const char *folder, int64_t at_ms, bool daily, char name[static BACKUP_NAME_SIZE]) {
	struct tm tm = clock_local(at_ms);
	char stamp[32];
	strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &tm);
	for (int i = 1; i < NAMES_MAX; i++) {
		char more[8] = "";
		if (i > 1)
			snprintf(more, sizeof more, "-%d", i);
		snprintf(name, BACKUP_NAME_SIZE, "motcua-%s%s%s", stamp, more,
			daily ? DAILY : ASKED);
		if (is_free(folder, name))
			return BACKUP_FINE;
	}
	return BACKUP_NO_FOLDER;
}

/* Not only the backup would stop on a full disk, but where it is the store's, the office. */
static bool has_room(const char *folder, int64_t size) {
	int64_t left = backups_folder_free(folder);
	if (left >= size + SPARE)
		return true;
	log_error("backup: %s has %lld MiB left, and %lld are needed", folder,
		(long long)(left >> 20), (long long)((size + SPARE) >> 20));
	return false;
}

static enum backup_fault take_folder(const char *folder, int *lock) {
	*lock = -1;
	if (plain_file_folder(folder) && access(folder, R_OK | W_OK | X_OK) == 0)
		return take(folder, lock);
	enum backup_fault fault = complain("cannot be used", folder);
	return fault == BACKUP_GONE ? BACKUP_NO_FOLDER : fault;
}

enum backup_fault backups_make_prepare(const struct backups_place *place, int64_t at_ms, bool daily,
	char name[static BACKUP_NAME_SIZE], int *lock) {
	enum backup_fault fault = take_folder(place->folder, lock);
	if (fault != BACKUP_FINE)
		return fault;
	sweep(place->folder);
	int64_t size = backups_folder_size(place->data_dir, "motcua.sqlite") +
		       backups_folder_size(place->data_dir, "motcua.sqlite-wal");
	return has_room(place->folder, size) ? find_name(place->folder, at_ms, daily, name)
					     : BACKUP_NO_SPACE;
}

/* --- ending it --- */

static enum backup_fault sync_path(const char *path) {
	return plain_file_sync(path) ? BACKUP_FINE : complain("cannot be written", path);
}

static enum backup_fault prove(const char *part, struct backup *made) {
	struct backup_proof proof = {0};
	enum backup_fault fault = sync_path(part);
	if (fault == BACKUP_FINE)
		fault = fault_in(backup_prove(part, &proof));
	made->changes = proof.changes;
	made->tickets = proof.tickets;
	return fault;
}

/* What is known of it is on the disk before it has its name. */
static enum backup_fault record(const char *folder, const char *path, const struct backup *b) {
	struct stat s;
	struct backups_record one = {.backup = *b};
	if (stat(path, &s) != 0)
		return complain("cannot be looked at", path);
	one.backup.size = (int64_t)s.st_size;
	one.mtime_ns = backups_record_ns(&s);
	return backups_record_put(folder, &one) ? BACKUP_FINE
						: complain("cannot be written to", folder);
}

static enum backup_fault give_name(const char *folder, const char *part, const char *name) {
	char *path = mem_printf("%s/%s", folder, name);
	enum backup_fault fault =
		rename(part, path) == 0 ? sync_path(folder) : complain("cannot be made", path);
	mem_free(path);
	return fault;
}

/* The newest of a kind stay; what others put there is never touched. */
static void remove_old(const struct backups_place *place, bool daily) {
	struct backup_folder f;
	int kept = 0;
	backups_folder_look(place, &f);
	for (size_t i = 0; i < f.count; i++) {
		const struct backup *b = &f.at[i];
		if (!b->own || b->daily != daily || ++kept <= BACKUPS_KEPT)
			continue;
		if (plain_file_remove(place->folder, b->name))
			log_info("backup: %s is older than the %d newest: removed", b->name,
				BACKUPS_KEPT);
	}
	backups_folder_clear(&f);
}

/* Of files that are gone nothing is known any more. */
static void forget_gone(const char *folder) {
	size_t count, kept = 0;
	struct backups_record *all = backups_record_read(folder, &count);
	for (size_t i = 0; i < count; i++)
		if (!is_free(folder, all[i].backup.name))
			all[kept++] = all[i];
	if (kept < count)
		backups_record_write(folder, all, kept);
	mem_free(all);
}

enum backup_fault backups_make_finish(const struct backups_place *place, struct backup *made) {
	char *part = backups_make_part(place->folder, made->name);
	enum backup_fault fault = prove(part, made);
	made->proven_ms = made->at_ms;
	made->own = true;
	if (fault == BACKUP_FINE)
		fault = record(place->folder, part, made);
	if (fault == BACKUP_FINE)
		fault = give_name(place->folder, part, made->name);
	if (fault != BACKUP_FINE)
		unlink(part);
	mem_free(part);
	if (fault == BACKUP_FINE)
		remove_old(place, made->daily);
	forget_gone(place->folder);
	return fault;
}

/* --- trying one out --- */

static enum backup_fault start_day(const char *path, const char *scratch, struct restore_day *day) {
	enum store_result result;
	struct store *store = restore_make(path, scratch, &result);
	if (!store)
		return fault_in(result);
	result = restore_begin(store, NULL, day);
	store_close(store);
	return fault_in(result);
}

/* It is proven anew, or not any more, and stays whose it is. */
static void record_drill(
	const struct backups_place *place, const struct backup_run *run, bool proven) {
	struct backup_folder f;
	char *path = mem_printf("%s/%s", place->folder, run->name);
	backups_folder_look(place, &f);
	for (size_t i = 0; i < f.count; i++) {
		if (strcmp(f.at[i].name, run->name))
			continue;
		f.at[i].proven_ms = proven ? run->begun_ms : 0;
		record(place->folder, path, &f.at[i]);
	}
	backups_folder_clear(&f);
	mem_free(path);
}

static enum backup_fault drill(const struct backups_place *place, struct backup_run *run) {
	struct restore_day day = {0};
	char *path = mem_printf("%s/%s", place->folder, run->name);
	char *scratch = mem_printf("%s/%s", place->folder, SCRATCH);
	enum backup_fault fault = BACKUP_NO_SPACE;
	sweep(place->folder);
	if (is_free(place->folder, run->name))
		fault = BACKUP_GONE;
	else if (has_room(place->folder, backups_folder_size(place->folder, run->name)))
		fault = start_day(path, scratch, &day);
	restore_clear(scratch);
	run->day = day.day;
	run->changes = (int64_t)day.changes;
	run->tickets = (int64_t)day.tickets;
	mem_free(path);
	mem_free(scratch);
	return fault;
}

enum backup_fault backups_make_drill(const struct backups_place *place, struct backup_run *run) {
	int lock;
	int64_t begun_ms = clock_mono_ms();
	enum backup_fault fault = take_folder(place->folder, &lock);
	if (fault == BACKUP_FINE)
		fault = drill(place, run);
	run->took_ms = clock_mono_ms() - begun_ms;
	if (fault == BACKUP_FINE || fault == BACKUP_DAMAGED)
		record_drill(place, run, fault == BACKUP_FINE);
	if (lock >= 0)
		close(lock);
	return fault;
}
