#include "server/store_schema.h"

#include "common/embed.h"
#include "common/log.h"
#include "common/mem.h"

#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

enum {
	SCHEMA_VERSION = 11,
	APPLICATION_ID = 0x6d637561, /* "mcua" */
};

static const char VERSION[] = "PRAGMA user_version";
static const char TABLES[] = "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
			     " AND name IN ('meta', 'change', 'day', 'series')";

static bool read_marks(
	struct store *store, int64_t *application, int64_t *version, int64_t *parts) {
	return db_number(store, "PRAGMA application_id", application) &&
	       db_number(store, VERSION, version) &&
	       db_number(store, "SELECT count(*) FROM sqlite_schema", parts);
}

/* One with our tables is ours, and its mark is wrong. */
static enum store_result other_file(struct store *store) {
	int64_t ours;
	if (!db_number(store, TABLES, &ours))
		return db_failed(store, "open the store");
	if (ours == 4)
		return db_damaged(store, "the file says that it belongs to another program");
	log_error("store: %s belongs to another program", store->path);
	return STORE_FOREIGN;
}

enum store_result schema_recognise(struct store *store) {
	int64_t application, version, parts;
	if (!read_marks(store, &application, &version, &parts))
		return db_failed(store, "open the store");
	if (application != APPLICATION_ID && (application || version || parts))
		return other_file(store);
	if (version > SCHEMA_VERSION) {
		log_error("store: %s is of version %lld, this program knows %d at most",
			store->path, (long long)version, SCHEMA_VERSION);
		return STORE_NEWER;
	}
	return STORE_OK;
}

enum store_result schema_is_current(struct store *store) {
	int64_t version;
	if (!db_number(store, VERSION, &version))
		return db_failed(store, "read the version of the store");
	if (version == SCHEMA_VERSION)
		return STORE_OK;
	log_error("store: %s is of version %lld, not %d", store->path, (long long)version,
		SCHEMA_VERSION);
	return STORE_FAILED;
}

/* The copy goes into an empty file made here, for its mode; one from an earlier try gives way. */
static bool copy_file(struct store *store, int version) {
	char *path = mem_printf("%s.before-%03d", store->path, version);
	char *sql = sqlite3_mprintf("VACUUM INTO %Q", path);
	unlink(path);
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool ok = fd >= 0 && sql && db_run(store, sql) && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	sqlite3_free(sql);
	mem_free(path);
	return ok;
}

void schema_epoch(char epoch[static EPOCH_SIZE]) {
	unsigned char random[(EPOCH_SIZE - 1) / 2];
	randombytes_buf(random, sizeof random);
	sodium_bin2hex(epoch, EPOCH_SIZE, random, sizeof random);
}

static bool write_meta(struct store *store) {
	char epoch[EPOCH_SIZE];
	char sql[128];
	schema_epoch(epoch);
	snprintf(sql, sizeof sql, "INSERT INTO meta VALUES (1, '%s', 0, zeroblob(%d))", epoch,
		CHAIN_HASH_SIZE);
	return db_run(store, sql);
}

static bool take_step(struct store *store, int version) {
	char name[32], marks[96];
	snprintf(name, sizeof name, "server/schema/%03d.sql", version);
	snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d",
		APPLICATION_ID, version);
	const struct embed *sql = embed_find(embed_server, name);
	if (!sql || !db_begin(store))
		return false;
	return db_run(store, sql->data) && (version > 1 || write_meta(store)) &&
	       db_run(store, marks) && db_commit(store);
}

enum store_result schema_migrate(struct store *store) {
	int64_t application, version, parts;
	if (!read_marks(store, &application, &version, &parts))
		return db_failed(store, "read the version of the store");
	while (++version <= SCHEMA_VERSION) {
		if (parts > 0 && !copy_file(store, (int)version))
			return db_failed(store, "copy the store before it is brought up to date");
		if (!take_step(store, (int)version)) {
			enum store_result result = db_failed(store, "bring the store up to date");
			db_rollback(store);
			return result;
		}
	}
	return STORE_OK;
}
