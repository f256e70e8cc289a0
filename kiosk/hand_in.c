#include "kiosk/hand_in.h"

#include "common/log.h"
#include "common/proto_json.h"
#include "kiosk/keep.h"
#include "kiosk/lease_json.h"

json_t *hand_in_body(const struct journal *j) {
	struct kept *entries[RETURN_MAX];
	int count = keep_to_tell(j, entries);
	return count > 0 ? lease_return_json(entries, count) : NULL;
}

/* Of a block that the server does not know it will never take any. */
static bool is_final(int status) {
	return status == 404 || status == 422;
}

void hand_in_answered(struct journal *j, int status, const json_t *body,
	void (*refused)(void *ctx, const char *number), void *ctx) {
	struct kept *entries[RETURN_MAX];
	int count = status == 200 || is_final(status) ? keep_to_tell(j, entries) : 0;
	for (int i = 0; i < count; i++) {
		struct ticket t;
		const char *why = "no such block";
		enum returned what = RETURNED_REFUSED;
		ticket_from_json(entries[i]->ticket, &t);
		if (status == 200) {
			what = lease_returned(body, t.number, &why);
		}
		if (what == RETURNED_REFUSED) {
			log_error("kiosk: the server does not take %s, given while it was away: %s",
				t.number, why ? why : "no reason");
			refused(ctx, t.number);
		}
		if (what != RETURNED_NOT) {
			journal_drop(j, entries[i]);
		}
	}
}
