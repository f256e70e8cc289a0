/*
 * printer_port: the printer at a port: how it stands, and slips to it, on the caller's thread.
 *
 * A printer that answers DLE EOT keeps one connection open for as long as it lasts (many take only
 * one) and is asked before a slip, after it and whenever the caller looks; a new state counts when
 * two rounds of questions in a row say it. One that has never answered is no error: it is known by
 * "the bytes were taken or not", with a connection for each slip. One that has answered and falls
 * silent, also after a new connection, is offline. A file port is as good as its directory.
 * Owner: whoever called printer_port_init; all calls on one thread.
 */
#ifndef MOTCUA_KIOSK_PRINTER_PORT_H
#define MOTCUA_KIOSK_PRINTER_PORT_H

#include "kiosk/printer_status.h"
#include "kiosk/wire.h"

struct printer_times {
	int slip_ms;    /* for all of a slip */
	int stall_ms;   /* in which a printer takes at least one byte */
	int connect_ms; /* for a connection */
	int answer_ms;  /* for one answer */
	int settle_ms;  /* after the last byte of a slip before the printer is asked */
	int look_ms;    /* between two looks */
	int mute_ms;    /* the same, where the printer never answers */
};

extern const struct printer_times printer_times_usual;

enum printer_voice { VOICE_UNKNOWN, VOICE_TALKS, VOICE_MUTE };

struct printer_port {
	struct port port;
	struct printer_times times;
	struct wire wire;
	enum printer_voice voice;
	enum printer_state state;
};

void printer_port_init(struct printer_port *p, const struct port *port,
	const struct printer_times *times, int stop_fd);
void printer_port_clear(struct printer_port *p);

/* Finds out how the printer stands, into `state`. */
void printer_port_look(struct printer_port *p);

/* Milliseconds after which the next look is worth while; -1: none is. */
int printer_port_rest_ms(const struct printer_port *p);

/*
 * Sends one slip. True when it is out. Else *why says the reason: a printer's word (printer_word:
 * it could not or stopped), "unplugged" (broken in mid-slip), "timeout", or "disk".
 */
bool printer_port_send(struct printer_port *p, const uint8_t *bytes, size_t size, const char **why);

#endif
