/*
 * backups: copies of the store in a folder, made while the server runs, proven, and tried out.
 *
 * One thing is under way at a time. What waits for the folder's disk is done on two threads, one
 * for what is short; the copy itself is made by the store's thread, in slices between its commits.
 * A backup has its name once it is whole and proven; what is known of each is kept beside them, and
 * what this server did not make is never removed. By itself one is made when a day's opening hours
 * are over, of which the newest BACKUPS_KEPT stay, and as many of those that were asked for.
 *
 * Owner: whoever called backups_open; one thread, the loop's. Moments are Unix milliseconds, sizes
 * bytes. Needs the office's time zone.
 */
#ifndef MOTCUA_BACKUPS_H
#define MOTCUA_BACKUPS_H

#include "server/office.h"

enum { BACKUPS_KEPT = 14, BACKUP_NAME_SIZE = 64, BACKUPS_LATE_DAYS = 2 };

enum backup_fault {
	BACKUP_FINE,
	BACKUP_NO_FOLDER, /* it cannot be made, read or written */
	BACKUP_TAKEN,     /* another server writes there */
	BACKUP_NO_SPACE,
	BACKUP_DAMAGED, /* it is no whole store */
	BACKUP_NEWER,   /* of a newer version of this program */
	BACKUP_GONE,    /* it is not there any more */
	BACKUP_FAILED,  /* the log says why */
};

struct backup {
	char name[BACKUP_NAME_SIZE];
	int64_t at_ms; /* which moment it is of */
	int64_t size;
	int64_t proven_ms; /* 0: not, or it is another file since */
	int64_t changes, tickets;
	bool own;   /* made by this server */
	bool daily; /* made by itself */
};

enum backup_task { BACKUP_NONE, BACKUP_DAILY, BACKUP_ASKED, BACKUP_DRILL };
enum backup_step { BACKUP_PREPARES, BACKUP_COPIES, BACKUP_PROVES, BACKUP_TRIES };

/* What is under way, or was last. */
struct backup_run {
	enum backup_task task; /* BACKUP_NONE: nothing */
	enum backup_step step;
	char name[BACKUP_NAME_SIZE]; /* "": not known yet */
	char by[ID_SIZE];            /* who asked; "": nobody */
	int64_t begun_ms, ended_ms;
	int64_t pages, left; /* of the copy */
	enum backup_fault fault;
	int day;                  /* drill: the day that was started */
	int64_t changes, tickets; /* drill: of that day; else of all */
	int64_t took_ms;
};

/* The folder as it was when it was last looked at. */
struct backup_folder {
	enum backup_fault fault;
	int64_t free;   /* space that is left */
	bool same_disk; /* as the store's */
	int64_t store;  /* the store's size */
	size_t count;
	struct backup *at; /* the newest first; mem_alloc'd */
};

struct backups;

struct backups_options {
	struct office *office;
	const char *folder;   /* made when it is needed */
	const char *data_dir; /* of the store */
	int64_t first_ms;     /* when the store's first change was made */
};

/* NULL when the system gives no thread (logged). */
struct backups *backups_open(const struct backups_options *options);

/* Gives up what is under way, and tells who waits: before the office stops, and the process ends.
 * NULL is nothing. */
void backups_stop(struct backups *b);
void backups_free(struct backups *b);

const char *backups_path(const struct backups *b);
const struct backup_folder *backups_folder(const struct backups *b);
const struct backup_run *backups_under_way(const struct backups *b);
const struct backup_run *backups_last(const struct backups *b); /* copy */
const struct backup_run *backups_last_drill(const struct backups *b);

/* When the newest one was made that is proven; 0: there is none. */
int64_t backups_proven_ms(const struct backups *b);

/* Whether that is longer ago than it should be. */
bool backups_late(const struct backups *b);

/* When the next one is made by itself. */
int64_t backups_next_ms(const struct backups *b);

/* Whether a file can be a backup by its name. */
bool backups_name_ok(const char *name);

/* Begins to make one, where none is being made; false: something else is under way. */
bool backups_make(struct backups *b, const char *by);

/* Begins to try one out: whether a day can be started from it; false as above. */
bool backups_drill(struct backups *b, const char *name, const char *by);

/* Looks at the folder. */
typedef void backups_done(void *arg);
void backups_look(struct backups *b, backups_done *then, void *arg);

/* Reads of a backup from `at` on; `then` gets up to BACKUP_CHUNK bytes, whole until the end of the
 * file, and its size; NULL: it cannot be read. */
enum { BACKUP_CHUNK = 256 * 1024 };
typedef void backups_read_done(void *arg, const char *bytes, size_t count, int64_t size);
void backups_read(
	struct backups *b, const char *name, int64_t at, backups_read_done *then, void *arg);

/* What time brings; about once a second. */
void backups_tick(struct backups *b);

/* Readable when backups_drain has something to do. */
enum { BACKUPS_FDS = 2 };
int backups_fd(const struct backups *b, int i);
void backups_drain(struct backups *b);

#endif
