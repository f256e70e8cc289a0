/*
 * api_accounts: what the routes for accounts, devices and the first administrator share.
 *
 * One act on accounts or devices is done at a time, so that each is decided on what the one before
 * it left. For server/api*.c alone.
 */
#ifndef MOTCUA_API_ACCOUNTS_H
#define MOTCUA_API_ACCOUNTS_H

#include "server/accounts_json.h"
#include "server/api_audit.h"

/* Whether an act can be decided now; false when it has been answered that it must wait. */
bool api_accounts_free(struct api_call *call);

/* Does an act (taken over) on an account or a device. When it is on the disk it is in force,
 * whoever may not go on is cut off, and the JSON (taken over) is answered; `then` is called in
 * place of that answer where it is given. */
typedef void api_accounts_then(struct api_call *call, const struct store_act *act);
void api_accounts_do(struct api_call *call, struct store_act *act, int status, json_t *json,
	api_accounts_then *then);

/* Does an act (taken over) that takes another one back; its entry is answered. */
void api_accounts_take_back(
	struct api_call *call, struct store_act *act, const struct api_undo *undo);

/* Whether without this administrator nobody could set up the office any more: then it has been
 * answered so. */
bool api_accounts_last_admin(
	struct api_call *call, const struct store_user *was, const struct store_user *is);

/* Whether it is the account of whoever asks, which another administrator has to end: then it has
 * been answered so. */
bool api_accounts_own(struct api_call *call, const struct store_user *user);

/* 422 invalid, with the field and why in words. */
void api_accounts_invalid(struct api_call *call, const char *field, const char *why);

/* Who an account is to be: its name to sign in with, role, name and title as the body says them,
 * where it does; false when it has been answered what is wrong. */
bool api_accounts_read(struct api_call *call, struct store_user *user);

/* The password of the body; NULL when it has been answered what is wrong with it. */
const char *api_accounts_password(struct api_call *call, const char *key);

/* A new session and its cookie, answered when the disk has it. */
void api_session_opened(
	struct api_call *call, const struct auth_session *session, const char *cookie);

#endif
