#include "server/restore.h"

#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"
#include "server/office.h"
#include "server/templates.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_NAME "motcua.sqlite"

void restore_clear(const char *scratch) {
	DIR *d = opendir(scratch);
	if (!d)
		return;
	for (struct dirent *e; (e = readdir(d));)
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	rmdir(scratch);
}

static enum store_result not_copied(const char *file) {
	int error = errno;
	log_error("restore: %s cannot be copied: %s", file, strerror(error));
	errno = error;
	return plain_file_full(error) ? STORE_FULL : STORE_FAILED;
}

/* A file that was taken out of a directory by hand may have its journal beside it. */
static enum store_result copy_in(const char *file, const char *scratch) {
	char *journal = mem_printf("%s-wal", file);
	restore_clear(scratch);
	bool ok =
		mkdir(scratch, 0700) == 0 && plain_file_copy(file, scratch, FILE_NAME) &&
		(access(journal, F_OK) != 0 || plain_file_copy(journal, scratch, FILE_NAME "-wal"));
	mem_free(journal);
	return ok ? STORE_OK : not_copied(file);
}

/* An empty file would become an empty store. */
static bool is_empty(const char *file) {
	struct stat s;
	return stat(file, &s) == 0 && s.st_size == 0;
}

struct store *restore_make(const char *file, const char *scratch, enum store_result *why) {
	int64_t changes;
	*why = is_empty(file) ? STORE_DAMAGED : copy_in(file, scratch);
	if (*why != STORE_OK)
		return NULL;
	struct store *store = store_open(scratch, why);
	if (store)
		*why = store_check(store, &changes);
	if (*why == STORE_OK)
		return store;
	store_close(store);
	return NULL;
}

struct setup *restore_setup(struct store *store) {
	char *text = NULL, why[SETUP_WHY_SIZE];
	int64_t version = 0;
	if (store_setup(store, "office", &text, &version) != STORE_OK)
		return NULL;
	if (!text)
		text = mem_strdup(templates_text(TEMPLATES_BLANK));
	struct setup *setup = setup_reopen(text, strlen(text), why, sizeof why);
	mem_free(text);
	if (setup)
		setup->version = version;
	else
		log_error("restore: the office file cannot be used: %s", why);
	return setup;
}

bool restore_use_zone(struct store *store) {
	struct setup *setup = restore_setup(store);
	bool ok = setup && clock_use_zone(setup->time_zone);
	setup_free(setup);
	return ok;
}

/* The office asks for the time without saying whose: never before what the other store has. */
static _Thread_local int64_t floor_ms;

static int64_t now_ms(void) {
	int64_t wall_ms = clock_wall_ms();
	return wall_ms > floor_ms ? wall_ms : floor_ms;
}

static void continue_series(
	struct office *o, const struct store_series *s, struct restore_day *day) {
	struct change c = office_change(o, "system");
	int line = setup_service(office_setup(o), s->service);
	bool fits = s->last <= office_setup(o)->number_max;
	if (line < 0)
		return;
	if (!fits)
		day->incomplete = true;
	else if (queue_decide_continue(office_queue(o), line, (int)s->last, &c) == VERDICT_OK) {
		office_apply(o, &c);
		day->continued++;
	}
}

static void set_aside(struct office *o, const struct store_block *b, struct restore_day *day) {
	struct change c = office_change(o, b->by);
	switch (queue_decide_set_aside(office_queue(o), b->first, b->last, &c)) {
	case VERDICT_OK:
		break;
	case VERDICT_NOTHING:
		return;
	default:
		day->incomplete = true;
		return;
	}
	office_apply(o, &c);
	int64_t lease = c.seq;
	c = office_change(o, b->by);
	if (queue_decide_lease_return(office_queue(o), lease, &c) == VERDICT_OK)
		office_apply(o, &c);
	day->set_aside++;
}

static void go_on_behind(
	struct office *o, const struct store_numbers *before, struct restore_day *day) {
	if (before->day != office_change(o, "system").day)
		return;
	for (size_t i = 0; i < before->series_count; i++)
		continue_series(o, &before->series[i], day);
	for (size_t i = 0; i < before->block_count; i++)
		set_aside(o, &before->blocks[i], day);
}

struct settling {
	bool waiting;
	enum store_result result;
};

static void settled(void *arg, enum store_result result) {
	*(struct settling *)arg = (struct settling){false, result};
}

/* Sends off what was applied and waits for the disk. */
static enum store_result settle(struct office *o) {
	struct settling settling = {.waiting = true};
	struct pollfd disk = {.fd = office_fd(o), .events = POLLIN};
	office_commit(o, NULL, settled, &settling);
	while (settling.waiting) {
		poll(&disk, 1, -1);
		office_drain(o);
	}
	return settling.result;
}

static void count(const struct store_day *read, struct restore_day *day) {
	day->day = read->day;
	day->changes = read->change_count;
	for (size_t i = 0; i < read->change_count; i++)
		day->tickets += read->changes[i].kind == CHANGE_ISSUED;
}

static struct office *open_office(
	struct store *store, const struct setup *setup, const struct store_day *day) {
	return office_new(&(struct office_options){
		.store = store,
		.setup = setup,
		.day = day,
		.now_ms = now_ms,
		.mono_ms = clock_mono_ms,
	});
}

static enum store_result begin(struct store *store, const struct setup *setup,
	const struct store_numbers *before, struct restore_day *day) {
	struct store_day read = {0};
	enum store_result result = store_load(store, &read);
	if (result != STORE_OK)
		return result;
	count(&read, day);
	struct office *o = open_office(store, setup, &read);
	store_day_clear(&read);
	if (!o)
		return STORE_DAMAGED;
	if (!store_start(store)) {
		office_free(o);
		return STORE_FAILED;
	}
	office_tick(o);
	if (before)
		go_on_behind(o, before, day);
	result = settle(o);
	office_stop(o);
	office_free(o);
	return result;
}

enum store_result restore_begin(
	struct store *store, const struct store_numbers *before, struct restore_day *day) {
	struct setup *setup = restore_setup(store);
	*day = (struct restore_day){0};
	floor_ms = before ? before->last_ms : 0;
	enum store_result result = setup ? begin(store, setup, before, day) : STORE_FAILED;
	setup_free(setup);
	return result;
}
