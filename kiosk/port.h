/*
 * port: where a slip's bytes go: a directory, a network printer, a device, or nowhere.
 *
 * A port is read from "file:DIR", "tcp:HOST:PORT", "dev:PATH" or "none"; it is a value and owns
 * nothing. Slips to a directory are written here, on a thread that may wait for the disk; how a
 * printer gets them is printer_port's. Errors: one line in the log.
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

/* Writes a slip into the directory as the next NNNN.bin, whole or not at all; else *why is "disk".
 */
bool port_send_file(const struct port *port, const uint8_t *bytes, size_t size, const char **why);
/* Whether the directory is there, or can be, and takes files. */
bool port_file_ready(const struct port *port);

#endif
