/*
 * proto_json: the values of proto as JSON, in and out.
 *
 * Out: the functions named *_json make a new json_t that the caller owns (json_decref). In: the
 * functions named *_from_json fill a value and answer false, leaving it untouched, where the JSON
 * is not of the interface's shape; unknown keys are passed over and unknown words read as "not
 * said", so that an older screen understands a newer server. Source: the interface, version 1
 * (server/openapi.yaml).
 */
#ifndef MOTCUA_PROTO_JSON_H
#define MOTCUA_PROTO_JSON_H

#include "common/proto.h"

#include <jansson.h>

/* {"vi","en"}, or null when both are empty. */
json_t *name_json(const struct name *name);
/* {"low_s","high_s"} or null. */
json_t *wait_json(const struct wait *wait);
json_t *span_json(const struct span *span);
json_t *clerk_json(const struct clerk *clerk);
/* The public part of a change. */
json_t *change_json(const struct change *c);
json_t *snapshot_json(const struct snapshot *s);
json_t *office_view_json(const struct office_view *v);
/* {"now","open","services":[{"id","wait","open","opens_at"}],"notices"}: what time alone changes,
 * as the feed's `waits` frame carries it. */
json_t *waits_json(const struct snapshot *s);

/* Bodies that a kiosk sends: empty strings are left out. */
json_t *take_json(const char *service, const char *priority, const char *procedure,
	const char *lang, const char *appointment);
json_t *printed_json(const char *how);
json_t *failed_json(const char *why);
json_t *rating_json(int score);

bool name_from_json(const json_t *j, struct name *name);
bool wait_from_json(const json_t *j, struct wait *wait);
bool span_from_json(const json_t *j, struct span *span);
bool reach_from_json(const json_t *j, enum reach *reach);
bool clerk_from_json(const json_t *j, struct clerk *clerk);
bool change_from_json(const json_t *j, struct change *c);
bool snapshot_from_json(const json_t *j, struct snapshot *s);
bool office_view_from_json(const json_t *j, struct office_view *o);
bool ticket_from_json(const json_t *j, struct ticket *t);
/* The ticket of an answer {"ticket": T}; false when it has none. */
bool ticket_from_answer(const json_t *j, struct ticket *t);
bool slip_result_from_json(const json_t *j, struct slip_result *r);
/* The slug of an answer {"error", "message"} and its message; empty when it has none. */
void error_from_json(const json_t *j, char slug[static ID_SIZE], char message[static NAME_SIZE]);
/* Takes over the waits of a `waits` frame for the services that the snapshot has, `open` and, where
 * they are told, `now` and the notices. */
bool waits_from_json(const json_t *j, struct snapshot *s);

#endif
