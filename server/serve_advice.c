/* The adviser, and who is told of what it finds. */
#include "server/serve_state.h"

#include <event2/event.h>

static void changed(void *arg) {
	struct serve *s = arg;
	feed_advice(s->feed);
}

static void on_advice(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	adviser_drain(s->adviser);
}

bool serve_open_adviser(struct serve *s) {
	s->adviser = adviser_new(s->office, changed, s);
	if (!s->adviser)
		return false;
	s->advice_ready =
		event_new(s->base, adviser_fd(s->adviser), EV_READ | EV_PERSIST, on_advice, s);
	return s->advice_ready && event_add(s->advice_ready, NULL) == 0;
}
