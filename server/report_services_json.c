#include "common/mem.h"
#include "server/report_part.h"

#include <string.h>

/* Each service by what became of its numbers, in the order of the office. */

struct services {
	struct report report;
	struct sum *sums;
	size_t count;
};

static struct sum *sum_of(struct services *s, size_t service) {
	while (s->count <= service) {
		s->sums = mem_realloc(s->sums, s->count + 1, sizeof *s->sums);
		s->sums[s->count++] = (struct sum){0};
	}
	return &s->sums[service];
}

static void add_visit(struct report *r, const struct visit_day *day, const struct visit *v) {
	size_t service = report_service(r, day, v->service);
	sum_add(sum_of((struct services *)r, service), v, r->services[service].target_s);
}

static json_t *row_json(const struct report_service *service, struct sum *s) {
	return json_pack("{s:s, s:o, s:i, s:i, s:i, s:o, s:o, s:o, s:o, s:i}", "service",
		service->id, "name", report_name_json(&service->name, service->id), "issued",
		s->issued, "served", s->states[TICKET_SERVED], "no_show", s->states[TICKET_NO_SHOW],
		"wait", report_figures_json(&s->wait), "service_time",
		report_figures_json(&s->service), "target_s",
		report_or_null(service->target_s > 0, service->target_s), "windows",
		report_windows_json(s), "doubtful", s->doubtful);
}

static json_t *blank(void) {
	struct report_service none = {.id = ""};
	struct sum empty = {0};
	return row_json(&none, &empty);
}

static void fill(struct report *r, json_t *answer) {
	struct services *s = (struct services *)r;
	json_t *rows = json_array();
	for (size_t i = 0; i < r->service_count; i++) {
		bool asked = !r->asked.service[0] || !strcmp(r->asked.service, r->services[i].id);
		if (asked)
			json_array_append_new(rows, row_json(&r->services[i], sum_of(s, i)));
	}
	json_object_set_new(answer, "rows", rows);
}

static void clear(struct report *r) {
	struct services *s = (struct services *)r;
	for (size_t i = 0; i < s->count; i++)
		sum_clear(&s->sums[i]);
	mem_free(s->sums);
}

const struct report_part report_services = {
	"services", sizeof(struct services), false, false, NULL, add_visit, fill, blank, clear};
