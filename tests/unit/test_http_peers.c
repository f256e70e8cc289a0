/*
 * http_peers: places per address.
 *
 * links: server/http_peers.c common/mem.c
 */
#include "server/http_peers.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct in6_addr address_of(const char *text) {
	struct sockaddr_in in = {.sin_family = AF_INET};
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
	if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
		return http_peers_address((struct sockaddr *)&in);
	assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
	return http_peers_address((struct sockaddr *)&in6);
}

static void texts(void **state) {
	(void)state;
	static const char *const cases[][2] = {{"192.168.1.20", "192.168.1.20"},
		{"::ffff:10.0.0.1", "10.0.0.1"}, {"fe80::1", "fe80::1"}, {"::1", "::1"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[INET6_ADDRSTRLEN];
		struct in6_addr address = address_of(cases[i][0]);
		http_peers_text(&address, text);
		assert_string_equal(text, cases[i][1]);
	}
}

static void a_cap_is_per_address(void **state) {
	(void)state;
	struct http_peers peers = {0};
	struct in6_addr a = address_of("10.0.0.1"), b = address_of("::ffff:10.0.0.2");
	struct http_peer *first = http_peers_take(&peers, &a, 2);
	assert_non_null(first);
	assert_ptr_equal(http_peers_take(&peers, &a, 2), first);
	assert_null(http_peers_take(&peers, &a, 2));
	struct http_peer *other = http_peers_take(&peers, &b, 2);
	assert_non_null(other);
	assert_ptr_equal(http_peers_take(&peers, &a, 0), first);
	for (int i = 0; i < 3; i++)
		http_peers_give(&peers, first);
	first = http_peers_take(&peers, &a, 1);
	assert_non_null(first);
	http_peers_give(&peers, http_peers_take(&peers, &a, 2));
	http_peers_give(&peers, other);
	http_peers_give(&peers, NULL);
	assert_null(http_peers_take(&peers, &a, 1));
	http_peers_give(&peers, first);
}

/* More addresses than buckets, taken and given back in different orders. */
static void many_addresses(void **state) {
	(void)state;
	enum { MANY = 1000 };
	static struct http_peer *taken[MANY];
	struct http_peers peers = {0};
	struct in6_addr address = address_of("fd00::");
	for (int i = 0; i < MANY; i++) {
		address.s6_addr[15] = (uint8_t)i;
		address.s6_addr[14] = (uint8_t)(i >> 8);
		taken[i] = http_peers_take(&peers, &address, 1);
		assert_non_null(taken[i]);
		assert_null(http_peers_take(&peers, &address, 1));
	}
	for (int i = 0; i < MANY; i++)
		http_peers_give(&peers, taken[i * 7 % MANY]);
	for (size_t i = 0; i < sizeof peers.buckets / sizeof *peers.buckets; i++)
		assert_null(peers.buckets[i]);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts),
		cmocka_unit_test(a_cap_is_per_address),
		cmocka_unit_test(many_addresses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
