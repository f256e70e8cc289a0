/* Where the server is reached: sockets that outlive it (who comes while it starts anew waits in
 * their queue), and under which certificate. */
#include "common/log.h"
#include "common/systemd.h"
#include "server/http_tls.h"
#include "server/serve_state.h"

enum { HANDED_MAX = 16 };

static void choose_sockets(struct http_options *http, const struct options *options) {
	static int sockets[HANDED_MAX];
	int n = systemd_sockets();
	for (int i = 0; i < n && i < HANDED_MAX; i++)
		sockets[i] = SYSTEMD_SOCKETS_FROM + i;
	http->sockets = sockets;
	http->socket_n = n > 0 ? (size_t)(n < HANDED_MAX ? n : HANDED_MAX) : 0;
	if (http->socket_n > 0)
		return;
	http->listen = options->listen.items;
	http->listen_n = (size_t)options->listen.count;
}

bool serve_listen(struct serve *s, struct http_options *http, const struct options *options) {
	choose_sockets(http, options);
	http->proxies = options->proxies.items;
	http->proxy_n = (size_t)options->proxies.count;
	if (!options->tls_certificate)
		return true;
	s->tls = http_tls_open(options->tls_certificate, options->tls_key);
	http->tls = s->tls;
	return s->tls != NULL;
}

bool serve_renew(struct serve *s) {
	if (s->tls && http_tls_reload(s->tls))
		log_info("the certificate was read again");
	return s->tls != NULL;
}
