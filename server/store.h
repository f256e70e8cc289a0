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
#include <stdint.h>

enum {
	STORE_DIGEST_SIZE = 16, /* of an idempotency key with its actor and route */
	STORE_SECRET_SIZE = 32, /* hash of a session's or device's secret */
	STORE_PASSWORD_SIZE = 128,
	STORE_HASH_SIZE = 32, /* of the chain of changes */
};

enum store_result {
	STORE_OK,
	STORE_FAILED,  /* could not: the log says why */
	STORE_IN_USE,  /* another process has it open */
	STORE_DAMAGED, /* the file is no database, or its chain does not hold */
	STORE_FOREIGN, /* it is another program's database */
	STORE_NEWER,   /* written by a newer program */
	STORE_FULL,    /* no space left */
};

/* What was answered to a request with an Idempotency-Key. */
struct store_answer {
	int64_t seq; /* of the last change it comes with; 0: no answer */
	unsigned char key[STORE_DIGEST_SIZE];
	unsigned char body[STORE_DIGEST_SIZE]; /* of the request */
	int status;
	char *text; /* the answer; mem_alloc'd, freed with the job */
	int64_t at_ms;
};

/* What a start needs to know of kept answers: their text stays on disk. */
struct store_answer_key {
	int64_t seq; /* the answer's */
	unsigned char key[STORE_DIGEST_SIZE];
	unsigned char body[STORE_DIGEST_SIZE];
	int64_t at_ms;
};

struct store_user {
	char name[ID_SIZE]; /* what they sign in with */
	char role[8];       /* clerk, lead, admin */
	struct clerk clerk;
	char password[STORE_PASSWORD_SIZE]; /* crypto_pwhash_str */
	int64_t ended_ms;                   /* nobody signs in with it any more; 0: it holds */
};

struct store_device {
	char name[ID_SIZE];
	char role[8];  /* kiosk, display */
	bool enrolled; /* it has a key, and `secret` is its hash */
	unsigned char secret[STORE_SECRET_SIZE];
	unsigned char code[STORE_SECRET_SIZE]; /* of the one-time code, until code_until_ms */
	int64_t code_until_ms;                 /* 0: there is none */
	int64_t ended_ms;                      /* it was revoked; 0: not */
	struct display_settings settings;      /* of a display, as the lead wants it */
};

struct store_session {
	unsigned char secret[STORE_SECRET_SIZE];
	char user[ID_SIZE];
	int counter; /* 0: none */
	int64_t since_ms, seen_ms;
};

/* What an act puts into the store, besides saying so. */
enum store_puts {
	PUTS_NOTHING, /* what it tells of is kept elsewhere */
	PUTS_OFFICE,  /* text: a new version of the office file */
	PUTS_CATALOGUE,
	PUTS_USER,   /* user, as it is from now on; its sessions end as with auth_put_user */
	PUTS_DEVICE, /* device, but for its settings */
};

/* What an administrator does. Its change has kind `setup`, how: object, note: id, and a digest of
 * the rest, so that the chain proves it; what was and what is stands in a table beside it. */
struct store_act {
	char act[ID_SIZE];    /* put, add, end, undo … */
	char object[ID_SIZE]; /* office, catalogue, user, device … */
	char id[NOTE_SIZE];   /* which of them; "": there is one */
	int64_t undoes;       /* the act that this one takes back; 0: none */
	char *changes;        /* what was and what is, without secrets (difference_json.h);
				 mem_alloc'd */
	enum store_puts puts;
	char *text;      /* that is put; mem_alloc'd */
	int64_t version; /* out: of the text */
	struct store_user user;
	unsigned char stays[STORE_SECRET_SIZE]; /* the one session of the user that does not end */
	struct store_device device;
};
void store_act_clear(struct store_act *act);

/* An act that was done. */
struct store_act_row {
	int64_t seq, at_ms;
	char by[ID_SIZE];
	int64_t undone_by;    /* 0: it was not taken back */
	struct store_act act; /* without what it put; changes NULL: longer than was asked for */
};

/* Acts that were asked for; store_acts_clear frees what was read. */
struct store_acts {
	int64_t from, until;         /* from ≤ seq < until */
	char object[ID_SIZE];        /* "": of every kind */
	char id[NOTE_SIZE];          /* of this object, or of all of the kind; "": of every one */
	char by[ID_SIZE];            /* "": by whomever */
	int64_t since_ms, before_ms; /* when they were done; 0, 0: whenever */
	size_t limit;
	int64_t changes_max; /* characters of the changes of one */
	size_t count;
	struct store_act_row *rows; /* the newest first; mem_alloc'd */
	bool more;                  /* there are earlier ones */
};
void store_acts_clear(struct store_acts *acts);

/* The digest that the change of an act carries. */
void store_act_digest(const struct store_act *act, char to[static DIGEST_SIZE]);

/* A day as it is read; arrays and text are mem_alloc'd, store_day_clear frees them. */
struct store_day {
	char epoch[EPOCH_SIZE];
	int64_t seq;    /* the last change of all */
	int64_t setups; /* the last version of an office file or catalogue */
	bool numbered;  /* a number was issued, on any day */
	int day;        /* 0: no day was ever opened */
	size_t change_count, answer_count, past_count;
	struct change *changes; /* of that day, in order */
	struct store_answer_key *answers;
	char *learned;       /* what had been learned up to a change; NULL: nothing */
	int64_t learned_seq; /* that change; 0: none */
	struct change *past; /* changes after it that are of earlier days */
};
void store_day_clear(struct store_day *day);

/* What was kept of one day (server/visit_pack.h). */
struct store_pack {
	int day;
	unsigned char *bytes; /* mem_alloc'd; NULL: nothing that fits the day's changes */
	size_t size;
};

/* Days in order, those without any change left out; store_packs_clear frees. */
struct store_packs {
	struct store_pack *at;
	size_t count;
	int next; /* the first day that was not looked at */
};
void store_packs_clear(struct store_packs *packs);

struct store;

/* Whether a directory has a store, in whatever state; an empty file is none. */
bool store_exists(const char *dir);

/* Whether the file is there and has nothing in it: a store that was never begun, or is gone. */
bool store_is_empty(const char *dir);

/* Puts the store of the directory `from`, on the same disk, in the place of the one in `dir`;
 * nobody has either open. What was there is kept beside it, its name with `mark` at the end; `kept`
 * is that name, empty where there was none. On the disk as a whole or not at all: store_open goes
 * on where the machine failed in between. */
enum { STORE_NAME_SIZE = 64 };
enum store_result store_replace(
	const char *dir, const char *from, const char *mark, char kept[static STORE_NAME_SIZE]);

/* Opens or makes the store in a directory (made if missing) and brings its schema up to date. */
struct store *store_open(const char *dir, enum store_result *why);

/* A store of its own that lives in memory and ends with it. */
struct store *store_open_memory(enum store_result *why);

/* A copy at this path that nobody else has open, to be read and checked and no more: nothing is
 * written, beside it neither. One of an older schema is STORE_FAILED. */
struct store *store_open_copy(const char *path, enum store_result *why);

/* Ends the thread after all submitted jobs are done, frees those that nobody took back, closes the
 * file. NULL is nothing. */
void store_close(struct store *store);

/* At once: the open day, its part of the chain verified. */
enum store_result store_load(struct store *store, struct store_day *day);

/* At once: the changes of one day, the chain up to its end verified; nothing else of `day` is set.
 * A day that never was has none. */
enum store_result store_load_day(struct store *store, int date, struct store_day *day);

/* At once: changes of the days `from` to `to` that come after change `after`, the chain up to the
 * last of them verified; at most `limit`. They are mem_alloc'd; `more`: there are others. */
enum store_result store_changes(struct store *store, int from, int to, int64_t after, size_t limit,
	struct change **changes, size_t *count, bool *more);

/* At once: what was kept of the days `from` to `to` in a version of the form: of as many days as
 * take about a millisecond, and up to the first of which nothing fits. */
enum store_result store_packs(
	struct store *store, int version, int from, int to, struct store_packs *packs);

/* At once: keeps what a day comes to with its last change `seq`; false when it has others. */
bool store_pack_put(struct store *store, int version, int day, int64_t seq,
	const unsigned char *bytes, size_t size);

/* At once: what the visits of the days from `from` to before `until` were for. */
enum store_result store_visits(struct store *store, int from, int until, struct popular *popular);

/* At once: the text of one version of the office file; NULL: there is none. */
enum store_result store_setup_version(struct store *store, int64_t version, char **text);

/* A point of the chain: a change, and the hash over all up to it. */
struct store_anchor {
	int64_t seq;
	int day; /* of that change */
	unsigned char hash[STORE_HASH_SIZE];
};

/* At once: the hash at anchor->seq, not verified; STORE_DAMAGED where that change is not. */
enum store_result store_anchor(struct store *store, struct store_anchor *anchor);

/* At once: where the chain ends. */
struct store_anchor store_end(const struct store *store);

/* At once: how many numbers were ever issued. */
enum store_result store_tickets(struct store *store, int64_t *tickets);

/* What was given out on the last day, so that who goes on elsewhere gives nothing out twice. */
struct store_series {
	char service[ID_SIZE];
	int64_t last; /* the value of the number */
};
struct store_block { /* set aside for a kiosk */
	int first, last;
	char by[ID_SIZE];
};
enum { STORE_BLOCKS_MAX = 64 };
struct store_numbers {
	int day; /* 0: no day was ever opened */
	int64_t last_ms;
	size_t series_count, block_count;
	struct store_series series[SERVICES_MAX];
	struct store_block blocks[STORE_BLOCKS_MAX];
};

/* At once: as far as it can be read, whether the chain holds or not. */
enum store_result store_numbers(struct store *store, struct store_numbers *numbers);

/* At once: gives the store another epoch, so that who followed it begins anew, and signs everybody
 * out. */
enum store_result store_renew(struct store *store);

/* At once: copies the whole to a file that is made or written over, and syncs it; `end`: where the
 * copy ends. */
enum store_result store_copy(struct store *store, const char *path, struct store_anchor *end);

/* At once: verifies the file (integrity_check) and the whole chain; `changes` verified. */
enum store_result store_check(struct store *store, int64_t *changes);

/* From now on every store_check of the process ends soon, and is STORE_FAILED: the process is about
 * to end. Any thread. */
void store_give_up_checks(void);

/* At once: the text of the newest office file or catalogue and its version (0 and NULL: none). */
enum store_result store_setup(struct store *store, const char *kind, char **text, int64_t *version);

/* At once: does acts of whoever runs a command, each with its `setup` change, all or nothing. */
enum store_result store_act(
	struct store *store, struct store_act *acts, size_t count, int64_t at_ms, int day);

/* At once: reads acts. */
enum store_result store_acts(struct store *store, struct store_acts *acts);

/* At once: accounts and devices by name, those too that were ended, and sessions; arrays are
 * mem_alloc'd. */
enum store_result store_users(struct store *store, struct store_user **users, size_t *count);
enum store_result store_devices(struct store *store, struct store_device **devices, size_t *count);
enum store_result store_sessions(
	struct store *store, struct store_session **sessions, size_t *count);

enum store_job_kind {
	JOB_COMMIT,      /* changes (may be none), an act (may be none) whose change is the last of
			    them, and an answer (may be none), one transaction with others */
	JOB_ANSWER,      /* in: answer.seq, key; out: answer.status, text (status 0: not there) */
	JOB_SESSION_PUT, /* session */
	JOB_SESSION_REMOVE, /* session.secret */
	JOB_DEVICE,         /* device.name and settings */
	JOB_LOAD,           /* out: day; after a failure */
	JOB_SETUP,          /* as JOB_COMMIT, for an act that puts an office file; out: day */
	JOB_ACTS,           /* in: acts, what is asked for; out: the same, read */
	JOB_LEARNED,        /* text, day.day, day.seq */
	JOB_CHANGES,        /* in: from, until (included), after, limit; out: changes, more */
	JOB_PACKS,          /* in: from, until (included), version; out: packs */
	JOB_PACK_PUT,       /* in: from, version, after (its last change), bytes, size */
	JOB_VISITS,         /* in: from, until; out: popular */
	JOB_PURGE,          /* answers older than answer.at_ms */
	JOB_COPY,           /* a slice of a copy of the whole file, a short time long, after all
			       that came with it: in: text: the file to be made, NULL: on with
			       it; out: left, and with 0 the anchor where the copy ends. One at
			       a time; one that fails is given up and removed. */
	JOB_ANCHOR,         /* anchor: as store_anchor */
};

struct store_job {
	enum store_job_kind kind;
	size_t change_count;
	struct change *changes; /* mem_alloc'd array */
	struct store_act act;   /* act.act is "": none */
	struct store_acts acts;
	struct store_answer answer;
	struct store_session session;
	struct store_device device;
	struct store_day day;
	int from, until; /* days */
	int64_t after;
	size_t limit;
	bool more;
	int version;
	struct store_packs packs;
	unsigned char *bytes; /* mem_alloc'd */
	size_t size;
	struct popular popular;
	struct store_anchor anchor;
	int64_t left; /* pages of a copy */
	char *text;   /* mem_alloc'd */
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

/* How long commits took since the store was opened, for the owner's thread. */
enum { STORE_BOUNDS = 11 };
extern const double store_bounds_s[STORE_BOUNDS];
struct store_figures {
	uint64_t commits[STORE_BOUNDS + 1]; /* that took at most so long; last: longer than any */
	double commit_s;                    /* sum */
};
struct store_figures store_figures(const struct store *store);

/* All finished jobs as a list in order of submission, or NULL; the caller frees each. */
struct store_job *store_finished(struct store *store);

#endif
