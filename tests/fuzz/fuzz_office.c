/*
 * setup: an office file that is refused is refused with a place and a reason; one that is accepted
 * says the same after it was written as the office keeps it and read again, in any later version
 * too, keeps within its bounds, has its texts in one form, and finds its services, counters,
 * classes and zones.
 *
 * links: server/setup*.c common/text.c common/slip_code.c common/mem.c common/day.c
 */
#include "common/day.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/setup.h"
#include "tests/fuzz/fuzz.h"

#include <jansson.h>
#include <string.h>

static void same_texts(const char *const *a, size_t a_count, const char *const *b, size_t b_count) {
	MUST(a_count == b_count);
	for (size_t i = 0; i < a_count; i++)
		MUST(!strcmp(a[i], b[i]));
}

/* All but the catalogue's fields lies in the value itself. */
static void same(const struct setup *a, const struct setup *b) {
	MUST(!memcmp(a, b, offsetof(struct setup, catalog)));
	for (int i = 0; i < a->service_count; i++) {
		const struct catalog_service *x = &a->catalog[i], *y = &b->catalog[i];
		MUST(!strcmp(x->id, y->id));
		same_texts(x->fields, x->field_count, y->fields, y->field_count);
		same_texts(x->first, x->first_count, y->first, y->first_count);
	}
}

/* Compact and in the order of the file, as it is kept. */
static void again(const struct setup *setup, const char *json, size_t size) {
	json_t *file = json_loadb(json, size, JSON_REJECT_DUPLICATES, NULL);
	char *kept = json_dumps(file, JSON_COMPACT), why[SETUP_WHY_SIZE] = "";
	MUST(kept);
	struct setup *read = setup_parse(kept, strlen(kept), why, sizeof why);
	MUST(read && !why[0]);
	same(setup, read);
	struct setup *reopened = setup_reopen(kept, strlen(kept), why, sizeof why);
	MUST(reopened && !why[0]);
	same(setup, reopened);
	setup_free(read);
	setup_free(reopened);
	free(kept);
	json_decref(file);
}

static void named(const char *id, int found, int i) {
	MUST(*id && text_valid(id, strlen(id)) && found == i);
}

/* As people see it: in one form, and nothing that nobody sees. */
static void in_form(const struct name *name) {
	const char *const texts[] = {name->vi, name->en};
	for (int i = 0; i < 2; i++) {
		char *form = text_nfc(texts[i]);
		MUST(form && !strcmp(form, texts[i]));
		mem_free(form);
	}
}

static void names_hold(const struct setup *s) {
	in_form(&s->name);
	in_form(&s->slip.header);
	in_form(&s->slip.footer);
	for (int i = 0; i < s->service_count; i++)
		in_form(&s->services[i].name);
	for (int i = 0; i < s->counter_count; i++)
		in_form(&s->counters[i].name);
	for (int i = 0; i < s->priority_count; i++) {
		in_form(&s->priorities[i].name);
		in_form(&s->priorities[i].proof);
	}
	for (int i = 0; i < s->outcome_count; i++)
		in_form(&s->outcomes[i].name);
}

static void finds(const struct setup *s) {
	MUST(s->service_count <= SERVICES_MAX && s->counter_count <= COUNTERS_MAX);
	MUST(s->priority_count <= PRIORITIES_MAX && s->zone_count <= ZONES_MAX);
	for (int i = 0; i < s->service_count; i++)
		named(s->services[i].id, setup_service(s, s->services[i].id), i);
	for (int i = 0; i < s->priority_count; i++)
		named(s->priorities[i].id, setup_priority(s, s->priorities[i].id), i);
	for (int i = 0; i < s->zone_count; i++)
		named(s->zones[i].id, setup_zone(s, s->zones[i].id), i);
	for (int i = 0; i < s->counter_count; i++) {
		MUST(setup_counter(s, s->counters[i].id) == i);
		for (int k = 0; k < s->service_count; k++)
			MUST(setup_handicap_s(s, i, k) >= -1);
	}
}

static void hours_hold(const struct setup_hours *hours) {
	MUST(hours->count >= 0 && hours->count <= SETUP_SPANS_MAX);
	for (int i = 0; i < hours->count; i++) {
		MUST(hours->spans[i].from >= 0 && hours->spans[i].to <= 24 * 60);
		MUST(hours->spans[i].from < hours->spans[i].to);
	}
}

static void calendar_holds(const struct setup *s) {
	for (int day = 0; day < 7; day++) {
		hours_hold(&s->hours[day]);
		for (int i = 0; i < s->counter_count; i++)
			hours_hold(&s->counters[i].hours[day]);
	}
	MUST(s->holiday_count <= SETUP_DATES_MAX && s->make_up_count <= SETUP_DATES_MAX);
	for (int i = 0; i < s->holiday_count; i++)
		MUST(day_valid(s->holidays[i]));
	for (int i = 0; i < s->make_up_count; i++)
		MUST(day_valid(s->make_up[i].day) && day_valid(s->make_up[i].like_day));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
	struct setup_fault fault = {.why = ""};
	struct setup *setup = setup_check((const char *)bytes, size, &fault);
	if (setup) {
		MUST(!fault.why[0]);
		names_hold(setup);
		finds(setup);
		calendar_holds(setup);
		again(setup, (const char *)bytes, size);
	} else {
		MUST(fault.why[0] && fault.word && fault.word[0]);
	}
	setup_free(setup);
	return 0;
}
