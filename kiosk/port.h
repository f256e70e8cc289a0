/*
 * port: where a slip's bytes go: a directory, a network printer, a device, or nowhere.
 *
 * A port is read from "file:DIR", "tcp:HOST:PORT", "dev:PATH" or "none"; it is a value and owns
 * nothing. port_send blocks until all bytes are out or the deadline is over, so it belongs on a
 * thread of its own. Errors: one line in the log and the word that the server is told as why a
 * number failed.
 */
#ifndef MOTCUA_KIOSK_PORT_H
#define MOTCUA_KIOSK_PORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum port_kind { PORT_NONE, PORT_FILE, PORT_TCP, PORT_DEVICE };

struct port {
	enum port_kind kind;
	char path[256]; /* file, device */
	char host[128];
	char service[8]; /* tcp */
};

/* Reads a port's text; false when it is none of the four forms. */
bool port_parse(const char *text, struct port *port);

/*
 * Sends one slip. True when it is out: the file is on the disk under its final name NNNN.bin, or
 * the printer has accepted every byte and did not break the connection. Else *why is "offline"
 * (nothing was sent), "unplugged" (broken in mid-slip), "timeout" or "disk".
 */
bool port_send(const struct port *port, const uint8_t *bytes, size_t size, int deadline_ms,
	const char **why);

#endif
