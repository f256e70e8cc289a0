/*
 * printer: the kiosk's printer, on a thread of its own so that the screen never waits for it.
 *
 * Slips are sent one after the other; in between the thread looks how the printer stands. When a
 * slip is out or has failed, and when the printer's state is another, `wake` is called from that
 * thread and the main thread takes the reports with printer_next. Each change of state is a line in
 * the log. Owner: whoever called printer_open.
 */
#ifndef MOTCUA_KIOSK_PRINTER_H
#define MOTCUA_KIOSK_PRINTER_H

#include "kiosk/printer_port.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PRINTER_JOBS_MAX = 8 };

struct printer;

struct printer_report {
	uint32_t serial; /* of the slip; 0: of none, the state is news */
	bool out;
	const char *why; /* as printer_port_send says it; "" when out */
	enum printer_state state;
};

/* Starts the thread; the printer is taken to be well until it has been looked at. */
struct printer *printer_open(const struct port *port, const struct printer_times *times,
	void (*wake)(void *arg), void *arg);
/* Ends at once: the slip being sent has half a second more, what has not begun is dropped. */
void printer_close(struct printer *printer);

/* Puts a slip (serial ≠ 0) in line and takes over its bytes (mem_alloc). */
void printer_send(struct printer *printer, uint32_t serial, uint8_t *bytes, size_t size);

/* Takes the oldest report; false when there is none. */
bool printer_next(struct printer *printer, struct printer_report *report);

#endif
