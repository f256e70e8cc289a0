#include "server/api_call.h"
#include "server/due.h"

json_t *api_name_or_null(const char *vi, const char *en) {
	return vi || en ? json_pack("{s:s?, s:s?}", "vi", vi, "en", en) : json_null();
}

static json_t *number(int64_t n) {
	return n >= 0 ? json_integer(n) : json_null();
}

static json_t *limit_kind(enum time_limit_kind kind) {
	static const char *const names[] = {
		[TIME_LIMIT_WORKING_DAYS] = "working-days",
		[TIME_LIMIT_CALENDAR_DAYS] = "calendar-days",
		[TIME_LIMIT_HOURS] = "hours",
		[TIME_LIMIT_SAME_DAY_15H] = "same-day-15h",
		[TIME_LIMIT_IMMEDIATE] = "immediate",
		[TIME_LIMIT_VARIES] = "varies",
	};
	return kind == TIME_LIMIT_UNKNOWN ? json_null() : json_string(names[kind]);
}

/* When the result is due if the papers are handed in now, or as soon as they are taken. */
static json_t *result(const struct office *office, const struct procedure *p) {
	const struct setup *setup = office_setup(office);
	int service = p->service ? setup_service(setup, p->service) : -1;
	struct due due;
	if (service < 0 || !due_find(setup, service, p, office_now(office), &due))
		return json_null();
	return json_pack("{s:i, s:i, s:o, s:o}", "handed_in_day", due.handed_in_day, "day", due.day,
		"at", api_number_or_null(due.at_ms), "until", api_number_or_null(due.until_ms));
}

/* Who is in the place of what is not in force any more; null: nobody, or it is. */
static json_t *successor(const struct office *office, const struct procedure *p) {
	const struct procedure *next =
		p->in_force ? NULL : catalog_in_force(office_catalog(office), p->code);
	return next ? json_pack("{s:s, s:o}", "code", next->code, "name",
			      api_name_or_null(next->short_vi ? next->short_vi : next->name_vi,
				      next->name_en))
		    : json_null();
}

static void add_dates(json_t *to, const struct office *office, const struct procedure *p) {
	json_t *dates = json_pack("{s:o, s:o, s:s?, s:b, s:o}", "valid_from",
		api_number_or_null(p->valid_from), "valid_until",
		api_number_or_null(p->valid_until), "replaced_by", p->replaced_by, "in_force",
		p->in_force, "successor", successor(office, p));
	json_object_update(to, dates);
	json_decref(dates);
}

json_t *api_procedure(const struct office *office, const struct procedure *p) {
	json_t *documents = json_array(), *procedure;
	for (size_t i = 0; i < p->document_count; i++)
		json_array_append_new(documents, api_name_or_null(p->documents_vi[i], NULL));
	procedure = json_pack("{s:s, s:o, s:o, s:s, s:s?, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:i}",
		"code", p->code, "name", api_name_or_null(p->name_vi, p->name_en), "short",
		api_name_or_null(p->short_vi, NULL), "field", p->field->id, "service", p->service,
		"documents", documents, "fee_vnd", number(p->fee_vnd), "fee_note",
		api_name_or_null(p->fee_note_vi, NULL), "time_limit_days",
		number(p->time_limit_days), "time_limit", api_name_or_null(p->time_limit_vi, NULL),
		"time_limit_kind", limit_kind(p->time_limit_kind), "result",
		p->in_force ? result(office, p) : json_null(), "visits", p->visits);
	add_dates(procedure, office, p);
	return procedure;
}

json_t *api_procedure_brief(const struct procedure *p) {
	return json_pack("{s:s, s:o, s:o, s:o}", "code", p->code, "name",
		api_name_or_null(p->short_vi ? p->short_vi : p->name_vi, p->name_en), "fee_note",
		api_name_or_null(p->fee_note_vi, NULL), "time_limit",
		api_name_or_null(p->time_limit_vi, NULL));
}
