#include "server/recover.h"

#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "server/backups_folder.h"
#include "server/restore.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define CORRUPT "motcua.sqlite.corrupt-"

/* A disk that goes on damaging stores is not to be filled with them. */
enum { RECOVERIES_A_DAY = 3 };
enum { DAY_MS = 24 * 60 * 60 * 1000, TEXT_SIZE = 256 };

static bool is_proven(const struct backup *b) {
	return b->own && b->proven_ms;
}

bool recover_is_emptied(const char *data_dir, const char *folder) {
	const struct backups_place place = {folder, data_dir};
	struct backup_folder backups;
	bool proven = false;
	if (!store_is_empty(data_dir))
		return false;
	backups_folder_look(&place, &backups);
	for (size_t i = 0; i < backups.count; i++)
		proven |= is_proven(&backups.at[i]);
	backups_folder_clear(&backups);
	if (proven)
		log_error("store: damaged: there is nothing in %s/motcua.sqlite", data_dir);
	return proven;
}

static bool is_worn(const char *data_dir) {
	char today[sizeof CORRUPT + 16];
	int count = 0;
	size_t size =
		(size_t)snprintf(today, sizeof today, CORRUPT "%d-", clock_day(clock_wall_ms()));
	DIR *d = opendir(data_dir);
	for (struct dirent *e; d && (e = readdir(d));)
		count += !strncmp(e->d_name, today, size) && !strchr(e->d_name + size, '-');
	if (d)
		closedir(d);
	return count >= RECOVERIES_A_DAY;
}

/* What a damaged store says may be any number: a moment that is to come is none. */
static void look(const char *data_dir, bool opens, struct restore_old *old) {
	*old = (struct restore_old){.there = true};
	if (opens && restore_look(data_dir, old) != STORE_OK)
		*old = (struct restore_old){.there = true};
	if (old->numbers.last_ms > clock_wall_ms() + DAY_MS)
		old->numbers.last_ms = 0;
}

static void tell(
	const struct backup *b, const struct restore_old *old, const struct restore_done *done) {
	char when[32], lost[TEXT_SIZE] = "";
	struct tm tm = clock_local(b->at_ms);
	int64_t changes = old->seq - done->end.seq;
	strftime(when, sizeof when, "%Y-%m-%d %H:%M", &tm);
	if (old->known && changes >= 0)
		snprintf(lost, sizeof lost, " (%lld changes)", (long long)changes);
	log_error("the store was damaged: the backup %s of %s has taken its place. What was done "
		  "since then%s is lost; numbers go on behind those given out today%s. The damaged "
		  "store is kept as %s",
		b->name, when, lost,
		old->known && !done->day.incomplete
			? ""
			: ", as far as they could be found: look at the last slips",
		done->kept);
}

static bool put_one(const char *data_dir, const struct backup_folder *backups, const char *folder,
	struct restore_old *old, struct recovery *recovery) {
	for (size_t i = 0; i < backups->count; i++) {
		struct restore_done done;
		const struct backup *b = &backups->at[i];
		if (!is_proven(b))
			continue;
		char *file = mem_printf("%s/%s", folder, b->name);
		enum store_result result = restore_put(data_dir, file, "corrupt", old, &done);
		mem_free(file);
		if (result == STORE_OK) {
			tell(b, old, &done);
			recovery->at_ms = b->at_ms;
			return true;
		}
		log_warn("the backup %s cannot take the damaged store's place", b->name);
	}
	return false;
}

bool recover_store(const char *data_dir, const char *folder, bool opens, struct recovery *done) {
	const struct backups_place place = {folder, data_dir};
	struct backup_folder backups;
	struct restore_old old;
	if (is_worn(data_dir)) {
		log_error("the store is damaged for the %dth time today: look at the disk. Then: "
			  "motcua-server restore FILE",
			RECOVERIES_A_DAY + 1);
		return false;
	}
	look(data_dir, opens, &old);
	backups_folder_look(&place, &backups);
	bool ok = put_one(data_dir, &backups, folder, &old, done);
	backups_folder_clear(&backups);
	if (!ok)
		log_error("the store is damaged, and no proven backup in %s can take its place. "
			  "Nothing was changed. With another one: motcua-server restore FILE",
			folder);
	return ok;
}
