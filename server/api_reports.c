#include "common/mem.h"
#include "common/text.h"
#include "server/api_span.h"
#include "server/report.h"
#include "server/reporter.h"

#include <string.h>

/* The office's reports, made of the days' visits (server/report.h): the office gathers the days,
 * the reporter makes the text. */

struct asked {
	struct api_call *call;
	struct report_asked what;
};

/* What the query says besides its days; which parameter is wrong, NULL: none. */
static const char *read_filters(const struct api_call *call, struct report_asked *what) {
	const char *service = http_query(call->x, "service");
	const char *counter = http_query(call->x, "counter");
	int64_t n = counter && *counter ? api_number(counter) : 0;
	if (service && strlen(service) >= sizeof what->service)
		return "service";
	if (counter && *counter && (n < 1 || n > INT32_MAX))
		return "counter";
	text_copy(what->service, sizeof what->service, service ? service : "");
	what->counter = (int)n;
	return NULL;
}

static const char *read_asked(const struct api_call *call, struct report_asked *what) {
	struct api_span span;
	const char *wrong = api_span_read(call, &span);
	if (wrong)
		return wrong;
	*what = (struct report_asked){
		.from = span.from, .to = span.to, .csv = span.csv, .lang = call->lang};
	text_copy(what->kind, sizeof what->kind, strrchr(http_path(call->x), '/') + 1);
	if (report_compares(what->kind))
		what->before = api_span_before(&span);
	return read_filters(call, what);
}

static void made(void *arg, const char *text) {
	struct asked *a = arg;
	const char *type = a->what.csv ? "text/csv; charset=utf-8" : "application/json";
	if (text)
		api_answer_text(a->call, type, text);
	else
		api_not_now(a->call);
	mem_free(a);
}

static void gathered(void *arg, enum store_result result, struct visit_pack **packs, size_t count) {
	struct asked *a = arg;
	const struct setup *setup = office_setup(a->call->office);
	if (result == STORE_OK) {
		reporter_make(a->call->api->options.reporter, report_new(&a->what, setup), packs,
			count, made, a);
		return;
	}
	api_not_now(a->call);
	mem_free(a);
}

void api_report(struct api_call *call) {
	struct report_asked what;
	const char *wrong = read_asked(call, &what);
	if (wrong) {
		api_invalid(call, wrong);
		return;
	}
	if (!office_ready(call->office)) {
		api_not_now(call);
		return;
	}
	struct asked *a = mem_alloc(1, sizeof *a);
	*a = (struct asked){call, what};
	office_read_packs(
		call->office, what.before ? what.before : what.from, what.to, gathered, a);
}
