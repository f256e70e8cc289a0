#include "common/proto.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *const ticket_states[] = {
	[TICKET_NONE] = "",
	[TICKET_ISSUING] = "issuing",
	[TICKET_WAITING] = "waiting",
	[TICKET_CALLED] = "called",
	[TICKET_SERVING] = "serving",
	[TICKET_HELD] = "held",
	[TICKET_ABSENT] = "absent",
	[TICKET_SERVED] = "served",
	[TICKET_CANCELLED] = "cancelled",
	[TICKET_VOID] = "void",
	[TICKET_EXPIRED] = "expired",
	[TICKET_NO_SHOW] = "no_show",
};

static const char *const counter_states[] = {
	[COUNTER_CLOSED] = "closed",
	[COUNTER_OPEN] = "open",
	[COUNTER_PAUSED] = "paused",
};

static const char *const change_kinds[] = {
	[CHANGE_NONE] = "",
	[CHANGE_ISSUED] = "issued",
	[CHANGE_PRINTED] = "printed",
	[CHANGE_VOIDED] = "voided",
	[CHANGE_CALLED] = "called",
	[CHANGE_RECALLED] = "recalled",
	[CHANGE_STARTED] = "started",
	[CHANGE_FINISHED] = "finished",
	[CHANGE_ABSENT] = "absent",
	[CHANGE_RETURNED] = "returned",
	[CHANGE_NO_SHOW] = "no_show",
	[CHANGE_HELD] = "held",
	[CHANGE_RESUMED] = "resumed",
	[CHANGE_TRANSFERRED] = "transferred",
	[CHANGE_UNDONE] = "undone",
	[CHANGE_CANCELLED] = "cancelled",
	[CHANGE_RELEASED] = "released",
	[CHANGE_REOPENED] = "reopened",
	[CHANGE_EXPIRED] = "expired",
	[CHANGE_RATED] = "rated",
	[CHANGE_COUNTER_OPENED] = "counter_opened",
	[CHANGE_COUNTER_PAUSED] = "counter_paused",
	[CHANGE_COUNTER_CLOSED] = "counter_closed",
	[CHANGE_DAY_OPENED] = "day_opened",
	[CHANGE_DAY_CLOSED] = "day_closed",
	[CHANGE_SETUP] = "setup",
	[CHANGE_RECLASSIFIED] = "reclassified",
	[CHANGE_CLOCK_SET] = "clock_set",
	[CHANGE_LEASED] = "leased",
	[CHANGE_LEASE_RETURNED] = "lease_returned",
	[CHANGE_HELP_BEGUN] = "help_begun",
	[CHANGE_HELP_ENDED] = "help_ended",
	[CHANGE_CONTINUED] = "continued",
	[CHANGE_SLIPS_COUNTED] = "slips_counted",
};

static const char *const call_reasons[] = {
	[REASON_NONE] = "",
	[REASON_IN_TURN] = "in_turn",
	[REASON_PRIORITY] = "priority",
	[REASON_APPOINTMENT] = "appointment",
	[REASON_RETURNED] = "returned",
	[REASON_TRANSFERRED] = "transferred",
	[REASON_CHOSEN] = "chosen",
	[REASON_OVERDUE] = "overdue",
};

static const char *const reaches[] = {
	[REACH_UNKNOWN] = "",
	[REACH_LIKELY] = "likely",
	[REACH_DOUBTFUL] = "doubtful",
	[REACH_UNLIKELY] = "unlikely",
};

static const char *word_of(const char *const *words, size_t count, size_t value) {
	return value < count ? words[value] : "";
}

/* The index of a word; -1: none, as for the empty word of "nothing said". */
static int value_of(const char *const *words, size_t count, const char *word) {
	if (!word || !*word)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (!strcmp(words[i], word))
			return (int)i;
	return -1;
}

const char *proto_ticket_state(enum ticket_state state) {
	return word_of(ticket_states, COUNT(ticket_states), state);
}

const char *proto_counter_state(enum counter_state state) {
	return word_of(counter_states, COUNT(counter_states), state);
}

const char *proto_change_kind(enum change_kind kind) {
	return word_of(change_kinds, COUNT(change_kinds), kind);
}

const char *proto_call_reason(enum call_reason reason) {
	return word_of(call_reasons, COUNT(call_reasons), reason);
}

const char *proto_reach(enum reach reach) {
	return word_of(reaches, COUNT(reaches), reach);
}

bool proto_parse_ticket_state(const char *word, enum ticket_state *state) {
	int value = value_of(ticket_states, COUNT(ticket_states), word);
	if (value < 0)
		return false;
	*state = (enum ticket_state)value;
	return true;
}

bool proto_parse_counter_state(const char *word, enum counter_state *state) {
	int value = value_of(counter_states, COUNT(counter_states), word);
	if (value < 0)
		return false;
	*state = (enum counter_state)value;
	return true;
}

bool proto_parse_change_kind(const char *word, enum change_kind *kind) {
	int value = value_of(change_kinds, COUNT(change_kinds), word);
	if (value < 0)
		return false;
	*kind = (enum change_kind)value;
	return true;
}

bool proto_parse_call_reason(const char *word, enum call_reason *reason) {
	int value = value_of(call_reasons, COUNT(call_reasons), word);
	if (value < 0)
		return false;
	*reason = (enum call_reason)value;
	return true;
}

bool proto_parse_reach(const char *word, enum reach *reach) {
	int value = value_of(reaches, COUNT(reaches), word);
	if (value < 0)
		return false;
	*reach = (enum reach)value;
	return true;
}

bool proto_ticket_open(enum ticket_state state) {
	return state >= TICKET_ISSUING && state <= TICKET_ABSENT;
}

struct snapshot_service *snapshot_service(struct snapshot *s, const char *id) {
	for (int i = 0; i < s->service_count; i++)
		if (!strcmp(s->services[i].id, id))
			return &s->services[i];
	return NULL;
}

const struct snapshot_counter *snapshot_counter(const struct snapshot *s, int id) {
	for (int i = 0; i < s->counter_count; i++)
		if (s->counters[i].id == id)
			return &s->counters[i];
	return NULL;
}

const struct office_service *office_view_service(const struct office_view *o, const char *id) {
	for (int i = 0; i < o->service_count; i++)
		if (!strcmp(o->services[i].id, id))
			return &o->services[i];
	return NULL;
}

const struct office_counter *office_view_counter(const struct office_view *o, int id) {
	for (int i = 0; i < o->counter_count; i++)
		if (o->counters[i].id == id)
			return &o->counters[i];
	return NULL;
}

bool office_counter_serves(const struct office_counter *c, const char *service) {
	for (int i = 0; i < c->service_count; i++)
		if (!strcmp(c->services[i], service))
			return true;
	return false;
}

bool proto_number_of(const char *number, const char *prefix) {
	size_t size = strlen(prefix);
	if (strncmp(number, prefix, size) != 0)
		return false;
	number += size + (number[size] == '-');
	size_t digits = strspn(number, "0123456789");
	return digits >= NUMBER_DIGITS_MIN && !number[digits];
}
