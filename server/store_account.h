/*
 * store_account: accounts and devices as they are now.
 *
 * Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_ACCOUNT_H
#define MOTCUA_STORE_ACCOUNT_H

#include "server/store_db.h"

/* An account as it is from now on. Where it ends, or has another role or password, its sessions are
 * forgotten, but for the one of this hash, which stays unless the account ends. */
enum store_result account_put_user(struct store *store, const struct store_user *user,
	const unsigned char stays[STORE_SECRET_SIZE]);

/* A device as it is from now on; its settings are as they were. */
enum store_result account_put_device(struct store *store, const struct store_device *device);

/* Keeps the settings of the device of that name; nothing when there is none. */
enum store_result account_put_settings(struct store *store, const struct store_device *device);

#endif
