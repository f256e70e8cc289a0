#include "common/mem.h"
#include "server/office_state.h"

/* What administrators did, read for whoever asks. */

struct reading {
	office_acts_read *done;
	void *arg;
};

static void acts_read(struct store_job *job, void *arg) {
	struct reading *r = arg;
	r->done(r->arg, job->result, &job->acts);
	mem_free(r);
}

void office_read_acts(
	struct office *o, const struct store_acts *wanted, office_acts_read *done, void *arg) {
	struct reading *r = mem_alloc(1, sizeof *r);
	*r = (struct reading){done, arg};
	struct store_job *job = store_job_new(JOB_ACTS);
	job->acts = *wanted;
	job->done = acts_read;
	job->arg = r;
	office_submit(o, job);
}
