#include "server/http_host.h"

#include "common/mem.h"
#include "server/http_chars.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

/* Copies the address between the brackets, as inet_pton needs it. */
static bool unbracket(const char *name, size_t len, char out[INET6_ADDRSTRLEN]) {
	if (len < 2 || name[0] != '[' || name[len - 1] != ']' || len - 2 >= INET6_ADDRSTRLEN)
		return false;
	memcpy(out, name + 1, len - 2);
	out[len - 2] = '\0';
	return true;
}

static bool valid_name(const char *name, size_t len) {
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;
	if (len > 0 && name[0] == '[')
		return unbracket(name, len, text) && inet_pton(AF_INET6, text, &address) == 1;
	return len > 0 && http_chars_are(name, len, HTTP_CHARS_REG_NAME);
}

static bool parse_port(const char *s, size_t len, uint16_t *port) {
	uint32_t value = 0;
	for (size_t i = 0; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		value = value * 10 + (uint32_t)(s[i] - '0');
		if (value > UINT16_MAX)
			return false;
	}
	*port = (uint16_t)value;
	return true;
}

static const char *find_colon(const char *s, size_t len) {
	size_t after = 0;
	if (len > 0 && s[0] == '[') {
		const char *bracket = memchr(s, ']', len);
		after = bracket ? (size_t)(bracket - s) : len;
	}
	return memchr(s + after, ':', len - after);
}

bool http_host_parse(const char *s, size_t len, struct http_host *host) {
	const char *colon = find_colon(s, len);
	struct http_host h = {.name = s, .name_len = colon ? (size_t)(colon - s) : len};
	if (!valid_name(h.name, h.name_len))
		return false;
	if (colon) {
		size_t port_len = len - h.name_len - 1;
		if (!parse_port(colon + 1, port_len, &h.port))
			return false;
		h.has_port = port_len > 0;
	}
	*host = h;
	return true;
}

static uint16_t port_of(const struct http_host *host, uint16_t default_port) {
	return host->has_port ? host->port : default_port;
}

bool http_host_same(const struct http_host *a, const struct http_host *b, uint16_t default_port) {
	return port_of(a, default_port) == port_of(b, default_port) &&
	       http_chars_same(a->name, a->name_len, b->name, b->name_len);
}

bool http_hosts_add(struct http_hosts *hosts, const char *name) {
	struct http_host parsed;
	if (!http_host_parse(name, strlen(name), &parsed))
		return false;
	hosts->names = mem_realloc(hosts->names, hosts->n + 1, sizeof *hosts->names);
	hosts->names[hosts->n++] = mem_strdup(name);
	return true;
}

static bool is_added(
	const struct http_hosts *hosts, const struct http_host *host, uint16_t default_port) {
	for (size_t i = 0; i < hosts->n; i++) {
		struct http_host ours;
		if (!http_host_parse(hosts->names[i], strlen(hosts->names[i]), &ours) ||
			!http_chars_same(ours.name, ours.name_len, host->name, host->name_len))
			continue;
		if (!ours.has_port || ours.port == port_of(host, default_port))
			return true;
	}
	return false;
}

static uint16_t local_port(const struct sockaddr *local) {
	if (local->sa_family == AF_INET6)
		return ntohs(((const struct sockaddr_in6 *)(const void *)local)->sin6_port);
	return ntohs(((const struct sockaddr_in *)(const void *)local)->sin_port);
}

static bool is_loopback(const struct http_host *host) {
	static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (http_chars_same(host->name, host->name_len, names[i], strlen(names[i])))
			return true;
	return false;
}

static bool is_local_address(const struct http_host *host, const struct sockaddr *local) {
	char text[INET6_ADDRSTRLEN];
	if (local->sa_family == AF_INET6) {
		struct in6_addr named;
		const struct sockaddr_in6 *in6 = (const void *)local;
		return unbracket(host->name, host->name_len, text) &&
		       inet_pton(AF_INET6, text, &named) == 1 &&
		       memcmp(&named, &in6->sin6_addr, sizeof named) == 0;
	}
	const struct sockaddr_in *in = (const void *)local;
	return inet_ntop(AF_INET, &in->sin_addr, text, sizeof text) &&
	       http_chars_same(host->name, host->name_len, text, strlen(text));
}

bool http_hosts_have(const struct http_hosts *hosts, const struct http_host *host,
	const struct sockaddr *local, uint16_t default_port) {
	if (port_of(host, default_port) == local_port(local) &&
		(is_loopback(host) || is_local_address(host, local)))
		return true;
	return is_added(hosts, host, default_port);
}

void http_hosts_clear(struct http_hosts *hosts) {
	for (size_t i = 0; i < hosts->n; i++)
		mem_free(hosts->names[i]);
	mem_free(hosts->names);
	*hosts = (struct http_hosts){0};
}
