/*
 * accounts: how an account or a device comes, changes and ends: as acts, without secrets.
 *
 * An act tells of an account its role, name, title and end; of a device its role, whether it was
 * enrolled, whether it has a one-time code, and its end. That another password or key was set is
 * told besides, as a member that the object itself never has: nobody can take that back. `was` is
 * NULL where there was none. The acts are for whoever does them, with what they put filled in.
 */
#ifndef MOTCUA_ACCOUNTS_JSON_H
#define MOTCUA_ACCOUNTS_JSON_H

#include "server/store.h"

#include <jansson.h>

#define ACCOUNTS_USER "user"
#define ACCOUNTS_DEVICE "device"

/* What acts tell of it as it is. */
json_t *accounts_user_json(const struct store_user *user);
json_t *accounts_device_json(const struct store_device *device);

struct store_act accounts_user_act(
	const char *act, const struct store_user *was, const struct store_user *is);
struct store_act accounts_device_act(
	const char *act, const struct store_device *was, const struct store_device *is);

#endif
