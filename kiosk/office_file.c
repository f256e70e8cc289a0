#include "kiosk/office_file.h"

#include "common/proto_json.h"

#define NAME "office.json"

void office_file_save(struct state *state, const struct office_view *office) {
	state_put(state, NAME, office_view_json(office));
}

bool office_file_load(const struct state *state, struct office_view *office) {
	json_t *json = state_get(state, NAME);
	bool good = json && office_view_from_json(json, office);
	json_decref(json);
	return good;
}
