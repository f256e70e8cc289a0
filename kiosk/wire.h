/*
 * wire: an open line to a printer that takes a stream of bytes: a TCP connection or a device file,
 * heard as well where the printer speaks.
 *
 * Every wait ends at a moment (until_ms, clock_mono_ms) and soon after the stop descriptor has
 * something to read. False leaves the reason in errno, ETIMEDOUT for a wait that was over; nothing
 * is logged. A device that cannot be read, or is a pipe, is only written. Owner: whoever opened it.
 */
#ifndef MOTCUA_KIOSK_WIRE_H
#define MOTCUA_KIOSK_WIRE_H

#include "kiosk/port.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wire {
	int fd; /* -1: not open */
	int stop_fd;
	int64_t stop_ms; /* when all waits are over; 0: nobody wants to stop */
	bool is_socket, hears;
};

/* Not open yet; the stop descriptor is -1 or outlives the wire. */
void wire_init(struct wire *w, int stop_fd);
bool wire_open(struct wire *w, const struct port *port, int64_t until_ms);
void wire_close(struct wire *w);

/* Sends all; each part must be taken within `stall_ms` of the one before it. */
bool wire_put(struct wire *w, const uint8_t *bytes, size_t size, int stall_ms, int64_t until_ms);
/* One byte. */
bool wire_get(struct wire *w, uint8_t *byte, int64_t until_ms);
/* Says that no more will come, and waits until the printer has taken all and closes; some never
 * close: then it is enough that they have taken all. Closes. */
bool wire_finish(struct wire *w, int64_t until_ms);
/* Lets time pass; false when it was cut short to stop. */
bool wire_pause(struct wire *w, int ms);

#endif
