/*
 * port_part: the ways of sending, each in a file of its own. Only port includes it.
 */
#ifndef MOTCUA_KIOSK_PORT_PART_H
#define MOTCUA_KIOSK_PORT_PART_H

#include "kiosk/port.h"

/* One file per slip, NNNN.bin, whole or not there. */
bool port_send_file(const struct port *port, const uint8_t *bytes, size_t size, const char **why);

/* A printer that listens (9100), or a device file. */
bool port_send_tcp(const struct port *port, const uint8_t *bytes, size_t size, int deadline_ms,
	const char **why);
bool port_send_device(const struct port *port, const uint8_t *bytes, size_t size, int deadline_ms,
	const char **why);

#endif
