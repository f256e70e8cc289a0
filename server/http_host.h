/*
 * http_host: the host and port a request names, and the list of those we answer to.
 *
 * A host name that is not ours means a page of somebody else's was made to reach us (DNS
 * rebinding) or the client is lost. Pure but for the list's memory, which its owner clears.
 * Source: RFC 3986 section 3.2, RFC 9110 section 7.2.
 */
#ifndef MOTCUA_HTTP_HOST_H
#define MOTCUA_HTTP_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/* What a host without a port means, without and with TLS. */
enum { HTTP_PORT = 80, HTTP_PORT_TLS = 443 };

struct http_host {
	const char *name; /* within the text it was read from; an IPv6 address has its brackets */
	size_t name_len;
	bool has_port;
	uint16_t port;
};

/* Reads "name", "name:port", "1.2.3.4:80", "[::1]:80"; false when it is none of these. */
bool http_host_parse(const char *s, size_t len, struct http_host *host);

/* Whether both mean the same place when a missing port means `default_port`. */
bool http_host_same(const struct http_host *a, const struct http_host *b, uint16_t default_port);

/* Names besides the addresses a connection can have; zeroed before first use. */
struct http_hosts {
	char **names;
	size_t n;
};

/* Adds "name" (with any port) or "name:port"; false when it is no host. */
bool http_hosts_add(struct http_hosts *hosts, const char *name);

/* Whether a connection that reached us at the address `local` may name this host: a name of the
   list, a loopback name or address with our port, or that address itself; without a port it means
   `default_port`. */
bool http_hosts_have(const struct http_hosts *hosts, const struct http_host *host,
	const struct sockaddr *local, uint16_t default_port);

void http_hosts_clear(struct http_hosts *hosts);

#endif
