/*
 * store_sample: a store in a directory of its own and changes to put into it, for tests.
 *
 * The directory is made by store_sample_dir and removed with all that is in it by
 * store_sample_remove. Days and times are fixed.
 */
#ifndef MOTCUA_TESTS_STORE_SAMPLE_H
#define MOTCUA_TESTS_STORE_SAMPLE_H

#include "server/store.h"

enum { SAMPLE_DAY = 20261126 };

/* A new empty directory in TMPDIR or else /tmp; the caller frees the path with store_sample_remove.
 */
char *store_sample_dir(void);
void store_sample_remove(char *dir);

/* The path of the file within, in a buffer that the next call reuses. */
const char *store_sample_file(const char *dir);

/* Begins rand() with SEED, or with the time, and says which. */
void store_sample_seed(void);

/* Opens and must succeed. */
struct store *store_sample_open(const char *dir);

/* Changes as the office makes them; `ticket` of an issue is its own seq. */
struct change store_sample_opened(int64_t seq, int day);
struct change store_sample_issued(int64_t seq, int day, const char *service, const char *number);
struct change store_sample_called(int64_t seq, int day, int64_t ticket, const char *number);

/* A job that commits copies of changes. */
struct store_job *store_sample_job(const struct change *changes, size_t count);

/* Does an act that puts an account or a device. */
enum store_result store_sample_put_user(
	struct store *store, const struct store_user *user, const unsigned char *stays);
enum store_result store_sample_put_device(struct store *store, const struct store_device *device);

/* An act that puts an office file or a catalogue (or, without a text, nothing). */
struct store_act store_sample_act(const char *object, const char *text);

/* Puts one at once. */
enum store_result store_sample_put(
	struct store *store, const char *object, const char *text, int64_t at_ms, int day);

/* Waits for the next finished jobs of a started store. */
struct store_job *store_sample_wait(struct store *store);

/* Commits through the started store and tells the result. */
enum store_result store_sample_commit(
	struct store *store, const struct change *changes, size_t count);

/* A started store in a directory of its own, with the day open: what a test works on. */
struct store_sample {
	char *dir;
	struct store *store;
	int64_t seq; /* the last change */
};

/* Set-up and tear-down of a test. */
int store_sample_make(void **state);
int store_sample_end(void **state);

/* Opens and starts, after the store was closed. */
void store_sample_start(struct store_sample *s);

/* A job that issues the next number. */
struct store_job *store_sample_issue(struct store_sample *s);

/* Submits one job and waits for it; `result` frees it, too. */
struct store_job *store_sample_do(struct store_sample *s, struct store_job *job);
enum store_result store_sample_result(struct store_sample *s, struct store_job *job);

/* The last change as a load tells it; all changes are of the day. */
int64_t store_sample_last(struct store_sample *s);

#endif
