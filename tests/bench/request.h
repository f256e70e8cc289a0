/*
 * request: what a kiosk and a clerk ask the server.
 *
 * The environment says who they are: LOAD_KEY is the kiosk's; LOAD_COOKIE and LOAD_CSRF are those
 * of the clerk's session. Each request has an Idempotency-Key of its own. A text that has no room
 * ends the program.
 */
#ifndef MOTCUA_REQUEST_H
#define MOTCUA_REQUEST_H

#include <stddef.h>

enum request_who { REQUEST_KIOSK, REQUEST_CLERK };

/* Writes a POST to the server at that port; its size. */
size_t request_post(char *text, size_t size, int port, enum request_who who, const char *path,
	const char *body);

/* Writes that a kiosk takes a number for a service; its size. */
size_t request_take(char *text, size_t size, int port, const char *service);

#endif
