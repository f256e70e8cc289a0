#include "tests/unit/link_rig.h"

#include "tests/unit/tiny_server.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

enum { PATIENCE_S = 20 };

struct mailbox_bell {
	pthread_mutex_t lock;
	pthread_cond_t rung;
	int rings;
};

static struct mailbox_bell bell = {
	.lock = PTHREAD_MUTEX_INITIALIZER, .rung = PTHREAD_COND_INITIALIZER};

static void ring(void *arg) {
	struct mailbox_bell *b = arg;
	pthread_mutex_lock(&b->lock);
	b->rings++;
	pthread_cond_signal(&b->rung);
	pthread_mutex_unlock(&b->lock);
}

/* Times that make a test short; whether they are kept is not asserted. */
struct link *rig_open(int port, const char *key_file, const char *query, int silence_ms) {
	char url[64];
	snprintf(url, sizeof url, "http://127.0.0.1:%d/", port);
	return link_new(&(struct link_options){
		.url = url,
		.key_file = key_file,
		.feed_query = query,
		.wake = ring,
		.arg = &bell,
		.silence_ms = silence_ms,
		.pause_min_ms = 10,
		.pause_max_ms = 50,
	});
}

struct link_message rig_next(struct link *link) {
	struct link_message m = {0};
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += PATIENCE_S;
	for (;;) {
		pthread_mutex_lock(&bell.lock);
		int rings = bell.rings;
		pthread_mutex_unlock(&bell.lock);
		if (link_next(link, &m))
			return m;
		pthread_mutex_lock(&bell.lock);
		int late = 0;
		while (bell.rings == rings && !late)
			late = pthread_cond_timedwait(&bell.rung, &bell.lock, &until);
		pthread_mutex_unlock(&bell.lock);
		if (late)
			fail_msg("nothing came");
	}
}

void rig_expect(struct link *link, enum link_kind kind, int64_t seq) {
	struct link_message m = rig_next(link);
	assert_int_equal(m.kind, kind);
	if (kind == LINK_SNAPSHOT)
		assert_int_equal(m.snapshot->seq, seq);
	if (kind == LINK_CHANGE)
		assert_int_equal(m.change.seq, seq);
	if (kind == LINK_OFFICE)
		assert_string_equal(m.office->name.vi, "Một cửa");
	link_message_clear(&m);
}

void rig_expect_begin(struct link *link, int64_t seq) {
	rig_expect(link, LINK_OFFICE, 0);
	rig_expect(link, LINK_UP, 0);
	rig_expect(link, LINK_SNAPSHOT, seq);
}

int rig_free_port(void) {
	struct tiny_server *s = tiny_server_new(&(struct tiny_script){0}, 0);
	int port = tiny_server_port(s);
	tiny_server_free(s);
	return port;
}
