/*
 * systemd: what it and a program tell each other, through the environment and a socket.
 *
 * The protocol is fixed by sd_notify(3), sd_watchdog_enabled(3) and sd_listen_fds(3); their library
 * would bring six others. Where the program was started by nobody who speaks it, nothing happens.
 */
#ifndef MOTCUA_SYSTEMD_H
#define MOTCUA_SYSTEMD_H

#include <stdint.h>

/* The first of the descriptors that are handed over. */
enum { SYSTEMD_SOCKETS_FROM = 3 };

/* Says how the program is, such as "READY=1". */
void systemd_tell(const char *state);

/* How long it lets the program be silent before it starts it anew, in microseconds; 0: for ever. */
int64_t systemd_patience_us(void);

/* How many listening sockets it hands over. They are this program's alone, and told of once. */
int systemd_sockets(void);

#endif
