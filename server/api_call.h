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
struct api_download;

/* What else is to be done when an act is on the disk, before it is answered. */
typedef void api_then(struct api_call *call, const struct store_act *act);

enum api_body {
	BODY_JSON,    /* an object, or nothing */
	BODY_PNG,     /* of a screen */
	BODY_PICTURE, /* PNG or JPEG */
	BODY_WAVE,    /* WAV */
};

struct api_route {
	enum http_method method;
	const char *pattern; /* "{}" stands for one segment */
	unsigned roles;      /* who may; ROLE_PUBLIC: everyone */
	bool keyed;          /* needs an Idempotency-Key */
	void (*handle)(struct api_call *call);
	size_t body_max; /* of whoever may, in bytes; 0: HTTP_BODY_MAX */
	enum api_body body;
};

/* The table ends with a NULL pattern. */
extern const struct api_route api_routes[];

enum { API_PARAMS = 2, API_PARAM_SIZE = 64 };

struct api {
	struct api_options options;
	bool stopping;
	bool acting; /* an act on accounts or devices is being decided, or on its way to the disk */
	struct devices devices;
	struct api_download *downloads;  /* of backups, under way */
	int64_t begun_ms, begun_mono_ms; /* when it was made */
	bool cataloguing;                /* a change of the catalogue is on its way to the disk */
	json_t *catalogue;               /* its file; NULL: nobody has asked for it lately */
	int64_t catalogue_version, catalogue_ms; /* which, and when it was asked for, monotonic */
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
	bool dotted;    /* a place in the office file is told as "a.2.b", not as "a[2].b" */
	api_then *then; /* of the act that waits for the disk; NULL: nothing */
	void *arg;      /* the handler's own, for that */
};

/* Takes in what the request brings along; false when it has been answered that it will not do. */
bool api_read_body(struct api_call *call);

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

/* "kiosk:cua-1": who somebody is, for what he does. */
void api_by(char by[static ID_SIZE], const char *role, const char *name);

/* 401 or 403: not for who asks. */
void api_refuse_actor(struct api_call *call);

/* Whether a person's request carries the session's token; of nobody else is it asked. */
bool api_csrf_ok(const struct api_call *call);

/* 422 invalid, with the field that is, and why it is in place of the usual words. */
void api_invalid(struct api_call *call, const char *field);
void api_invalid_because(struct api_call *call, const char *field, const char *why);

/* 429 slow_down with Retry-After. */
void api_slow_down(struct api_call *call, int after_s);

/* Answers why a command was not done; `ticket` (taken over, may be NULL) is shown with wrong_state.
 */
void api_verdict(struct api_call *call, enum verdict verdict, json_t *ticket);

/* Answers with JSON (taken over) when what was gathered is on the disk; the answer is kept with the
 * key. */
void api_commit(struct api_call *call, int status, json_t *json);

/* The answer's JSON (taken over), to be kept with the key by whoever sends it off (NULL: there is
 * no key) and given when api_committed is told that all is on the disk. */
const struct store_answer *api_keep(struct api_call *call, int status, json_t *json);
void api_committed(void *arg, enum store_result result);

/* An act (struct store_act) on an object, of which `id` may be NULL, by what it was and what it is:
 * objects without secrets, both taken over; NULL: not there. For api_act_do alone, which takes it
 * over; what the act puts is the caller's to fill in before. */
struct store_act api_act(
	const char *act, const char *object, const char *id, json_t *was, json_t *is);

/* Does an act, with another set-up where it puts an office file (taken over, made of its text;
 * NULL: none). Answers with JSON (taken over; kept with the key) when it is on the disk and `then`
 * (NULL: nothing) has been called, or that it could not be. */
void api_act_do(struct api_call *call, struct store_act *act, struct setup *setup, api_then *then,
	int status, json_t *json);

/* The same as a change that office_act_change has just made, for whoever tells of it. */
void api_act_change(struct api_call *call, struct change *c, struct store_act *act,
	struct setup *setup, api_then *then, int status, json_t *json);

/* The office file in force, for the caller to json_decref. */
json_t *api_office_file(const struct api_call *call);

/* How an office file of a version is told to whoever put it. */
typedef json_t *api_office_view(const struct api_call *call, json_t *file, int64_t version);

/* The set-up that an office file's text makes; NULL when it has been answered that it makes none.
 */
struct setup *api_office_setup(struct api_call *call, const char *text);

/* Whether the body names no version, or the newest; else it has been answered that it does not. */
bool api_newest(struct api_call *call, int64_t newest);

/* Puts an office file (taken over) in force, if it holds and says anything new, and answers with
 * the view of it or why it does not hold. */
void api_office_change(struct api_call *call, json_t *file, api_office_view *view);

/* The catalogue's file is not kept in memory for longer than it is looked at. */
void api_catalog_forget(struct api *api);
void api_catalog_tick(struct api *api);

/* 503: the server is stopping, or not everything is there yet. */
void api_not_now(struct api_call *call);

/* The device of the path, if it was not ended; NULL when it has been answered that there is none.
 */
const struct store_device *api_device_named(struct api_call *call);

/* Whether something may be changed now; else it has been answered. */
bool api_ready(struct api_call *call);

/* 503: what was decided could not be written. */
void api_unwritten(struct api_call *call, enum store_result result);

/* A number, null for 0: what was not said. */
json_t *api_number_or_null(int64_t n);

/* A text, null for "" and NULL. */
json_t *api_text_or_null(const char *text);

/* {"vi","en"}, with null for what the catalogue does not have; null without either. */
json_t *api_name_or_null(const char *vi, const char *en);

/* The name of who did something ("lead:lan"), or his account's where that is not known; null: the
 * system. */
json_t *api_person(const struct api_call *call, const char *by);

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

/* Gives up who takes a backup and has not moved for a while. */
void api_backup_tick(struct api *api);

/* A token that nobody can guess. */
void api_new_token(char token[static TOKEN_SIZE]);

/* The handlers, by actor. */
void api_office(struct api_call *call);
void api_board(struct api_call *call);
void api_feed(struct api_call *call);
void api_procedures(struct api_call *call);
void api_procedure_by_code(struct api_call *call);
void api_holder(struct api_call *call);
void api_ticket_qr(struct api_call *call);
void api_health(struct api_call *call);
void api_metrics(struct api_call *call);
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
void api_calls(struct api_call *call);
void api_paper(struct api_call *call);
void api_paper_put(struct api_call *call);
void api_paper_void(struct api_call *call);
void api_hall(struct api_call *call);
void api_advice(struct api_call *call);
void api_advice_apply(struct api_call *call);
void api_advice_back(struct api_call *call);
void api_advice_later(struct api_call *call);
void api_rules_get(struct api_call *call);
void api_rules_put(struct api_call *call);
void api_notices_get(struct api_call *call);
void api_notices_put(struct api_call *call);
void api_office_get(struct api_call *call);
void api_office_put(struct api_call *call);
void api_audit(struct api_call *call);
void api_audit_one(struct api_call *call);
void api_undo(struct api_call *call);
void api_part_get(struct api_call *call);
void api_part_put(struct api_call *call);
void api_accounts(struct api_call *call);
void api_account_post(struct api_call *call);
void api_account_put(struct api_call *call);
void api_account_delete(struct api_call *call);
void api_session_password(struct api_call *call);
void api_admin_devices(struct api_call *call);
void api_admin_device_post(struct api_call *call);
void api_admin_device_code(struct api_call *call);
void api_admin_device_delete(struct api_call *call);
void api_recordings(struct api_call *call);
void api_recording_put(struct api_call *call);
void api_recording_delete(struct api_call *call);
void api_preview_days(struct api_call *call);
void api_preview(struct api_call *call);
void api_backups(struct api_call *call);
void api_backup_post(struct api_call *call);
void api_backup_drill(struct api_call *call);
void api_backup_get(struct api_call *call);
void api_enrol(struct api_call *call);
void api_setup_get(struct api_call *call);
void api_setup_post(struct api_call *call);
void api_catalog_list(struct api_call *call);
void api_catalog_one(struct api_call *call);
void api_catalog_put(struct api_call *call);
void api_catalog_import(struct api_call *call);
void api_templates(struct api_call *call);
void api_template(struct api_call *call);
void api_report_numbers(struct api_call *call);
void api_report(struct api_call *call);
void api_report_changes(struct api_call *call);
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
