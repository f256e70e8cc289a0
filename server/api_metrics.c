#include "common/clock.h"
#include "common/mem.h"
#include "server/api_call.h"
#include "server/calendar.h"
#include "server/process.h"
#include "server/prometheus.h"

#include <stdlib.h>

/* What a monitoring program reads: figures, and nothing of any person. */

static const char GAUGE[] = "gauge", COUNTER[] = "counter";

static void tell_program(const struct api_call *call, FILE *out) {
	const struct prometheus_label version = {"version", version_text()};
	double up_s = (double)(clock_mono_ms() - call->api->begun_mono_ms) / 1000;
	prometheus_family(out, "motcua_build_info", GAUGE, "Which version runs.");
	prometheus_sample(out, "motcua_build_info", &version, 1, 1);
	prometheus_one(out, "motcua_uptime_seconds", GAUGE, "Since the server was started.", up_s);
	prometheus_one(out, "motcua_ready", GAUGE, "1: commands are taken.",
		office_ready(call->office) && !call->api->stopping);
	prometheus_one(out, "motcua_clock_offset_seconds", GAUGE,
		"How far the machine's clock is ahead of the office's time; 0 within a minute.",
		(double)office_clock_off_s(call->office));
}

static void tell_day(const struct api_call *call, FILE *out) {
	const struct setup *s = office_setup(call->office);
	prometheus_one(out, "motcua_day", GAUGE, "The day that is open, as YYYYMMDD.",
		office_board(call->office)->day);
	prometheus_one(out, "motcua_open", GAUGE, "1: the hall is open.",
		calendar_open(s, office_now(call->office)));
}

/* The hall counted through once. */
struct count {
	int states[SERVICES_MAX][TICKET_NO_SHOW + 1];
	int64_t oldest_ms[SERVICES_MAX]; /* since when somebody waits; 0: nobody does */
};

static void count_ticket(struct count *count, const struct queue_ticket *t) {
	if (t->line < 0)
		return;
	count->states[t->line][t->state]++;
	int64_t *oldest_ms = &count->oldest_ms[t->line];
	if (t->state == TICKET_WAITING && (!*oldest_ms || t->issued_at_ms < *oldest_ms))
		*oldest_ms = t->issued_at_ms;
}

static void tell_tickets(const struct setup *s, const struct count *count, FILE *out) {
	static const char name[] = "motcua_tickets";
	prometheus_family(out, name, GAUGE, "The day's numbers by service and state.");
	for (int i = 0; i < s->service_count; i++)
		for (int state = TICKET_ISSUING; state <= TICKET_NO_SHOW; state++) {
			const struct prometheus_label labels[] = {{"service", s->services[i].id},
				{"state", proto_ticket_state((enum ticket_state)state)}};
			prometheus_sample(out, name, labels, 2, count->states[i][state]);
		}
}

/* One figure of every service. */
static void tell_services(const struct setup *s, FILE *out, const char *name, const char *help,
	const double *values) {
	prometheus_family(out, name, GAUGE, help);
	for (int i = 0; i < s->service_count; i++) {
		const struct prometheus_label label = {"service", s->services[i].id};
		prometheus_sample(out, name, &label, 1, values[i]);
	}
}

static void tell_queue(const struct api_call *call, FILE *out) {
	const struct queue *q = office_shown(call->office);
	const struct setup *s = office_setup(call->office);
	double now_ms = (double)office_now(call->office);
	double waiting[SERVICES_MAX] = {0}, oldest_s[SERVICES_MAX] = {0};
	struct count count = {0};
	for (size_t i = 0; i < queue_count(q); i++)
		count_ticket(&count, queue_at(q, i));
	for (int i = 0; i < s->service_count; i++) {
		waiting[i] = count.states[i][TICKET_WAITING];
		if (count.oldest_ms[i])
			oldest_s[i] = (now_ms - (double)count.oldest_ms[i]) / 1000;
	}
	tell_tickets(s, &count, out);
	tell_services(s, out, "motcua_waiting", "Who waits now.", waiting);
	tell_services(s, out, "motcua_oldest_wait_seconds",
		"How long the one has waited who waits longest.", oldest_s);
}

static void tell_counters(const struct api_call *call, FILE *out) {
	static const char name[] = "motcua_counters";
	const struct snapshot *board = office_board(call->office);
	int states[COUNTER_PAUSED + 1] = {0};
	for (int i = 0; i < board->counter_count; i++)
		states[board->counters[i].state]++;
	prometheus_family(out, name, GAUGE, "Counters by state.");
	for (int state = COUNTER_CLOSED; state <= COUNTER_PAUSED; state++) {
		const struct prometheus_label label = {
			"state", proto_counter_state((enum counter_state)state)};
		prometheus_sample(out, name, &label, 1, states[state]);
	}
}

static void tell_http(const struct api_call *call, FILE *out) {
	static const char name[] = "motcua_http_answers_total";
	struct http_figures figures;
	http_figures(call->x, &figures);
	prometheus_family(out, name, COUNTER, "Answers by the class of their status.");
	for (int i = 2; i < HTTP_CLASSES; i++) {
		const char word[] = {(char)('0' + i), 'x', 'x', '\0'};
		const struct prometheus_label label = {"class", word};
		prometheus_sample(out, name, &label, 1, (double)figures.answers[i]);
	}
	prometheus_one(out, "motcua_http_connections", GAUGE, "Connections that are open.",
		(double)figures.connections);
	prometheus_one(out, "motcua_feed_readers", GAUGE, "Who follows the feed.",
		(double)feed_readers(call->api->options.feed));
}

static void tell_store(const struct api_call *call, FILE *out) {
	struct office_figures f = office_figures(call->office);
	prometheus_one(out, "motcua_calls_total", COUNTER,
		"Numbers called since the server was started.", (double)f.calls);
	prometheus_one(out, "motcua_store_seq", GAUGE, "The last change on the disk.",
		(double)office_board(call->office)->seq);
	prometheus_one(
		out, "motcua_store_jobs", GAUGE, "Jobs that wait for the disk.", (double)f.jobs);
	prometheus_histogram(out, "motcua_store_commit_seconds",
		"How long the disk took for what was done together.", store_bounds_s,
		f.store.commits, STORE_BOUNDS, f.store.commit_s);
}

static void tell_backups(const struct api_call *call, FILE *out) {
	const struct backups *b = call->api->options.backups;
	prometheus_one(out, "motcua_backup_proven_timestamp_seconds", GAUGE,
		"When the newest backup was made that is proven; 0: there is none.",
		(double)backups_proven_ms(b) / 1000);
	prometheus_one(out, "motcua_backup_late", GAUGE,
		"1: for more than two days there is no proven backup.", backups_late(b));
}

enum { NEVER, SILENT, HEARD, STATES };

static int device_state(struct api_call *call, const struct store_device *device) {
	const struct devices_one *one = devices_find(&call->api->devices, device->name);
	if (!one || !one->seen_ms)
		return NEVER;
	return devices_silent(one, office_now(call->office)) ? SILENT : HEARD;
}

static void tell_devices(struct api_call *call, FILE *out) {
	static const char *const roles[] = {"kiosk", "display"};
	static const char *const states[STATES] = {"never", "silent", "ok"};
	static const char name[] = "motcua_devices";
	int counts[2][STATES] = {0};
	size_t count;
	const struct store_device *devices = auth_devices(call->api->options.auth, &count);
	for (size_t i = 0; i < count; i++)
		if (!devices[i].ended_ms)
			counts[devices[i].role[0] == 'd'][device_state(call, &devices[i])]++;
	prometheus_family(out, name, GAUGE,
		"Devices by role: heard of (ok), silent for a minute, not since the start.");
	for (int role = 0; role < 2; role++)
		for (int state = 0; state < STATES; state++) {
			const struct prometheus_label labels[] = {
				{"role", roles[role]}, {"state", states[state]}};
			prometheus_sample(out, name, labels, 2, counts[role][state]);
		}
}

static void tell_printers(const struct api_call *call, FILE *out) {
	static const char name[] = "motcua_printer";
	const struct devices *devices = &call->api->devices;
	prometheus_family(out, name, GAUGE, "1: what a kiosk said last of its printer.");
	for (int i = 0; i < devices->count; i++) {
		const struct devices_one *one = &devices->list[i];
		const struct prometheus_label labels[] = {
			{"kiosk", one->name}, {"state", one->said.printer}};
		if (*one->said.printer)
			prometheus_sample(out, name, labels, 2, 1);
	}
}

/* These names are everybody's. */
static void tell_process(const struct api_call *call, FILE *out) {
	struct process p;
	process_look(&p);
	prometheus_one(out, "process_start_time_seconds", GAUGE, "When the server was started.",
		(double)call->api->begun_ms / 1000);
	prometheus_one(
		out, "process_cpu_seconds_total", COUNTER, "Time of the processors.", p.cpu_s);
	prometheus_one(
		out, "process_resident_memory_bytes", GAUGE, "Memory in use.", p.resident_bytes);
	prometheus_one(out, "process_virtual_memory_bytes", GAUGE,
		"Memory with all that is mapped.", p.virtual_bytes);
	prometheus_one(out, "process_open_fds", GAUGE, "Files and connections open.", p.open_fds);
	prometheus_one(out, "process_max_fds", GAUGE, "How many may be.", p.max_fds);
}

void api_metrics(struct api_call *call) {
	char *text = NULL;
	size_t size;
	FILE *out = mem_stream(&text, &size);
	tell_program(call, out);
	tell_day(call, out);
	tell_queue(call, out);
	tell_counters(call, out);
	tell_http(call, out);
	tell_store(call, out);
	tell_backups(call, out);
	tell_devices(call, out);
	tell_printers(call, out);
	tell_process(call, out);
	mem_close(out, &text);
	api_answer_text(call, PROMETHEUS_TYPE, text);
	mem_free(text);
}
