#include "common/clock.h"
#include "common/mem.h"
#include "server/office_state.h"

/* Days that were: their changes, a few at a time, so that nobody waits long for the disk. */

enum { SLICE = 512 };

struct reading {
	struct office *office;
	int day;
	office_changes_read *slice_read;
	office_day_read *day_read;
	void *arg;
	struct store_day read;
	size_t room;
};

static void slice_read(struct store_job *job, void *arg) {
	struct reading *r = arg;
	r->slice_read(r->arg, job->result, job->changes, job->change_count, job->more);
	mem_free(r);
}

void office_read_changes(
	struct office *o, int from, int to, int64_t after, office_changes_read *done, void *arg) {
	struct reading *r = mem_alloc(1, sizeof *r);
	*r = (struct reading){.office = o, .slice_read = done, .arg = arg};
	struct store_job *job = store_job_new(JOB_CHANGES);
	job->from = from;
	job->until = to;
	job->after = after;
	job->limit = SLICE;
	job->done = slice_read;
	job->arg = r;
	office_submit(o, job);
}

static void keep(struct reading *r, const struct change *changes, size_t count) {
	struct store_day *day = &r->read;
	if (day->change_count + count > r->room) {
		r->room = 2 * (day->change_count + count);
		day->changes = mem_realloc(day->changes, r->room, sizeof *day->changes);
	}
	for (size_t i = 0; i < count; i++)
		day->changes[day->change_count++] = changes[i];
}

static void part_read(void *arg, enum store_result result, const struct change *changes,
	size_t count, bool more) {
	struct reading *r = arg;
	if (result == STORE_OK)
		keep(r, changes, count);
	if (result == STORE_OK && more && !r->office->ready)
		result = STORE_FAILED;
	if (result == STORE_OK && more) {
		int64_t after = r->read.changes[r->read.change_count - 1].seq;
		office_read_changes(r->office, r->day, r->day, after, part_read, r);
		return;
	}
	r->day_read(r->arg, result, &r->read);
	store_day_clear(&r->read);
	mem_free(r);
}

void office_read_day(struct office *o, int day, office_day_read *done, void *arg) {
	struct reading *r = mem_alloc(1, sizeof *r);
	*r = (struct reading){.office = o, .day = day, .day_read = done, .arg = arg};
	r->read.day = day;
	office_read_changes(o, day, day, 0, part_read, r);
}
