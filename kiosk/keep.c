#include "kiosk/keep.h"

#include "common/proto_json.h"

#include <stdio.h>
#include <string.h>

static void put(struct journal *j, struct kept *e, enum stage stage, const char *text) {
	e->stage = stage;
	snprintf(e->text, sizeof e->text, "%s", text);
	journal_put(j, e);
}

static struct kept *add(struct journal *j, const struct request *r, int64_t wall_ms) {
	struct kept *e = journal_add(j);
	if (e) {
		e->press = r->press;
		e->at_ms = wall_ms;
		e->lang = r->lang;
		memcpy(e->service, r->service, sizeof e->service);
		memcpy(e->priority, r->priority, sizeof e->priority);
		memcpy(e->procedure, r->procedure, sizeof e->procedure);
	}
	return e;
}

const char *keep_asked(struct journal *j, const struct request *r, int64_t wall_ms) {
	struct kept *e = journal_of(j, r->press);
	if (!e) {
		e = add(j, r, wall_ms);
		if (e) {
			put(j, e, STAGE_ASKED, "");
		}
	}
	return e ? e->key : NULL;
}

void keep_answer(struct journal *j, uint32_t press, json_t *ticket) {
	struct kept *e = journal_of(j, press);
	struct ticket read;
	if (!e) {
		return;
	}
	if (!ticket_from_json(ticket, &read)) {
		journal_drop(j, e);
		return;
	}
	json_decref(e->ticket);
	e->ticket = json_incref(ticket);
	put(j, e, STAGE_HELD, "");
}

bool keep_alone(struct journal *j, const struct request *r, const struct lease *lease,
	int64_t wall_ms, struct ticket *ticket) {
	char token[TOKEN_SIZE];
	struct kept *e = add(j, r, wall_ms);
	if (!e) {
		return false;
	}
	journal_random(token);
	e->lease = lease->id;
	e->day = lease->day;
	e->stage = STAGE_HELD;
	e->ticket = lease_ticket_json(lease, e, r->text, token);
	bool kept = journal_put(j, e) && ticket_from_json(e->ticket, ticket);
	if (!kept) {
		journal_drop(j, e);
	}
	return kept;
}

void keep_printing(struct journal *j, uint32_t press) {
	struct kept *e = journal_of(j, press);
	if (e) {
		put(j, e, STAGE_PRINTING, "");
	}
}

void keep_done(struct journal *j, uint32_t press, const char *how) {
	struct kept *e = journal_of(j, press);
	if (e) {
		put(j, e, STAGE_DONE, how);
	}
}

void keep_void(struct journal *j, uint32_t press, const char *why) {
	struct kept *e = journal_of(j, press);
	if (e && e->lease) {
		put(j, e, STAGE_VOID, why);
	} else if (e) {
		journal_drop(j, e);
	}
}

void keep_told(struct journal *j, uint32_t press) {
	struct kept *e = journal_of(j, press);
	if (e) {
		journal_drop(j, e);
	}
}

static bool is_untold(const struct kept *e) {
	return e->lease && (e->stage == STAGE_DONE || e->stage == STAGE_VOID);
}

int keep_untold(const struct journal *j) {
	int count = 0;
	for (int i = 0; i < journal_count(j); i++) {
		count += is_untold(journal_at(j, i));
	}
	return count;
}

int keep_to_tell(const struct journal *j, struct kept *entries[static RETURN_MAX]) {
	int count = 0;
	for (int i = 0; i < journal_count(j) && count < RETURN_MAX; i++) {
		struct kept *e = journal_at(j, i);
		bool same =
			count == 0 || (e->lease == entries[0]->lease && e->day == entries[0]->day);
		if (is_untold(e) && same) {
			entries[count++] = e;
		}
	}
	return count;
}

static bool is_open(const struct kept *e) {
	return e->stage != STAGE_DONE && e->stage != STAGE_VOID;
}

void keep_over(struct journal *j, struct kept *e) {
	if (e->lease) {
		put(j, e, STAGE_VOID, "kiosk_ended");
	} else {
		journal_drop(j, e);
	}
}

struct kept *keep_under_way(struct journal *j) {
	struct kept *newest = NULL;
	for (int i = journal_count(j) - 1; i >= 0; i--) {
		struct kept *e = journal_at(j, i);
		if (is_open(e) && newest) {
			keep_over(j, e);
		} else if (is_open(e)) {
			newest = e;
		}
	}
	return newest;
}
