#include "server/store_copy.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* About a millisecond's work. */
enum { SLICE_PAGES = 64 };

/* Whoever asked for the copy syncs it. */
static const char UNSYNCED[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
			       "PRAGMA locking_mode = EXCLUSIVE;";

static void let_go(struct store_copy *copy) {
	sqlite3_backup_finish(copy->backup);
	sqlite3_close(copy->to);
	mem_free(copy->path);
	*copy = (struct store_copy){0};
}

void copy_end(struct store *store) {
	if (store->copy.path)
		unlink(store->copy.path);
	let_go(&store->copy);
}

static int written_errno(sqlite3 *db) {
	int error = 0;
	sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &error);
	return error;
}

static enum store_result failed(struct store *store) {
	const struct store_copy *copy = &store->copy;
	int error = written_errno(copy->to);
	enum store_result result = db_result(copy->to, error);
	log_error("store: could not copy it to %s: %s%s%s", copy->path, sqlite3_errmsg(copy->to),
		error ? ": " : "", error ? strerror(error) : "");
	copy_end(store);
	return result;
}

/* The file is made here, for its mode. */
static bool make_file(const char *path) {
	unlink(path);
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static enum store_result begin(struct store *store, const char *path) {
	struct store_copy *copy = &store->copy;
	copy_end(store);
	if (!make_file(path)) {
		log_error("store: could not make %s: %s", path, strerror(errno));
		return plain_file_full(errno) ? STORE_FULL : STORE_FAILED;
	}
	copy->path = mem_strdup(path);
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	if (sqlite3_open_v2(path, &copy->to, flags, NULL) == SQLITE_OK &&
		sqlite3_exec(copy->to, UNSYNCED, NULL, NULL, NULL) == SQLITE_OK)
		copy->backup = sqlite3_backup_init(copy->to, "main", store->db, "main");
	return copy->backup ? STORE_OK : failed(store);
}

/* All is copied when the last of it is written, too. */
static enum store_result finish(struct store *store, struct store_job *job) {
	struct store_copy *copy = &store->copy;
	int rc = sqlite3_backup_finish(copy->backup);
	copy->backup = NULL;
	if (rc != SQLITE_OK)
		return failed(store);
	job->left = 0;
	job->anchor = store_end(store);
	let_go(copy);
	return STORE_OK;
}

static enum store_result go_on(struct store *store, struct store_job *job) {
	sqlite3_backup *backup = store->copy.backup;
	if (!backup)
		return STORE_FAILED;
	int rc = sqlite3_backup_step(backup, SLICE_PAGES), left = sqlite3_backup_remaining(backup);
	if (rc != SQLITE_OK)
		return finish(store, job);
	job->left = left > 0 ? left : 1;
	return STORE_OK;
}

enum store_result store_copy(struct store *store, const char *path, struct store_anchor *end) {
	struct store_job job = {.kind = JOB_COPY};
	job.result = begin(store, path);
	do {
		if (job.result == STORE_OK)
			job.result = go_on(store, &job);
	} while (job.result == STORE_OK && job.left);
	if (job.result != STORE_OK)
		return job.result;
	*end = job.anchor;
	if (plain_file_sync(path))
		return STORE_OK;
	log_error("store: could not write %s: %s", path, strerror(errno));
	unlink(path);
	return STORE_FAILED;
}

void copy_run(struct store *store, struct store_job *job) {
	job->result = job->text ? begin(store, job->text) : STORE_OK;
	if (job->result == STORE_OK)
		job->result = go_on(store, job);
}
