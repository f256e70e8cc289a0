/*
 * http_peers: how many connections each client address has.
 *
 * Pure but for its memory. An address is 16 bytes, IPv4 as ::ffff:a.b.c.d. A peer exists while it
 * has connections and belongs to the table; a connection holds a place of it.
 */
#ifndef MOTCUA_HTTP_PEERS_H
#define MOTCUA_HTTP_PEERS_H

#include <netinet/in.h>
#include <stddef.h>

struct http_peer;

/* Zeroed before first use. */
struct http_peers {
	struct http_peer *buckets[256];
};

/* Takes a place for one more connection of that address, or NULL when it has `cap` (0: no cap). */
struct http_peer *http_peers_take(
	struct http_peers *peers, const struct in6_addr *address, size_t cap);

/* Gives a place back; NULL is nothing. */
void http_peers_give(struct http_peers *peers, struct http_peer *peer);

/* The address as 16 bytes; IPv4 is mapped. */
struct in6_addr http_peers_address(const struct sockaddr *address);

/* The address as people write it, IPv4 in its own form. */
void http_peers_text(const struct in6_addr *address, char text[INET6_ADDRSTRLEN]);

#endif
