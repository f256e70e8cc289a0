#include "server/report_part.h"

/* The hours of the week: when people come, when they are called, how busy the counters are. */

enum { WEEK = 7, HOUR_S = 3600 };

struct hour {
	int issued, called;
	struct sample wait; /* of those whose number was given out then */
	int64_t open_ms, busy_ms;
};

struct hours {
	struct report report;
	struct hour hours[WEEK][VISIT_HOURS];
	int days[WEEK]; /* days of the span with a number, by weekday */
	int last;       /* the day that was counted last */
};

/* How busy the counters are says nothing of one service. */
static void add_day(struct report *r, const struct visit_day *day) {
	struct hours *h = (struct hours *)r;
	struct hour *of_day = h->hours[report_weekday(day->day) - 1];
	for (size_t i = 0; i < day->desk_count && !r->asked.service[0]; i++) {
		const struct visit_desk *d = &day->desks[i];
		if (r->asked.counter && r->asked.counter != d->counter)
			continue;
		of_day[d->hour].open_ms += d->open_ms;
		of_day[d->hour].busy_ms += d->busy_ms;
	}
}

static void add_visit(struct report *r, const struct visit_day *day, const struct visit *v) {
	struct hours *h = (struct hours *)r;
	int weekday = report_weekday(day->day) - 1;
	struct hour *of_day = h->hours[weekday], *taken = &of_day[v->issued_s / HOUR_S];
	int target_s = r->services[report_service(r, day, v->service)].target_s;
	h->days[weekday] += h->last != day->day;
	h->last = day->day;
	taken->issued++;
	if (v->called_s != VISIT_NEVER)
		of_day[v->called_s / HOUR_S].called++;
	if (visit_wait_counts(v))
		sample_add(&taken->wait, v->wait_s, target_s);
}

/* Of a thousand, so that the same figures always give the same text. */
static json_t *share_json(int64_t part, int64_t of) {
	int64_t thousandths = of ? (part * 1000 + of / 2) / of : 0;
	return of ? json_real((double)thousandths / 1000) : json_null();
}

static json_t *row_json(int weekday, int hour, int days, struct hour *h) {
	return json_pack("{s:i, s:i, s:i, s:i, s:i, s:o, s:o}", "weekday", weekday, "hour", hour,
		"days", days, "issued", h->issued, "called", h->called, "wait",
		report_figures_json(&h->wait), "busy_share", share_json(h->busy_ms, h->open_ms));
}

static json_t *blank(void) {
	struct hour empty = {0};
	return row_json(0, 0, 0, &empty);
}

static void fill(struct report *r, json_t *answer) {
	struct hours *h = (struct hours *)r;
	json_t *rows = json_array();
	for (int i = 0; i < WEEK; i++)
		for (int hour = 0; hour < VISIT_HOURS; hour++) {
			struct hour *cell = &h->hours[i][hour];
			if (cell->issued || cell->called || cell->open_ms)
				json_array_append_new(
					rows, row_json(i + 1, hour, h->days[i], cell));
		}
	json_object_set_new(answer, "rows", rows);
}

static void clear(struct report *r) {
	struct hours *h = (struct hours *)r;
	for (int i = 0; i < WEEK; i++)
		for (int hour = 0; hour < VISIT_HOURS; hour++)
			sample_clear(&h->hours[i][hour].wait);
}

const struct report_part report_hours = {
	"hours", sizeof(struct hours), false, false, add_day, add_visit, fill, blank, clear};
