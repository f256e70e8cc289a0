/* What a proxy before us says of its client: believed of those alone that we were told to trust. */
#include "common/log.h"
#include "server/http_chars.h"
#include "server/http_inner.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

/* "192.0.2.1", "2001:db8::1". */
static bool parse_ip(const char *text, struct in6_addr *address) {
	struct in_addr four;
	if (inet_pton(AF_INET6, text, address) == 1)
		return true;
	if (inet_pton(AF_INET, text, &four) != 1)
		return false;
	*address = (struct in6_addr){.s6_addr = {[10] = 0xff, [11] = 0xff}};
	memcpy(address->s6_addr + 12, &four, sizeof four);
	return true;
}

bool http_proxies_open(struct http_server *server, const struct http_options *options) {
	for (size_t i = 0; i < options->proxy_n; i++) {
		if (server->proxy_n == HTTP_PROXIES_MAX ||
			!parse_ip(options->proxies[i], &server->proxies[server->proxy_n++])) {
			log_error("%s is no address of a proxy", options->proxies[i]);
			return false;
		}
	}
	return true;
}

bool http_proxy_is(const struct http_server *server, const struct in6_addr *address) {
	for (size_t i = 0; i < server->proxy_n; i++)
		if (memcmp(&server->proxies[i], address, sizeof *address) == 0)
			return true;
	return false;
}

/* What stands behind the last comma of the last such field: the proxy's own word, whatever its
 * client put before it. */
static void last_word(const struct http_exchange *x, const char *name, char *out, size_t size) {
	const struct http_span *last = NULL;
	for (size_t i = 0; i < x->request.field_n; i++) {
		const struct http_named *field = &x->request.fields[i];
		if (http_chars_same(x->bytes + field->name.at, field->name.len, name, strlen(name)))
			last = &field->value;
	}
	*out = '\0';
	if (!last)
		return;
	const char *value = x->bytes + last->at, *comma = strrchr(value, ',');
	value = comma ? comma + 1 : value;
	value += strspn(value, " \t");
	if (strlen(value) < size)
		strcpy(out, value);
}

void http_proxy_tell(struct http_exchange *x) {
	char word[INET6_ADDRSTRLEN];
	struct in6_addr address;
	if (!http_proxy_is(x->server, &x->address))
		return;
	last_word(x, "X-Forwarded-Proto", word, sizeof word);
	x->secure = strcasecmp(word, "https") == 0;
	last_word(x, "X-Forwarded-For", word, sizeof word);
	if (parse_ip(word, &address))
		x->address = address;
}
