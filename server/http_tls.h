/*
 * http_tls: the certificate with its key under which the edge listens, and the bytes of a
 * connection that is encrypted.
 *
 * TLS 1.2 and later, with forward secrecy alone. Connections keep the certificate with which they
 * began. A pair that cannot be read, does not go together or is past its time is refused, with one
 * line in the log that says why. Not shared between threads. Source: RFC 9325.
 */
#ifndef MOTCUA_HTTP_TLS_H
#define MOTCUA_HTTP_TLS_H

#include <stdbool.h>

struct bufferevent;
struct event_base;
struct http_tls;

/* Reads both files, PEM, the certificate with those that vouch for it behind it. NULL: refused. The
   names of the files are copied. */
struct http_tls *http_tls_open(const char *certificate, const char *key);
void http_tls_close(struct http_tls *tls);

/* Reads them again; false when they are refused, and those of before stay. */
bool http_tls_reload(struct http_tls *tls);

/* An accepted connection, from whose side the handshake begins; closes `fd` when it is freed. */
struct bufferevent *http_tls_accept(struct http_tls *tls, struct event_base *base, int fd);

/* Tells the other side that no more follows. */
void http_tls_say_end(struct bufferevent *bev);

#endif
