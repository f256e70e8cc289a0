#include "kiosk/lease_file.h"

#include "kiosk/lease_json.h"

#define NAME "lease.json"

bool lease_file_open(
	struct lease_file *f, struct state *state, struct lease *lease, int64_t *ahead_ms) {
	json_t *json = state_get(state, NAME);
	*lease = (struct lease){.id = 0};
	*ahead_ms = 0;
	f->state = state;
	if (!lease_file_from_json(json, f->holder, ahead_ms, lease)) {
		journal_random(f->holder);
	}
	json_decref(json);
	return lease_file_save(f, lease, *ahead_ms);
}

bool lease_file_save(struct lease_file *f, const struct lease *lease, int64_t ahead_ms) {
	return state_put(f->state, NAME, lease_file_json(f->holder, ahead_ms, lease));
}
