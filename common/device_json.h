/*
 * device_json: the values of device as JSON, in and out.
 *
 * Out: a new json_t that the caller owns. In: false, leaving the value untouched, where the JSON is
 * not of the interface's shape; unknown keys are passed over, no text has control characters.
 * Source: the interface, version 1 (server/openapi.yaml).
 */
#ifndef MOTCUA_DEVICE_JSON_H
#define MOTCUA_DEVICE_JSON_H

#include "common/device.h"

#include <jansson.h>

/* {"view","counter","zone","volume"}; null where nothing is said. A `field` that is not NULL is set
 * to the member that does not hold. */
json_t *display_settings_json(const struct display_settings *s);
bool display_settings_from_json(const json_t *j, struct display_settings *s, const char **field);

/* The status of a display, or of a kiosk: what is empty is left out. */
json_t *device_status_json(const struct device_status *s);
bool device_status_from_json(const json_t *j, struct device_status *s);

/* What every kiosk says, also one that is not ours and says the rest otherwise. */
bool device_printer_from_json(const json_t *j, struct device_status *s);

json_t *device_orders_json(const struct device_orders *o, int64_t now_ms);
bool device_orders_from_json(const json_t *j, struct device_orders *o);

#endif
