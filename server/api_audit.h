/*
 * api_audit: what administrators did, told and taken back; for server/api*.c alone.
 *
 * Whoever owns a kind of object (the accounts, the devices …) has one line in api_objects, so that
 * its acts can be taken back. The object is what api_act was given: JSON without secrets.
 */
#ifndef MOTCUA_API_AUDIT_H
#define MOTCUA_API_AUDIT_H

#include "server/api_call.h"

/* An act that is taken back. */
struct api_undo {
	int64_t seq;
	const char *id;
	json_t *was; /* the object as it is now; NULL: not there */
	json_t *is;  /* as it will be without that act; NULL: not there */
};

struct api_object {
	const char *kind;
	bool whole;       /* there is one of it, and the acts of all ids change it */
	const char *list; /* where in it an act with an id is; NULL: such an act has its own */
	/* The object as it is now, for the caller to json_decref; NULL: not there. */
	json_t *(*now)(struct api_call *call, const char *id);
	/* Puts it as it will be: makes the act ("undo") with api_act and ends the call with
	 * api_undo_do, or answers why it cannot be. */
	void (*put)(struct api_call *call, const struct api_undo *undo);
};

/* Ends with a NULL kind. */
extern const struct api_object api_objects[];

/* Does an act (taken over) that takes another one back, as api_act_do; the answer is its entry. */
void api_undo_do(struct api_call *call, struct store_act *act, struct setup *setup,
	const struct api_undo *undo, api_then *then);

/* 409: an act cannot be taken back, for a reason in words ("error.undo.never"). */
void api_undo_refuse(struct api_call *call, const char *word);

/* The entry that an act which takes another one back will be, as this change. */
json_t *api_undo_entry(
	const struct api_call *call, const struct store_act *act, const struct change *c);

/* An act as it is told: E of the interface. */
json_t *api_audit_entry(
	const struct api_call *call, const struct store_act_row *row, bool can_undo);

/* Reads the act that the address names. */
void api_audit_read(struct api_call *call, office_acts_read *done);

/* A path in an act with this id ("": of the whole), and all differences of an act, with their paths
 * from the top of the whole that the kind lists its objects in; the caller's to json_decref. */
json_t *api_audit_path(const struct api_object *object, const char *id, json_t *path);
json_t *api_audit_changes(const struct api_object *object, const struct store_act *act);

/* A path of a difference as it is told: "counters.3.services". */
json_t *api_audit_place(json_t *path);

/* A difference as it is told, without the first steps of its path. */
json_t *api_audit_change(json_t *change, size_t skip);

/* The line of a kind; NULL: its acts cannot be taken back. */
const struct api_object *api_object(const char *kind);

/* Whether the object of an act may be gone when that is taken back: one of many. */
bool api_may_go(const struct api_object *object, const struct store_act_row *row);

/* Whether the act can be taken back from its object as it is now. */
bool api_can_undo(json_t *now, const struct api_object *object, const struct store_act_row *row);

/* Accounts and devices. */
json_t *api_account_now(struct api_call *call, const char *id);
void api_account_undo(struct api_call *call, const struct api_undo *undo);
json_t *api_device_now(struct api_call *call, const char *id);
void api_device_undo(struct api_call *call, const struct api_undo *undo);

/* A recording of the office ("vi/so-0"). */
json_t *api_recording_now(struct api_call *call, const char *id);
void api_recording_undo(struct api_call *call, const struct api_undo *undo);

/* The office file and the catalogue, of which an id is one procedure. */
json_t *api_catalog_now(struct api_call *call, const char *id);
void api_catalog_undo(struct api_call *call, const struct api_undo *undo);
json_t *api_office_now(struct api_call *call, const char *id);
void api_office_undo(struct api_call *call, const struct api_undo *undo);

#endif
