/* The first administrator is invited on the console. */
#include "common/clock.h"
#include "common/mem.h"
#include "server/serve_state.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* An address of this machine that others can reach. */
static void own_address(char text[static INET_ADDRSTRLEN]) {
	struct ifaddrs *all = NULL;
	strcpy(text, "127.0.0.1");
	if (getifaddrs(&all) != 0)
		return;
	for (const struct ifaddrs *one = all; one; one = one->ifa_next) {
		bool useful = one->ifa_addr && one->ifa_addr->sa_family == AF_INET &&
			      (one->ifa_flags & IFF_UP) && !(one->ifa_flags & IFF_LOOPBACK);
		if (!useful)
			continue;
		struct sockaddr_in in;
		memcpy(&in, one->ifa_addr, sizeof in);
		inet_ntop(AF_INET, &in.sin_addr, text, INET_ADDRSTRLEN);
		break;
	}
	freeifaddrs(all);
}

static char *without_slash(const char *url) {
	size_t size = strlen(url);
	return mem_printf("%.*s", (int)(size - (size > 0 && url[size - 1] == '/')), url);
}

/* Where a browser finds this server: not by an address that stands for all. */
static char *address(const struct serve *s, const struct options *options) {
	const char *url = http_server_url(s->http, 0);
	const char *scheme = s->tls ? "https" : "http";
	const char *host = strstr(url, "://") + 3;
	bool all = !strncmp(host, "0.0.0.0:", 8) || !strncmp(host, "[::]:", 5);
	char own[INET_ADDRSTRLEN];
	if (options->public_url)
		return without_slash(options->public_url);
	if (!all)
		return mem_strdup(url);
	if (options->hosts.count > 0 && strchr(options->hosts.items[0], ':'))
		return mem_printf("%s://%s", scheme, options->hosts.items[0]);
	own_address(own);
	return mem_printf("%s://%s%s", scheme,
		options->hosts.count > 0 ? options->hosts.items[0] : own, strrchr(url, ':'));
}

void serve_invite(struct serve *s, const struct options *options) {
	char token[SECRET_TEXT_SIZE];
	if (auth_user_count(s->auth, NULL) > 0)
		return;
	first_link_make(&s->first_link, token, clock_mono_ms());
	char *base = address(s, options);
	printf("set-up link (15 min, once): %s/admin#setup=%s\n", base, token);
	sodium_memzero(token, sizeof token);
	mem_free(base);
}
