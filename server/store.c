#include "server/store.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"
#include "server/store_change.h"
#include "server/store_copy.h"
#include "server/store_db.h"
#include "server/store_place.h"
#include "server/store_schema.h"
#include "server/store_seal.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Before the first read: no second connection, nothing trusted that the file says of itself; half a
 * MiB of pages, as whatever is written stands at the ends of few tables. */
static const char GUARDS[] = "PRAGMA locking_mode = EXCLUSIVE;"
			     "PRAGMA trusted_schema = OFF;"
			     "PRAGMA cell_size_check = ON;"
			     "PRAGMA foreign_keys = ON;"
			     "PRAGMA synchronous = FULL;"
			     "PRAGMA cache_size = -512;";
static const char JOURNAL[] = "PRAGMA journal_mode = WAL;"
			      "PRAGMA journal_size_limit = 33554432;";
static const char EPOCH[] = "SELECT epoch FROM meta WHERE meta.seal IS " SEAL_META;

/* About 24 MiB between two checkpoints, each of which keeps everybody waiting for some
 * milliseconds. The journal keeps its size: to grow is slow. */
enum { CHECKPOINT_PAGES = 6000 };

/* Makes what is missing, so that SQLite never chooses the modes. */
static bool make_file(const char *dir, const char *path) {
	if (mkdir(dir, 0700) && errno != EEXIST)
		return false;
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno == EEXIST;
	close(fd);
	return plain_file_sync(dir);
}

/* Moves the journal into the file when it has grown, as SQLite does by itself, but says so when
 * that fails: nothing is lost, and the journal grows. */
static int checkpoint(void *arg, sqlite3 *db, const char *name, int pages) {
	struct store *store = arg;
	if (pages < CHECKPOINT_PAGES)
		return SQLITE_OK;
	int rc = sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	bool stuck = rc != SQLITE_OK && (rc & 0xff) != SQLITE_BUSY && (rc & 0xff) != SQLITE_LOCKED;
	if (stuck && !store->stuck)
		log_error("store: the journal cannot be moved into %s, and grows: %s (code %d)",
			store->path, sqlite3_errstr(rc), rc);
	if (!stuck && store->stuck)
		log_info("store: the journal was moved into %s again", store->path);
	store->stuck = stuck;
	return SQLITE_OK;
}

/* SQLite opens what it may not write for reading, and fails at the first lock. */
static enum store_result refuse_read_only(struct store *store) {
	log_error("store: %s cannot be written: the file or its disk is read-only", store->path);
	return STORE_FAILED;
}

/* SQLite's own files inherit the mode; what is refused stays as it is, its journal too. */
static enum store_result open_file(struct store *store) {
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	if (sqlite3_open_v2(store->path, &store->db, flags, NULL) != SQLITE_OK ||
		sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL) ||
		sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) ||
		!seal_define(store->db))
		return db_failed(store, "open the store");
	if (sqlite3_db_readonly(store->db, "main") == 1)
		return refuse_read_only(store);
	if (!db_run(store, GUARDS))
		return db_failed(store, "open the store");
	enum store_result result = schema_recognise(store);
	if (result != STORE_OK)
		return result;
	if (!db_run(store, JOURNAL) ||
		sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL))
		return db_failed(store, "open the store");
	sqlite3_wal_hook(store->db, checkpoint, store);
	return STORE_OK;
}

static enum store_result read_epoch(struct store *store) {
	bool ok = true;
	sqlite3_stmt *s = db_statement(store, EPOCH);
	if (!s)
		return db_failed(store, "read the epoch");
	bool good = db_row(s, &ok) && db_read_text(s, 0, store->epoch, sizeof store->epoch);
	db_reset(s);
	if (!ok)
		return db_failed(store, "read the epoch");
	return good && *store->epoch ? STORE_OK
				     : db_damaged(store, "the epoch is not what was written");
}

/* A file's address, so that nothing is locked or recovered: nobody writes to it. */
static char *address_of(const char *path) {
	char *address = mem_alloc(3 * strlen(path) + 32, 1), *to = stpcpy(address, "file:");
	for (const unsigned char *c = (const unsigned char *)path; *c; c++)
		to += sprintf(to, strchr("%?#", *c) ? "%%%02X" : "%c", *c);
	strcpy(to, "?immutable=1");
	return address;
}

static enum store_result open_copy(struct store *store) {
	int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_EXRESCODE;
	char *address = address_of(store->path);
	bool opened = sqlite3_open_v2(address, &store->db, flags, NULL) == SQLITE_OK &&
		      !sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) &&
		      seal_define(store->db) && db_run(store, GUARDS);
	mem_free(address);
	if (!opened)
		return db_failed(store, "open the copy");
	enum store_result result = schema_recognise(store);
	return result == STORE_OK ? schema_is_current(store) : result;
}

static enum store_result open_parts(struct store *store, bool copy) {
	enum store_result result = copy ? open_copy(store) : open_file(store);
	if (result == STORE_OK && !copy)
		result = schema_migrate(store);
	if (result == STORE_OK)
		result = read_epoch(store);
	return result == STORE_OK ? change_read_head(store) : result;
}

static enum store_result open_all(struct store *store, const char *dir) {
	if (dir && place_is_cut(dir))
		return db_damaged(store, "the file is empty, its journal is not");
	if (sodium_init() >= 0 && (!dir || (place_finish(dir) && make_file(dir, store->path))))
		return open_parts(store, false);
	log_error("store: could not make %s: %s", store->path, strerror(errno));
	return plain_file_full(errno) ? STORE_FULL : STORE_FAILED;
}

/* In a directory, or at a path that SQLite alone understands. */
static struct store *open_at(char *path, const char *dir, enum store_result *why) {
	struct store *store = mem_alloc(1, sizeof *store);
	store->path = path;
	*why = open_all(store, dir);
	if (*why == STORE_OK)
		return store;
	store_close(store);
	return NULL;
}

struct store *store_open(const char *dir, enum store_result *why) {
	return open_at(place_file(dir, ""), dir, why);
}

struct store *store_open_memory(enum store_result *why) {
	return open_at(mem_strdup(":memory:"), NULL, why);
}

struct store *store_open_copy(const char *path, enum store_result *why) {
	struct store *store = mem_alloc(1, sizeof *store);
	store->path = mem_strdup(path);
	*why = sodium_init() >= 0 ? open_parts(store, true) : STORE_FAILED;
	if (*why == STORE_OK)
		return store;
	store_close(store);
	return NULL;
}

static void end_thread(struct store *store) {
	if (!store->worker)
		return;
	store_stop(store);
	for (struct store_job *job = store_finished(store), *next; job; job = next) {
		next = job->next;
		store_job_free(job);
	}
	worker_free(store->worker);
}

void store_close(struct store *store) {
	if (!store)
		return;
	end_thread(store);
	copy_end(store);
	for (size_t i = 0; i < store->statement_count; i++)
		sqlite3_finalize(store->statements[i].prepared);
	sqlite3_close(store->db);
	mem_free(store->path);
	mem_free(store);
}
