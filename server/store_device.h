/*
 * store_device: how the lead wants a display to be, so that a restart forgets nothing.
 *
 * Only store*.c includes this.
 */
#ifndef MOTCUA_STORE_DEVICE_H
#define MOTCUA_STORE_DEVICE_H

#include "server/store_db.h"

/* Keeps the settings of the device of that name; nothing when it was removed meanwhile. */
enum store_result device_put_settings(struct store *store, const struct store_device *device);

#endif
