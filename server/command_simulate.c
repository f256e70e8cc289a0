#include "common/clock.h"
#include "common/day.h"
#include "common/mem.h"
#include "server/command.h"
#include "server/simulate_json.h"
#include "server/simulate_report.h"
#include "server/workload_past.h"

#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char USAGE[] = "simulate DIR [--counters N|ID,…] [--open ID@HH:MM-HH:MM]… [--report] "
			    "[--from-days YYYYMMDD..YYYYMMDD] [--calls FILE]";

struct request {
	const char *dir, *counters, *from_days, *calls;
	struct conf_list open;
	bool report;
};

static bool read_request(struct request *r, int argc, char **argv) {
	const struct conf_option options[] = {
		{"counters", CONF_TEXT, &r->counters, "N|ID,…",
			"N counters, fewer or more than there were, or only these", 0, 0},
		{"open", CONF_TEXTS, &r->open, "ID@HH:MM-HH:MM",
			"a counter is open then on every day; a new one serves everything", 0, 0},
		{"report", CONF_FLAG, &r->report, NULL, "a table for people in place of JSON", 0,
			0},
		{"from-days", CONF_TEXT, &r->from_days, "YYYYMMDD..YYYYMMDD",
			"makes the days in DIR from the store's own past first", 0, 0},
		{"calls", CONF_TEXT, &r->calls, "FILE",
			"the calls of the last play: DAY T CITIZEN COUNTER", 0, 0},
		{0},
	};
	int at = argc, more = 0;
	if (conf_read(options, USAGE, argc, argv, &at) != CONF_OK)
		return false;
	if (at == argc) {
		fprintf(stderr, "%s\n", USAGE);
		return false;
	}
	r->dir = argv[at];
	return conf_read(options, USAGE, argc - at, argv + at, &more) == CONF_OK &&
	       more == argc - at;
}

/* Whether the days of the past are read: "20260801..20260807". */
static bool read_days(const char *text, int *from, int *to) {
	int size = 0;
	return sscanf(text, "%8d..%8d%n", from, to, &size) == 2 && !text[size] &&
	       day_of_office(*from) && *from <= *to && day_of_office(*to);
}

static bool has_days(const char *dir) {
	char *pattern = mem_printf("%s/day-*.jsonl", dir);
	glob_t found = {0};
	bool has = glob(pattern, 0, NULL, &found) == 0;
	globfree(&found);
	mem_free(pattern);
	return has;
}

/* The days of the past in which somebody took a number. */
static int read_past(struct store *store, int from, int to, struct workload *w) {
	struct setup *setup = command_setup(store, 0);
	int status = COMMANDS_DONE;
	if (!setup || !clock_use_zone(setup->time_zone)) {
		fputs("motcua-server: no office yet\n", stderr);
		status = COMMANDS_FAILED;
	}
	for (int day = from; status == COMMANDS_DONE && day <= to; day = day_after(day, 1)) {
		struct store_day past = {0};
		status = command_status(store_load_day(store, day, &past));
		if (status == COMMANDS_DONE)
			workload_add_past(w, setup, day, past.changes, past.change_count);
		store_day_clear(&past);
	}
	setup_free(setup);
	return status;
}

static int write_past(const struct request *r, const struct workload *w) {
	if (w->count)
		return workload_write(w, r->dir) ? COMMANDS_DONE : COMMANDS_FAILED;
	fprintf(stderr, "--from-days %s: nobody took a number on these days\n", r->from_days);
	return COMMANDS_FAILED;
}

/* Makes DIR's days of the store's own. */
static int make_past(const struct request *r, const char *data_dir) {
	struct workload w = {0};
	int from, to, status;
	if (!read_days(r->from_days, &from, &to))
		return command_usage("--from-days %s: must be YYYYMMDD..YYYYMMDD", r->from_days);
	if (has_days(r->dir)) {
		fprintf(stderr, "--from-days: %s has days already\n", r->dir);
		return COMMANDS_FAILED;
	}
	struct store *store = command_open_existing(data_dir, &status);
	if (!store)
		return status;
	status = read_past(store, from, to, &w);
	store_close(store);
	if (status == COMMANDS_DONE)
		status = write_past(r, &w);
	workload_clear(&w);
	return status;
}

static bool asks_for_change(const struct request *r) {
	return r->counters || r->open.count;
}

/* The days as they are, or with what was asked to be otherwise. */
static int read_workload(const struct request *r, bool changed, struct workload *w) {
	if (!workload_read(w, r->dir))
		return COMMANDS_FAILED;
	bool ok = !changed || !r->counters || workload_set_counters(w, r->counters);
	for (int i = 0; changed && ok && i < r->open.count; i++)
		ok = workload_open(w, r->open.items[i]);
	if (!ok)
		workload_clear(w);
	return ok ? COMMANDS_DONE : COMMANDS_USAGE;
}

static FILE *open_calls(const char *path) {
	FILE *f = fopen(path, "we");
	if (!f)
		fprintf(stderr, "%s: cannot be written: %s\n", path, strerror(errno));
	return f;
}

/* What is told of the days while they are played. */
struct telling {
	size_t play, plays, day, days;
	bool citizens;
	FILE *calls; /* or NULL */
};

static void print_calls(const struct played *p, FILE *to) {
	const struct setup *s = p->day->setup;
	for (size_t i = 0; i < p->call_count; i++) {
		const struct played_call *c = &p->calls[i];
		fprintf(to, "%d %d %d %s\n", p->day->day, c->t, p->citizens[c->citizen].entry->id,
			s->counters[setup_counter(s, c->counter)].name.vi);
	}
}

static void tell_day(void *arg, const struct played *played, const struct queue *queue) {
	struct telling *t = arg;
	size_t done = t->play * t->days + ++t->day, all = t->plays * t->days;
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%zu/%zu%s", done, all, done == all ? "\n" : "");
	if (t->citizens)
		simulate_print_citizens(stdout, t->play, played, queue);
	if (t->calls && t->play + 1 == t->plays)
		print_calls(played, t->calls);
}

static bool play_all(const struct request *r, const struct workload *workloads, size_t count,
	struct simulate_play *plays) {
	struct telling telling = {.plays = count, .citizens = !r->report};
	bool ok = true;
	telling.calls = r->calls ? open_calls(r->calls) : NULL;
	if (r->calls && !telling.calls)
		return false;
	for (size_t i = 0; ok && i < count; i++) {
		telling.play = i;
		telling.day = 0;
		telling.days = workloads[i].count;
		plays[i].setup = workloads[i].days[0].setup;
		ok = simulate(
			&workloads[i], SIMULATE_WITH_WAITS, &plays[i].result, tell_day, &telling);
	}
	if (telling.calls)
		ok = fclose(telling.calls) == 0 && ok;
	return ok;
}

static int play_and_report(
	const struct request *r, const struct workload *workloads, size_t count) {
	struct simulate_play plays[SIMULATE_PLAYS_MAX] = {0};
	bool ok = play_all(r, workloads, count, plays);
	if (ok && r->report)
		simulate_print_table(stdout, words_lang(getenv("LANG")), plays, count);
	else if (ok)
		simulate_print_json(stdout, plays, count);
	for (size_t i = 0; i < count; i++)
		simulation_clear(&plays[i].result);
	return ok ? COMMANDS_DONE : COMMANDS_FAILED;
}

int command_simulate(const char *data_dir, int argc, char **argv) {
	struct request r = {0};
	struct workload workloads[SIMULATE_PLAYS_MAX] = {0};
	size_t count = 0;
	if (!read_request(&r, argc, argv))
		return COMMANDS_USAGE;
	int status = r.from_days ? make_past(&r, data_dir) : COMMANDS_DONE;
	size_t wanted = asks_for_change(&r) ? 2 : 1;
	while (status == COMMANDS_DONE && count < wanted) {
		status = read_workload(&r, count == 1, &workloads[count]);
		count += status == COMMANDS_DONE;
	}
	if (status == COMMANDS_DONE)
		status = play_and_report(&r, workloads, count);
	for (size_t i = 0; i < count; i++)
		workload_clear(&workloads[i]);
	return status;
}
