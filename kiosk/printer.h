/*
 * printer: the kiosk's printer, on a thread of its own so that the screen never waits for it.
 *
 * Slips are sent one after the other through a port; when one is out or has failed, `wake` is
 * called from the printer's thread and the main thread takes the reports with printer_next. A slip
 * has PRINTER_DEADLINE_MS. Owner: whoever called printer_open.
 */
#ifndef MOTCUA_KIOSK_PRINTER_H
#define MOTCUA_KIOSK_PRINTER_H

#include "kiosk/port.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PRINTER_DEADLINE_MS = 15000, PRINTER_JOBS_MAX = 8 };

struct printer;

struct printer_report {
	uint32_t serial; /* of the slip */
	bool out;
	const char *why; /* as port_send says it; "" when out */
};

/* Starts the thread. */
struct printer *printer_open(const struct port *port, void (*wake)(void *arg), void *arg);
/* Ends after the slip being printed; what has not begun is dropped. */
void printer_close(struct printer *printer);

/* Puts a slip in line and takes over its bytes (mem_alloc). */
void printer_send(struct printer *printer, uint32_t serial, uint8_t *bytes, size_t size);

/* Takes the oldest report; false when there is none. */
bool printer_next(struct printer *printer, struct printer_report *report);

#endif
