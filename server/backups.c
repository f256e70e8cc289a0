#include "server/backups.h"

#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/backups_day.h"
#include "server/backups_make.h"
#include "server/worker.h"

#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
	NICE = 10,
	DAY_MS = 24 * 60 * 60 * 1000,
	RETRY_MS = 60 * 60 * 1000,
	LOOK_MS = 10 * 60 * 1000
};

enum job_kind { JOB_LOOK, JOB_READ, JOB_PREPARE, JOB_FINISH, JOB_DRILL };

/* A thread's while it is under way. */
struct job {
	enum job_kind kind;
	struct backups_place place;
	struct backup_run run;
	struct backup_folder folder;
	enum backup_fault fault;
	int lock;
	char name[BACKUP_NAME_SIZE];
	int64_t at, got, size;
	char *bytes;
	backups_done *looked;
	backups_read_done *read;
	void *arg;
};

struct backups {
	struct backups_options options;
	char *path, *data_dir;
	struct worker *quick, *slow;
	struct backup_folder folder;
	bool looked, stopping;
	int64_t looked_ms, tried_ms; /* tried_ms: the last time by itself */
	int lock;                    /* of the folder, while one is made; -1 */
	struct backup_run now, last, last_drill;
};

/* --- on the threads --- */

static void run_job(struct job *j) {
	bool daily = j->run.task == BACKUP_DAILY;
	struct backup made = {.at_ms = j->run.begun_ms, .daily = daily};
	switch (j->kind) {
	case JOB_LOOK:
		backups_folder_look(&j->place, &j->folder);
		break;
	case JOB_READ:
		j->bytes = mem_alloc(BACKUP_CHUNK, 1);
		j->got = backups_folder_read(
			j->place.folder, j->name, j->at, j->bytes, BACKUP_CHUNK, &j->size);
		break;
	case JOB_PREPARE:
		j->fault = backups_make_prepare(
			&j->place, j->run.begun_ms, daily, j->run.name, &j->lock);
		break;
	case JOB_FINISH:
		text_copy(made.name, sizeof made.name, j->run.name);
		j->fault = backups_make_finish(&j->place, &made);
		j->run.changes = made.changes;
		j->run.tickets = made.tickets;
		break;
	case JOB_DRILL:
		j->fault = backups_make_drill(&j->place, &j->run);
		break;
	}
}

static void run_quick(void **items, size_t count, void *arg) {
	(void)count;
	(void)arg;
	run_job(items[0]);
}

static void run_slow(void **items, size_t count, void *arg) {
	setpriority(PRIO_PROCESS, 0, NICE); /* of this thread: the counters come first */
	run_quick(items, count, arg);
}

static struct job *job_new(const struct backups *b, enum job_kind kind) {
	struct job *j = mem_alloc(1, sizeof *j);
	*j = (struct job){.kind = kind, .place = {b->path, b->data_dir}, .run = b->now, .lock = -1};
	return j;
}

/* --- one after the other --- */

static int64_t now_ms(const struct backups *b) {
	return office_now(b->options.office);
}

static void free_folder(struct backups *b) {
	if (b->lock >= 0)
		close(b->lock);
	b->lock = -1;
}

static void tell(const struct backup_run *run) {
	static const char *const faults[] = {
		[BACKUP_NO_FOLDER] = "the folder cannot be used",
		[BACKUP_TAKEN] = "another server uses the folder",
		[BACKUP_NO_SPACE] = "there is no space left",
		[BACKUP_DAMAGED] = "it is not whole",
		[BACKUP_NEWER] = "it is of a newer version of this program",
		[BACKUP_GONE] = "it is not there",
		[BACKUP_FAILED] = "it could not be done",
	};
	/* Whoever tries out one that is none is told, and nothing is amiss. */
	bool none = run->fault == BACKUP_GONE || run->fault == BACKUP_NEWER;
	const char *what = run->task == BACKUP_DRILL ? "tried out" : "made";
	if (run->fault == BACKUP_FINE)
		log_info("backup: %s: %s and proven, %lld numbers", run->name, what,
			(long long)run->tickets);
	else
		(none ? log_warn : log_error)("backup: %s could not be %s: %s",
			*run->name ? run->name : "it", what, faults[run->fault]);
}

static void end(struct backups *b, enum backup_fault fault) {
	struct backup_run *run = &b->now;
	free_folder(b);
	run->fault = fault;
	run->ended_ms = now_ms(b);
	tell(run);
	*(run->task == BACKUP_DRILL ? &b->last_drill : &b->last) = *run;
	*run = (struct backup_run){0};
	if (!b->stopping)
		backups_look(b, NULL, NULL);
}

static enum backup_fault fault_of(enum store_result result) {
	return result == STORE_FULL ? BACKUP_NO_SPACE : BACKUP_FAILED;
}

static void copied(void *arg, enum store_result result, int64_t left) {
	struct backups *b = arg;
	struct backup_run *run = &b->now;
	run->left = left;
	run->pages = left > run->pages ? left : run->pages;
	if (result != STORE_OK) {
		end(b, fault_of(result));
	} else if (b->stopping) {
		return;
	} else if (left) {
		office_copy(b->options.office, NULL, copied, b);
	} else {
		run->step = BACKUP_PROVES;
		worker_submit(b->slow, job_new(b, JOB_FINISH));
	}
}

static void prepared(struct backups *b, struct job *j) {
	b->lock = j->lock;
	text_copy(b->now.name, sizeof b->now.name, j->run.name);
	if (j->fault != BACKUP_FINE) {
		end(b, j->fault);
	} else if (!b->stopping) {
		char *part = backups_make_part(b->path, b->now.name);
		b->now.step = BACKUP_COPIES;
		office_copy(b->options.office, part, copied, b);
		mem_free(part);
	}
}

static void finished(struct backups *b, struct job *j) {
	b->now.changes = j->run.changes;
	b->now.tickets = j->run.tickets;
	b->now.day = j->run.day;
	b->now.took_ms = j->run.took_ms;
	end(b, j->fault);
}

static void looked(struct backups *b, struct job *j) {
	backups_folder_clear(&b->folder);
	b->folder = j->folder;
	b->looked = true;
	if (j->looked)
		j->looked(j->arg);
}

static void read_done(struct job *j) {
	j->read(j->arg, j->got < 0 ? NULL : j->bytes, j->got < 0 ? 0 : (size_t)j->got, j->size);
	mem_free(j->bytes);
}

static void done(struct backups *b, struct job *j) {
	switch (j->kind) {
	case JOB_LOOK:
		looked(b, j);
		break;
	case JOB_READ:
		read_done(j);
		break;
	case JOB_PREPARE:
		prepared(b, j);
		break;
	case JOB_FINISH:
	case JOB_DRILL:
		finished(b, j);
		break;
	}
	mem_free(j);
}

/* --- for the owner --- */

struct backups *backups_open(const struct backups_options *options) {
	struct backups *b = mem_alloc(1, sizeof *b);
	b->options = *options;
	b->lock = -1;
	b->path = mem_strdup(options->folder);
	b->data_dir = mem_strdup(options->data_dir);
	b->quick = worker_new(run_quick, WORKER_ONE, NULL);
	b->slow = worker_new(run_slow, WORKER_ONE, NULL);
	if (b->quick && b->slow) {
		backups_look(b, NULL, NULL);
		return b;
	}
	log_error("backup: no thread for it");
	backups_free(b);
	return NULL;
}

void backups_stop(struct backups *b) {
	if (!b)
		return;
	b->stopping = true;
	store_give_up_checks();
	worker_stop(b->slow);
	worker_stop(b->quick);
	backups_drain(b);
}

void backups_free(struct backups *b) {
	if (!b)
		return;
	if (b->now.task != BACKUP_NONE && b->now.step == BACKUP_COPIES) {
		char *part = backups_make_part(b->path, b->now.name);
		unlink(part);
		mem_free(part);
	}
	free_folder(b);
	worker_free(b->quick);
	worker_free(b->slow);
	backups_folder_clear(&b->folder);
	mem_free(b->path);
	mem_free(b->data_dir);
	mem_free(b);
}

static bool begin(struct backups *b, enum backup_task task, const char *by) {
	if (b->now.task != BACKUP_NONE || b->stopping)
		return false;
	b->now = (struct backup_run){.task = task, .begun_ms = now_ms(b)};
	text_copy(b->now.by, sizeof b->now.by, by);
	return true;
}

bool backups_make(struct backups *b, const char *by) {
	if (b->now.task == BACKUP_DAILY || b->now.task == BACKUP_ASKED)
		return true;
	if (!begin(b, *by ? BACKUP_ASKED : BACKUP_DAILY, by))
		return false;
	worker_submit(b->slow, job_new(b, JOB_PREPARE));
	return true;
}

bool backups_drill(struct backups *b, const char *name, const char *by) {
	if (b->now.task == BACKUP_DRILL && !strcmp(b->now.name, name))
		return true;
	if (!begin(b, BACKUP_DRILL, by))
		return false;
	b->now.step = BACKUP_TRIES;
	text_copy(b->now.name, sizeof b->now.name, name);
	worker_submit(b->slow, job_new(b, JOB_DRILL));
	return true;
}

void backups_look(struct backups *b, backups_done *then, void *arg) {
	struct job *j = job_new(b, JOB_LOOK);
	j->looked = then;
	j->arg = arg;
	b->looked_ms = clock_mono_ms();
	worker_submit(b->quick, j);
}

void backups_read(
	struct backups *b, const char *name, int64_t at, backups_read_done *then, void *arg) {
	if (b->stopping) {
		then(arg, NULL, 0, 0);
		return;
	}
	struct job *j = job_new(b, JOB_READ);
	text_copy(j->name, sizeof j->name, name);
	j->at = at;
	j->read = then;
	j->arg = arg;
	worker_submit(b->quick, j);
}

/* After a failure it is tried again an hour later. */
static bool is_due(const struct backups *b) {
	int64_t now = now_ms(b), due = backups_day_due_ms(office_setup(b->options.office), now);
	bool tried = b->tried_ms >= due && now < b->tried_ms + RETRY_MS;
	return b->looked && b->options.first_ms < due && backups_proven_ms(b) < due && !tried &&
	       office_ready(b->options.office);
}

void backups_tick(struct backups *b) {
	if (b->now.task == BACKUP_NONE && is_due(b)) {
		b->tried_ms = now_ms(b);
		backups_make(b, "");
	}
	if (clock_mono_ms() >= b->looked_ms + LOOK_MS)
		backups_look(b, NULL, NULL);
}

int backups_fd(const struct backups *b, int i) {
	return worker_fd(i ? b->slow : b->quick);
}

void backups_drain(struct backups *b) {
	for (struct job *j; (j = worker_finished(b->quick));)
		done(b, j);
	for (struct job *j; (j = worker_finished(b->slow));)
		done(b, j);
}

/* --- what is known --- */

const char *backups_path(const struct backups *b) {
	return b->path;
}

const struct backup_folder *backups_folder(const struct backups *b) {
	return &b->folder;
}

const struct backup_run *backups_under_way(const struct backups *b) {
	return &b->now;
}

const struct backup_run *backups_last(const struct backups *b) {
	return &b->last;
}

const struct backup_run *backups_last_drill(const struct backups *b) {
	return &b->last_drill;
}

int64_t backups_proven_ms(const struct backups *b) {
	int64_t newest = 0;
	for (size_t i = 0; i < b->folder.count; i++) {
		const struct backup *one = &b->folder.at[i];
		if (one->proven_ms && one->own && one->at_ms > newest)
			newest = one->at_ms;
	}
	return newest;
}

bool backups_late(const struct backups *b) {
	int64_t since = backups_proven_ms(b);
	if (since < b->options.first_ms)
		since = b->options.first_ms;
	return b->looked && now_ms(b) - since > (int64_t)BACKUPS_LATE_DAYS * DAY_MS;
}

int64_t backups_next_ms(const struct backups *b) {
	return backups_day_next_ms(office_setup(b->options.office), now_ms(b));
}
