/*
 * api_call: one request on its way through the interface; for server/api*.c alone.
 *
 * A call lives from the route's match to its one answer; api_answer, api_error, api_verdict,
 * api_commit and api_forget each end it. The actor is who asks: a device or a person's session.
 */
#ifndef MOTCUA_API_CALL_H
#define MOTCUA_API_CALL_H

#include "common/words.h"
#include "server/api.h"
#include "server/devices.h"

#include <jansson.h>

enum api_role {
	ROLE_PUBLIC = 1,
	ROLE_KIOSK = 2,
	ROLE_DISPLAY = 4,
	ROLE_CLERK = 8,
	ROLE_LEAD = 16,
	ROLE_ADMIN = 32,
	ROLE_PEOPLE = ROLE_CLERK | ROLE_LEAD | ROLE_ADMIN,
};

/* The session's cookie. */
#define API_COOKIE "motcua"

struct api_call;

struct api_route {
	enum http_method method;
	const char *pattern; /* "{}" stands for one segment */
	unsigned roles;      /* who may; ROLE_PUBLIC: everyone */
	bool keyed;          /* needs an Idempotency-Key */
	void (*handle)(struct api_call *call);
};

/* The table ends with a NULL pattern. */
extern const struct api_route api_routes[];

enum { API_PARAMS = 2, API_PARAM_SIZE = 64 };

struct api {
	struct api_options options;
	bool stopping;
	struct devices devices;
};

struct api_call {
	struct api *api;
	struct office *office;
	struct http_exchange *x;
	const struct api_route *route;
	char params[API_PARAMS][API_PARAM_SIZE];
	json_t *body; /* an object; empty without a body */
	enum lang lang;
	unsigned role;                     /* ROLE_PUBLIC: nobody in particular */
	char by[ID_SIZE];                  /* "kiosk:cua-1", "clerk:an", "public" */
	const struct auth_session *person; /* of a person; valid while the handler runs */
	const struct store_device *device; /* of a device; NULL: none */
	struct store_answer kept;          /* digests of the key and the body; at_ms 0: no key */
	char *text;                        /* the answer that waits for the disk */
	int status;
};

/* Answers with JSON (taken over), and with further fields. */
void api_answer(struct api_call *call, int status, json_t *json);
void api_answer_with(struct api_call *call, int status, json_t *json,
	const struct http_pair *fields, size_t count);

/* Answers 200 with a text of another type. */
void api_answer_text(struct api_call *call, const char *type, const char *text);

/* Answers 200 with bytes of another type. */
void api_answer_bytes(struct api_call *call, const char *type, const void *bytes, size_t size);

/* Answers {"error", "message"}, with more members from `more` (taken over, may be NULL). */
void api_error(struct api_call *call, int status, const char *slug, json_t *more);

/* 401 or 403: not for who asks. */
void api_refuse_actor(struct api_call *call);

/* Whether a person's request carries the session's token; of nobody else is it asked. */
bool api_csrf_ok(const struct api_call *call);

/* 422 invalid, with the field that is. */
void api_invalid(struct api_call *call, const char *field);

/* 429 slow_down with Retry-After. */
void api_slow_down(struct api_call *call, int after_s);

/* Answers why a command was not done; `ticket` (taken over, may be NULL) is shown with wrong_state.
 */
void api_verdict(struct api_call *call, enum verdict verdict, json_t *ticket);

/* Answers with JSON (taken over) when what was gathered is on the disk; the answer is kept with the
 * key. */
void api_commit(struct api_call *call, int status, json_t *json);

/* Answers 200 with JSON (taken over) when this set-up (taken over, made of that text) is in force;
 * the answer is kept with the key. */
void api_set_up(struct api_call *call, struct setup *setup, const char *text, json_t *json);

/* The office file in force, for the caller to json_decref. */
json_t *api_office_file(const struct api_call *call);

/* How an office file of a version is told to whoever put it. */
typedef json_t *api_office_view(json_t *file, int64_t version);

/* Puts an office file (taken over) in force, if it holds and says anything new, and answers with
 * the view of it or why it does not hold. */
void api_office_change(struct api_call *call, json_t *file, api_office_view *view);

/* 503: what was decided could not be written. */
void api_unwritten(struct api_call *call, enum store_result result);

/* A number, null for 0: what was not said. */
json_t *api_number_or_null(int64_t n);

/* The exchange has been answered otherwise (a stream, a file): frees the call. */
void api_forget(struct api_call *call);

/* A string member of the body into a buffer: absent or null is ""; false when it is no text, too
 * long or not clean. */
bool api_text(const struct api_call *call, const char *key, char *to, size_t size);

/* The same of any object. */
bool api_text_of(const json_t *from, const char *key, char *to, size_t size);

/* A person's words of one line into a note, in normal form C and without blanks at its ends; false
 * as above. */
bool api_note(const struct api_call *call, const char *key, char to[static NOTE_SIZE]);

/* The member `reason` as a note; false when it has been answered that it is invalid, or needed. */
bool api_reason(struct api_call *call, bool needed, char to[static NOTE_SIZE]);

/* The parameter as a number from 1; 0 when it is none. */
int64_t api_number(const char *param);

/* The number as the id of a counter of this office; 0 when it is none. */
int api_counter_id(const struct api_call *call, int64_t number);

/* The counter of the path, if this person may act there; 0 when it has been answered that not. */
int api_counter_of(struct api_call *call);

/* A counter as those who work there see it. */
json_t *api_counter(const struct queue *queue, int id);

/* Does what was decided at a counter, and gives the answer for api_commit: the counter and its
 * ticket as they are now. NULL when it has been answered why it was not done. */
json_t *api_counter_done(
	struct api_call *call, int counter, enum verdict verdict, struct change *c);

/* Does what was decided at a counter and answers. */
void api_counter_settle(struct api_call *call, int counter, enum verdict verdict, struct change *c);

/* A command that needs nothing but its counter. */
typedef enum verdict api_decide(const struct queue *queue, int counter, struct change *c);
void api_counter_move(struct api_call *call, api_decide *decide);

/* What the kiosks say of their printers, those heard of today. */
json_t *api_kiosks(const struct api_call *call);

/* The address of the citizen's page of a ticket by its token; "": what stands before any. */
void api_ticket_url(const struct api_call *call, const char *token, char url[static NAME_SIZE]);

/* What a clerk, a kiosk and the holder see of a ticket; NULL gives null. */
json_t *api_ticket(
	const struct api_call *call, const struct queue *queue, const struct queue_ticket *t);
json_t *api_ticket_taken(
	const struct api_call *call, const struct queue *queue, const struct queue_ticket *t);
json_t *api_ticket_holder(
	const struct api *api, const struct queue *queue, const struct queue_ticket *t);

/* Ends a command on one ticket: applied or not, the answer is the ticket as it is now. */
typedef json_t *api_ticket_view(
	const struct api_call *call, const struct queue *queue, const struct queue_ticket *t);
void api_ticket_settle(struct api_call *call, int64_t id, enum verdict verdict, struct change *c,
	api_ticket_view *view);

/* A procedure: P of the interface; its code and name alone. */
json_t *api_procedure(const struct office *office, const struct procedure *p);
json_t *api_procedure_brief(const struct procedure *p);
/* The brief procedure that a ticket was taken for; null when it was taken for none. */
json_t *api_ticket_procedure(const struct office *office, const struct queue_ticket *t);

/* Whether a number of this service (index) can be taken for the member `appointment`, a slip's
 * code; false when it has been answered why not. */
bool api_slip_holds(struct api_call *call, int service, const char *appointment);

/* The handlers, by actor. */
void api_office(struct api_call *call);
void api_board(struct api_call *call);
void api_feed(struct api_call *call);
void api_procedures(struct api_call *call);
void api_procedure_by_code(struct api_call *call);
void api_holder(struct api_call *call);
void api_ticket_qr(struct api_call *call);
void api_health(struct api_call *call);
void api_voice(struct api_call *call);
void api_voice_clip(struct api_call *call);
void api_slides(struct api_call *call);
void api_slides_put(struct api_call *call);
void api_slide(struct api_call *call);
void api_slide_put(struct api_call *call);
void api_slide_delete(struct api_call *call);
void api_leave(struct api_call *call);
void api_back(struct api_call *call);
void api_rating(struct api_call *call);
void api_release(struct api_call *call);
void api_reopen(struct api_call *call);
void api_void(struct api_call *call);
void api_priority(struct api_call *call);
void api_hall(struct api_call *call);
void api_rules_get(struct api_call *call);
void api_rules_put(struct api_call *call);
void api_notices_get(struct api_call *call);
void api_notices_put(struct api_call *call);
void api_office_get(struct api_call *call);
void api_office_put(struct api_call *call);
void api_report_waits(struct api_call *call);
void api_report_numbers(struct api_call *call);
void api_take(struct api_call *call);
void api_printed(struct api_call *call);
void api_failed(struct api_call *call);
void api_kiosk_status(struct api_call *call);
void api_display_status(struct api_call *call);
void api_device_drew(struct api_call *call);
void api_devices(struct api_call *call);
void api_device_put(struct api_call *call);
void api_device_ask_picture(struct api_call *call);
void api_device_picture(struct api_call *call);
void api_lease(struct api_call *call);
void api_lease_return(struct api_call *call);
void api_result(struct api_call *call);
void api_session_get(struct api_call *call);
void api_session_post(struct api_call *call);
void api_session_delete(struct api_call *call);
void api_counter_queue(struct api_call *call);
void api_counter_preview(struct api_call *call);
void api_counter_rating(struct api_call *call);
void api_counter_open(struct api_call *call);
void api_counter_pause(struct api_call *call);
void api_counter_close(struct api_call *call);
void api_counter_next(struct api_call *call);
void api_counter_call(struct api_call *call);
void api_counter_recall(struct api_call *call);
void api_counter_start(struct api_call *call);
void api_counter_finish(struct api_call *call);
void api_counter_absent(struct api_call *call);
void api_counter_hold(struct api_call *call);
void api_counter_resume(struct api_call *call);
void api_counter_transfer(struct api_call *call);
void api_counter_undo(struct api_call *call);
void api_page(struct api_call *call);
void api_page_file(struct api_call *call);
void api_page_words(struct api_call *call);
void api_page_phone(struct api_call *call);
void api_page_description(struct api_call *call);

#endif
