/*
 * store: everything that must survive, in one SQLite file that one process has open.
 *
 * One connection, locking_mode=EXCLUSIVE set before WAL, synchronous=FULL, STRICT tables,
 * migrations by user_version (schema/NNN.sql) with a copy of the file before each. Changes are
 * chained: hash = BLAKE2b-256(hash before, the row in canonical bytes); see store_chain.h.
 *
 * After store_open the calls marked "at once" may be used from the opening thread. After
 * store_start a thread of the store's own is the only one that touches SQLite: the loop hands over
 * jobs with store_submit and takes finished ones back with store_finished, in the order of
 * submission. What has gathered while the last commit was syncing becomes one transaction. When a
 * commit fails, its jobs and every job after it come back failed, until a JOB_LOAD has been
 * answered: the owner throws its state away and reads it again. Owner: main. Errors: one log line
 * by the store; slugs for people are the caller's.
 */
#ifndef MOTCUA_STORE_H
#define MOTCUA_STORE_H

#include "common/device.h"
#include "server/popular.h"

#include <stddef.h>

enum {
	STORE_DIGEST_SIZE = 16, /* of an idempotency key with its actor and route */
	STORE_SECRET_SIZE = 32, /* hash of a session's or device's secret */
	STORE_PASSWORD_SIZE = 128,
};

enum store_result {
	STORE_OK,
	STORE_FAILED,  /* could not: the log says why */
	STORE_IN_USE,  /* another process has it open */
	STORE_DAMAGED, /* the file is no database, or its chain does not hold */
	STORE_NEWER,   /* written by a newer program */
	STORE_FULL,    /* no space left */
};

/* What was answered to a request with an Idempotency-Key. */
struct store_answer {
	unsigned char key[STORE_DIGEST_SIZE];  /* all zero: none */
	unsigned char body[STORE_DIGEST_SIZE]; /* of the request */
	int status;
	char *text; /* the answer; mem_alloc'd, freed with the job */
	int64_t at_ms;
};

/* What a start needs to know of kept answers: their text stays on disk. */
struct store_answer_key {
	unsigned char key[STORE_DIGEST_SIZE];
	unsigned char body[STORE_DIGEST_SIZE];
	int64_t at_ms;
};

struct store_user {
	char name[ID_SIZE]; /* what they sign in with */
	char role[8];       /* clerk, lead, admin */
	struct clerk clerk;
	char password[STORE_PASSWORD_SIZE]; /* crypto_pwhash_str */
};

struct store_device {
	char name[ID_SIZE];
	char role[8]; /* kiosk, display */
	unsigned char secret[STORE_SECRET_SIZE];
	struct display_settings settings; /* of a display, as the lead wants it */
};

struct store_session {
	unsigned char secret[STORE_SECRET_SIZE];
	char user[ID_SIZE];
	int counter; /* 0: none */
	int64_t since_ms, seen_ms;
};

/* A day as it is read; arrays and text are mem_alloc'd, store_day_clear frees them. */
struct store_day {
	char epoch[EPOCH_SIZE];
	int64_t seq;    /* the last change of all */
	int64_t setups; /* the last version of an office file or catalogue */
	int day;        /* 0: no day was ever opened */
	size_t change_count, answer_count, past_count;
	struct change *changes; /* of that day, in order */
	struct store_answer_key *answers;
	char *learned;       /* what had been learned up to a change; NULL: nothing */
	int64_t learned_seq; /* that change; 0: none */
	struct change *past; /* changes after it that are of earlier days */
};
void store_day_clear(struct store_day *day);

struct store;

/* Whether a directory has a store, in whatever state. */
bool store_exists(const char *dir);

/* Opens or makes the store in a directory (made if missing) and brings its schema up to date. */
struct store *store_open(const char *dir, enum store_result *why);

/* A store of its own that lives in memory and ends with it. */
struct store *store_open_memory(enum store_result *why);

/* Ends the thread after all submitted jobs are done, frees those that nobody took back, closes the
 * file. NULL is nothing. */
void store_close(struct store *store);

/* At once: the open day, its part of the chain verified. */
enum store_result store_load(struct store *store, struct store_day *day);

/* At once: the changes of one day, the chain up to its end verified; nothing else of `day` is set.
 * A day that never was has none. */
enum store_result store_load_day(struct store *store, int date, struct store_day *day);

/* At once: what the visits of the days from `from` to before `until` were for. */
enum store_result store_visits(struct store *store, int from, int until, struct popular *popular);

/* At once: the text of one version of the office file; NULL: there is none. */
enum store_result store_setup_version(struct store *store, int64_t version, char **text);

/* At once: verifies the file (integrity_check) and the whole chain; `changes` verified. */
enum store_result store_check(struct store *store, int64_t *changes);

/* At once: the text of the newest office file or catalogue and its version (0 and NULL: none). */
enum store_result store_setup(struct store *store, const char *kind, char **text, int64_t *version);

/* At once: keeps new texts (NULL: unchanged) and a `setup` change, all or nothing. */
enum store_result store_import(
	struct store *store, const char *office, const char *catalogue, int64_t at_ms, int day);

/* At once: accounts, devices and sessions; arrays are mem_alloc'd. Adding a name that is there, or
 * removing one that is not, is STORE_FAILED. */
enum store_result store_users(struct store *store, struct store_user **users, size_t *count);
enum store_result store_user_add(struct store *store, const struct store_user *user);
enum store_result store_user_remove(struct store *store, const char *name);
enum store_result store_devices(struct store *store, struct store_device **devices, size_t *count);
enum store_result store_device_add(struct store *store, const struct store_device *device);
enum store_result store_device_remove(struct store *store, const char *name);
enum store_result store_sessions(
	struct store *store, struct store_session **sessions, size_t *count);

enum store_job_kind {
	JOB_COMMIT,      /* changes (may be none) and an answer (may be none), one transaction with
			    others */
	JOB_ANSWER,      /* in: answer.key; out: answer.status and text (status 0: not there) */
	JOB_SESSION_PUT, /* session */
	JOB_SESSION_REMOVE, /* session.secret */
	JOB_DEVICE,         /* device.name and settings */
	JOB_LOAD,           /* out: day; after a failure */
	JOB_SETUP,          /* in: text of an office file, changes: the one that says so; out:
			       version, day */
	JOB_LEARNED,        /* text, day.day, day.seq */
	JOB_DAY,            /* in: day.day; out: day */
	JOB_VISITS,         /* in: from, until; out: popular */
	JOB_PURGE,          /* answers older than answer.at_ms */
};

struct store_job {
	enum store_job_kind kind;
	size_t change_count;
	struct change *changes; /* mem_alloc'd array */
	struct store_answer answer;
	struct store_session session;
	struct store_device device;
	struct store_day day;
	int from, until; /* days */
	struct popular popular;
	char *text; /* mem_alloc'd */
	enum store_result result;
	void (*done)(struct store_job *job,
		void *arg); /* for the owner: called by whoever takes it back */
	void *arg;
	struct store_job *next; /* the mailbox's */
};

struct store_job *store_job_new(enum store_job_kind kind);
void store_job_free(struct store_job *job);

/* Starts the store's thread; false when there can be none. */
bool store_start(struct store *store);

/* Hands a job over; it comes back by store_finished. Never waits for the disk. */
void store_submit(struct store *store, struct store_job *job);

/* Readable (an eventfd) while finished jobs may be waiting; reading it is store_finished's work. */
int store_fd(const struct store *store);

/* Waits until all submitted jobs are done and ends the thread, if there is one: what is finished
 * can still be taken, nothing more can be submitted. */
void store_stop(struct store *store);

/* All finished jobs as a list in order of submission, or NULL; the caller frees each. */
struct store_job *store_finished(struct store *store);

#endif
