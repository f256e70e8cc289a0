#include "server/rating.h"
#include "server/report_indicators_json.h"
#include "server/report_part.h"

/* All in one: how many came, how long they waited and were served, what they thought, and the same
 * of the span before. */

struct summary {
	struct report report;
	struct sum all, before, priority;
	int scores[RATING_BEST], rated;
	struct visit_slips slips; /* of all days */
};

/* Slips are the whole office's: they say nothing of one service or counter. */
static void add_slips(struct summary *s, const struct visit_slips *slips) {
	const struct report_asked *asked = &s->report.asked;
	if (!slips->known || asked->service[0] || asked->counter)
		return;
	s->slips.known = true;
	s->slips.due += slips->due;
	s->slips.ready += slips->ready;
}

static void add_day(struct report *r, const struct visit_day *day) {
	struct summary *s = (struct summary *)r;
	for (size_t i = 0; i < day->rating_count && !report_is_before(r, day); i++) {
		const struct visit_rating *rating = &day->ratings[i];
		if (rating->score < 1 || rating->score > RATING_BEST ||
			!report_wants_rating(r, day, rating))
			continue;
		s->scores[rating->score - 1]++;
		s->rated++;
	}
	if (!report_is_before(r, day))
		add_slips(s, &day->slips);
}

static void add_visit(struct report *r, const struct visit_day *day, const struct visit *v) {
	struct summary *s = (struct summary *)r;
	bool before = report_is_before(r, day);
	int target_s = r->services[report_service(r, day, v->service)].target_s;
	sum_add(before ? &s->before : &s->all, v, target_s);
	if (!before && v->priority >= 0)
		sum_add(&s->priority, v, target_s);
}

static json_t *tickets_json(const struct sum *s) {
	return json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "issued", s->issued, "served",
		s->states[TICKET_SERVED], "no_show", s->states[TICKET_NO_SHOW], "cancelled",
		s->states[TICKET_CANCELLED], "void", s->states[TICKET_VOID], "expired",
		s->states[TICKET_EXPIRED], "open", sum_open(s));
}

static json_t *scores_json(const struct summary *s) {
	json_t *scores = json_array();
	for (int i = 0; i < RATING_BEST; i++)
		json_array_append_new(scores, json_integer(s->scores[i]));
	return scores;
}

static json_t *before_json(struct sum *s) {
	if (!s->issued)
		return json_null();
	return json_pack("{s:o, s:o, s:o, s:o}", "tickets", tickets_json(s), "wait",
		report_figures_json(&s->wait), "service", report_figures_json(&s->service),
		"windows", report_windows_json(s));
}

static json_t *indicators_json(struct summary *s) {
	const struct report *r = &s->report;
	struct indicator_facts facts = {.all = &s->all,
		.slips_due = s->slips.due,
		.slips_ready = s->slips.ready,
		.rated = s->rated,
		.satisfied = s->scores[RATING_BEST - 1] + s->scores[RATING_BEST - 2]};
	return report_indicators_json(r->indicators, r->indicator_count, r->asked.to, &facts);
}

static void fill(struct report *r, json_t *answer) {
	struct summary *s = (struct summary *)r;
	json_object_update_new(answer,
		json_pack("{s:o, s:o, s:o, s:o, s:{s:i, s:i, s:i}, s:{s:i, s:i, s:o},"
			  " s:{s:i, s:o}, s:{s:o, s:o}, s:i, s:o, s:o}",
			"tickets", tickets_json(&s->all), "wait", report_figures_json(&s->all.wait),
			"service", report_figures_json(&s->all.service), "windows",
			report_windows_json(&s->all), "calls", "made", s->all.calls, "missed",
			s->all.missed, "out_of_turn", s->all.chosen, "priority", "issued",
			s->priority.issued, "served", s->priority.states[TICKET_SERVED], "wait",
			report_figures_json(&s->priority.wait), "ratings", "count", s->rated,
			"scores", scores_json(s), "slips", "due",
			report_or_null(s->slips.known, s->slips.due), "on_time",
			report_or_null(s->slips.known, s->slips.ready), "doubtful", s->all.doubtful,
			"previous", before_json(&s->before), "indicators", indicators_json(s)));
}

static void clear(struct report *r) {
	struct summary *s = (struct summary *)r;
	sum_clear(&s->all);
	sum_clear(&s->before);
	sum_clear(&s->priority);
}

const struct report_part report_summary = {
	"summary", sizeof(struct summary), true, false, add_day, add_visit, fill, NULL, clear};
