/*
 * http_host: reading a host and port, and which ones are ours.
 *
 * links: server/http_host.c server/http_chars.c common/text.c common/mem.c
 */
#include "server/http_host.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void reading(void **state) {
	(void)state;
	static const struct {
		const char *text, *name;
		int port; /* -1: none */
	} cases[] = {{"a", "a", -1}, {"a.b-c:80", "a.b-c", 80}, {"a:", "a", -1},
		{"a:0080", "a", 80}, {"1.2.3.4:65535", "1.2.3.4", 65535},
		{"[::1]:8080", "[::1]", 8080}, {"[fe80::1]", "[fe80::1]", -1}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct http_host host;
		assert_true(http_host_parse(cases[i].text, strlen(cases[i].text), &host));
		assert_int_equal(host.name_len, strlen(cases[i].name));
		assert_memory_equal(host.name, cases[i].name, host.name_len);
		assert_int_equal(host.has_port ? host.port : -1, cases[i].port);
	}
	static const char *const wrong[] = {"", ":", ":80", "a:65536", "a:8 0", "a:+80", "a:b",
		"a b", "a/b", "a@b", "a%41", "[]", "[", "[]:80", "[::1", "::1", "[::1]80",
		"[1.2.3.4]", "a]"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct http_host host = {.port = 7};
		assert_false(http_host_parse(wrong[i], strlen(wrong[i]), &host));
		assert_int_equal(host.port, 7);
	}
}

static bool have(const struct http_hosts *hosts, const char *text, const char *local, int port) {
	struct http_host host;
	struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_port = in.sin_port};
	assert_true(http_host_parse(text, strlen(text), &host));
	if (inet_pton(AF_INET, local, &in.sin_addr) == 1)
		return http_hosts_have(hosts, &host, (struct sockaddr *)&in, HTTP_PORT);
	assert_int_equal(inet_pton(AF_INET6, local, &in6.sin6_addr), 1);
	return http_hosts_have(hosts, &host, (struct sockaddr *)&in6, HTTP_PORT);
}

static void own_addresses(void **state) {
	(void)state;
	struct http_hosts none = {0};
	assert_true(have(&none, "localhost:8080", "127.0.0.1", 8080));
	assert_true(have(&none, "LocalHost:8080", "127.0.0.1", 8080));
	assert_true(have(&none, "127.0.0.1:8080", "127.0.0.1", 8080));
	assert_true(have(&none, "[::1]:8080", "::1", 8080));
	assert_true(have(&none, "127.0.0.1", "127.0.0.1", 80));
	assert_true(have(&none, "192.168.1.5:8080", "192.168.1.5", 8080));
	assert_true(have(&none, "[fd00:0::5]:8080", "fd00::5", 8080));
	assert_false(have(&none, "localhost:8081", "127.0.0.1", 8080));
	assert_false(have(&none, "localhost", "127.0.0.1", 8080));
	assert_false(have(&none, "192.168.1.6:8080", "192.168.1.5", 8080));
	assert_false(have(&none, "192.168.1.5:8080", "fd00::5", 8080));
	assert_false(have(&none, "[fd00::6]:8080", "fd00::5", 8080));
	assert_false(have(&none, "localhost.:8080", "127.0.0.1", 8080));
	assert_false(have(&none, "evil.example:8080", "127.0.0.1", 8080));
	assert_false(have(&none, "127.0.0.1.evil.example:8080", "127.0.0.1", 8080));
}

static void added_names(void **state) {
	(void)state;
	struct http_hosts hosts = {0};
	assert_true(http_hosts_add(&hosts, "mc.example"));
	assert_true(http_hosts_add(&hosts, "queue.example:443"));
	assert_true(http_hosts_add(&hosts, "plain.example:80"));
	assert_false(http_hosts_add(&hosts, "http://mc.example"));
	assert_false(http_hosts_add(&hosts, ""));
	assert_true(have(&hosts, "MC.example", "10.0.0.1", 8080));
	assert_true(have(&hosts, "mc.example:8443", "10.0.0.1", 8080));
	assert_true(have(&hosts, "queue.example:443", "10.0.0.1", 8080));
	assert_true(have(&hosts, "plain.example", "10.0.0.1", 8080));
	assert_false(have(&hosts, "queue.example", "10.0.0.1", 8080));
	assert_false(have(&hosts, "queue.example:8080", "10.0.0.1", 8080));
	assert_false(have(&hosts, "x.mc.example", "10.0.0.1", 8080));
	http_hosts_clear(&hosts);
	assert_false(have(&hosts, "mc.example", "10.0.0.1", 8080));
	http_hosts_clear(&hosts);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reading),
		cmocka_unit_test(own_addresses),
		cmocka_unit_test(added_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
