#include "server/http_peers.h"

#include "common/mem.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdint.h>
#include <string.h>

struct http_peer {
	struct http_peer *next;
	struct in6_addr address;
	size_t connections;
};

/* The low bytes tell the machines of one office apart; a stranger has few addresses to collide. */
static struct http_peer **bucket_of(struct http_peers *peers, const struct in6_addr *address) {
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < sizeof address->s6_addr; i++)
		hash = (hash ^ address->s6_addr[i]) * 16777619u;
	return &peers->buckets[(hash ^ hash >> 16) % 256];
}

struct http_peer *http_peers_take(
	struct http_peers *peers, const struct in6_addr *address, size_t cap) {
	struct http_peer **bucket = bucket_of(peers, address), *peer = *bucket;
	while (peer && memcmp(&peer->address, address, sizeof *address) != 0)
		peer = peer->next;
	if (!peer) {
		peer = mem_alloc(1, sizeof *peer);
		peer->address = *address;
		peer->next = *bucket;
		*bucket = peer;
	}
	if (cap > 0 && peer->connections >= cap)
		return NULL;
	peer->connections++;
	return peer;
}

void http_peers_give(struct http_peers *peers, struct http_peer *peer) {
	if (!peer)
		return;
	assert(peer->connections > 0);
	if (--peer->connections > 0)
		return;
	struct http_peer **at = bucket_of(peers, &peer->address);
	while (*at != peer)
		at = &(*at)->next;
	*at = peer->next;
	mem_free(peer);
}

struct in6_addr http_peers_address(const struct sockaddr *address) {
	if (address->sa_family == AF_INET6)
		return ((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
	struct in6_addr mapped = {.s6_addr = {[10] = 0xff, [11] = 0xff}};
	const struct sockaddr_in *in = (const void *)address;
	memcpy(mapped.s6_addr + 12, &in->sin_addr, 4);
	return mapped;
}

void http_peers_text(const struct in6_addr *address, char text[INET6_ADDRSTRLEN]) {
	if (IN6_IS_ADDR_V4MAPPED(address))
		inet_ntop(AF_INET, address->s6_addr + 12, text, INET6_ADDRSTRLEN);
	else
		inet_ntop(AF_INET6, address, text, INET6_ADDRSTRLEN);
}
