#include "common/mem.h"
#include "common/text.h"
#include "server/api_span.h"
#include "server/report_changes_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Every change of the days, some at a time: whoever wants the rest asks for what comes after. */

enum { LIMIT = 1000, LIMIT_MAX = 10000, ROWS = 50000, LOOK_MAX = 200000 };

struct report {
	struct api_call *call;
	struct api_span span;
	char service[ID_SIZE];
	int counter;
	int64_t after; /* the last change that was looked at */
	int64_t limit, looked, told;
	struct csv csv;
	FILE *json;
	char *text;
	size_t size;
};

/* A parameter as a number; what it is by default when it is not said. */
static bool read_number(
	const struct api_call *call, const char *name, int64_t min, int64_t max, int64_t *number) {
	const char *text = http_query(call->x, name);
	size_t digits = text ? strspn(text, "0123456789") : 0;
	if (!text || !*text)
		return true;
	if (text[digits] || digits > 15)
		return false;
	*number = strtoll(text, NULL, 10);
	return *number >= min && *number <= max;
}

static const char *read_query(struct report *r) {
	const struct api_call *call = r->call;
	const char *service = http_query(call->x, "service"),
		   *wrong = api_span_read(call, &r->span);
	int64_t counter = 0;
	if (wrong)
		return wrong;
	if (service && strlen(service) >= sizeof r->service)
		return "service";
	text_copy(r->service, sizeof r->service, service ? service : "");
	if (!read_number(call, "counter", 0, INT32_MAX, &counter))
		return "counter";
	r->counter = (int)counter;
	r->limit = r->span.csv ? ROWS : LIMIT;
	if (!read_number(call, "after", 0, INT64_MAX, &r->after))
		return "after";
	return read_number(call, "limit", 1, r->span.csv ? ROWS : LIMIT_MAX, &r->limit) ? NULL
											: "limit";
}

static void tell(struct report *r, const struct change *c) {
	if (r->span.csv) {
		report_change_row(&r->csv, c);
	} else {
		json_t *o = report_change_json(c);
		if (r->told)
			fputc(',', r->json);
		json_dumpf(o, r->json, JSON_COMPACT);
		json_decref(o);
	}
	r->told++;
}

static void begin(struct report *r) {
	if (r->span.csv) {
		report_change_heads(&r->csv);
		return;
	}
	r->json = mem_stream(&r->text, &r->size);
	fprintf(r->json, "{\"from\":%d,\"to\":%d,\"changes\":[", r->span.from, r->span.to);
}

static void free_report(struct report *r) {
	mem_free(csv_take(&r->csv));
	if (r->json)
		fclose(r->json);
	free(r->text);
	mem_free(r);
}

static void answer_json(struct report *r, bool more) {
	char next[24] = "null";
	if (more)
		snprintf(next, sizeof next, "%lld", (long long)r->after);
	fprintf(r->json, "],\"more\":%s,\"next\":%s}", more ? "true" : "false", next);
	if (fflush(r->json) != 0 || ferror(r->json) || !r->text)
		mem_end();
	api_answer_bytes(r->call, "application/json", r->text, r->size);
}

/* Where the rest begins is said beside the table. */
static void answer_csv(struct report *r, bool more) {
	char *text = csv_take(&r->csv), next[24];
	const struct http_pair field = {"X-Next-After", next};
	snprintf(next, sizeof next, "%lld", (long long)r->after);
	http_reply(r->call->x, &(struct http_reply){.status = 200,
				       .type = "text/csv; charset=utf-8",
				       .fields = &field,
				       .field_n = more,
				       .body = text,
				       .body_len = strlen(text)});
	api_forget(r->call);
	mem_free(text);
}

static void end(struct report *r, enum store_result result, bool more) {
	if (result != STORE_OK)
		api_not_now(r->call);
	else if (r->span.csv)
		answer_csv(r, more);
	else
		answer_json(r, more);
	free_report(r);
}

static void changes_read(void *arg, enum store_result result, const struct change *changes,
	size_t count, bool more) {
	struct report *r = arg;
	size_t i = 0;
	for (; result == STORE_OK && i < count && r->told < r->limit; i++) {
		r->after = changes[i].seq;
		r->looked++;
		if (report_change_is_of(&changes[i], r->service, r->counter))
			tell(r, &changes[i]);
	}
	more = more || i < count;
	if (result != STORE_OK || !more || r->told == r->limit || r->looked >= LOOK_MAX)
		end(r, result, more);
	else if (office_ready(r->call->office))
		office_read_changes(
			r->call->office, r->span.from, r->span.to, r->after, changes_read, r);
	else
		end(r, STORE_FAILED, false);
}

void api_report_changes(struct api_call *call) {
	struct report asked = {.call = call};
	const char *wrong = read_query(&asked);
	if (wrong) {
		api_invalid(call, wrong);
	} else if (!office_ready(call->office)) {
		api_not_now(call);
	} else {
		struct report *r = mem_alloc(1, sizeof *r);
		*r = asked;
		begin(r);
		office_read_changes(
			call->office, r->span.from, r->span.to, r->after, changes_read, r);
	}
}
