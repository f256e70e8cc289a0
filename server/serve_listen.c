/* Sockets that outlive the server: who comes while it starts anew waits in their queue. */
#include "server/serve_state.h"

#include <systemd/sd-daemon.h>

enum { HANDED_MAX = 16 };

void serve_listen(struct http_options *http, const struct options *options) {
	static int sockets[HANDED_MAX];
	int n = sd_listen_fds(1);
	for (int i = 0; i < n && i < HANDED_MAX; i++)
		sockets[i] = SD_LISTEN_FDS_START + i;
	http->sockets = sockets;
	http->socket_n = n > 0 ? (size_t)(n < HANDED_MAX ? n : HANDED_MAX) : 0;
	if (http->socket_n > 0)
		return;
	http->listen = options->listen.items;
	http->listen_n = (size_t)options->listen.count;
}
