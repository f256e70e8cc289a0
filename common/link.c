#include "common/link.h"

#include "common/clock.h"
#include "common/link_feed.h"
#include "common/link_request.h"
#include "common/mem.h"

#include <pthread.h>
#include <stdlib.h>

/* A connection begun while the cable was out gives way so soon that the screen is right again
 * within two seconds of its return. */
enum {
	REQUESTS_MAX = 64,
	NAP_MAX_MS = 5000,
	FETCH_MS = 30000,
	CONNECT_MS = 1000,
	PAUSE_MIN_MS = 200,
	PAUSE_MAX_MS = 500,
	FEED_TRY_MS = 2000,
	REQUEST_TRY_MS = 3000,
	SILENCE_MS = 5000
};

struct link {
	struct link_http http;
	struct link_mailbox *box;
	struct link_feed *feed;
	int try_ms;
	struct link_request *requests; /* the thread's */
	pthread_t thread;

	pthread_mutex_t lock; /* of what follows */
	struct link_request *sent, **sent_end;
	int under_way;
	uint64_t last_id;
	bool ending;
};

/* Moves what was sent to the end of the thread's list; false when the link ends. */
static bool take_sent(struct link *link) {
	struct link_request **end = &link->requests;
	while (*end)
		end = &(*end)->next;
	pthread_mutex_lock(&link->lock);
	bool going_on = !link->ending;
	*end = link->sent;
	link->sent = NULL;
	link->sent_end = &link->sent;
	pthread_mutex_unlock(&link->lock);
	return going_on;
}

static void drop_over(struct link *link) {
	struct link_request **place = &link->requests;
	while (*place) {
		struct link_request *r = *place;
		if (!r->over) {
			place = &r->next;
			continue;
		}
		*place = r->next;
		link_request_free(r);
		pthread_mutex_lock(&link->lock);
		link->under_way--;
		pthread_mutex_unlock(&link->lock);
	}
}

/* Does what is due everywhere; returns how long there is nothing to do but to listen. */
static int step(struct link *link) {
	link_http_step(&link->http);
	int64_t now_ms = clock_mono_ms();
	int64_t next_ms = link_feed_step(link->feed, now_ms);
	for (struct link_request *r = link->requests; r; r = r->next) {
		int64_t due_ms = link_request_step(r, now_ms);
		next_ms = due_ms < next_ms ? due_ms : next_ms;
	}
	drop_over(link);
	int64_t nap_ms = next_ms - clock_mono_ms();
	return nap_ms < 0 ? 0 : nap_ms > NAP_MAX_MS ? NAP_MAX_MS : (int)nap_ms;
}

static void *run(void *arg) {
	struct link *link = arg;
	while (take_sent(link))
		curl_multi_poll(link->http.multi, NULL, 0, step(link), NULL);
	return NULL;
}

static int or_default(int value, int otherwise) {
	return value > 0 ? value : otherwise;
}

struct link *link_new(const struct link_options *options) {
	struct link *link = mem_alloc(1, sizeof *link);
	struct link_feed_times times = {
		.silence_ms = or_default(options->silence_ms, SILENCE_MS),
		.try_ms = or_default(options->try_ms, FEED_TRY_MS),
		.pause_min_ms = or_default(options->pause_min_ms, PAUSE_MIN_MS),
		.pause_max_ms = or_default(options->pause_max_ms, PAUSE_MAX_MS),
	};
	if (!link_http_init(&link->http, options->url, options->key_file, options->ca,
		    or_default(options->connect_ms, CONNECT_MS))) {
		mem_free(link);
		return NULL;
	}
	link->box = link_mailbox_new(options->wake, options->arg);
	link->feed = link_feed_new(&link->http, link->box, options->feed_query, &times);
	link->try_ms = or_default(options->try_ms, REQUEST_TRY_MS);
	link->sent_end = &link->sent;
	pthread_mutex_init(&link->lock, NULL);
	if (pthread_create(&link->thread, NULL, run, link))
		abort();
	return link;
}

static void free_requests(struct link_request *first) {
	while (first) {
		struct link_request *next = first->next;
		link_request_free(first);
		first = next;
	}
}

void link_free(struct link *link) {
	if (!link)
		return;
	pthread_mutex_lock(&link->lock);
	link->ending = true;
	pthread_mutex_unlock(&link->lock);
	curl_multi_wakeup(link->http.multi);
	pthread_join(link->thread, NULL);
	free_requests(link->requests);
	free_requests(link->sent);
	link_feed_free(link->feed);
	link_mailbox_free(link->box);
	link_http_clear(&link->http);
	pthread_mutex_destroy(&link->lock);
	mem_free(link);
}

bool link_next(struct link *link, struct link_message *m) {
	return link_mailbox_take(link->box, m);
}

/* Puts it among what was sent; false when there are too many. */
static bool hand_in(struct link *link, struct link_request *r, uint64_t *id) {
	pthread_mutex_lock(&link->lock);
	bool room = link->under_way < REQUESTS_MAX;
	r->id = *id = ++link->last_id;
	if (room) {
		*link->sent_end = r;
		link->sent_end = &r->next;
		link->under_way++;
	}
	pthread_mutex_unlock(&link->lock);
	return room;
}

static uint64_t send_off(struct link *link, struct link_request *r) {
	uint64_t id;
	r->http = &link->http;
	r->box = link->box;
	r->try_ms = r->fetch_max ? FETCH_MS : link->try_ms;
	if (hand_in(link, r, &id)) {
		curl_multi_wakeup(link->http.multi);
	} else {
		link_mailbox_put(
			link->box, &(struct link_message){.kind = LINK_REPLY, .request = id});
		link_request_free(r);
	}
	return id;
}

uint64_t link_fetch(struct link *link, const char *path, size_t max) {
	return send_off(link, link_request_of_file(path, max));
}

uint64_t link_send(struct link *link, const char *method, const char *path, json_t *body,
	const char *key, int patience_ms) {
	return send_off(link, link_request_new(method, path, body, key, patience_ms));
}

uint64_t link_send_bytes(
	struct link *link, const char *path, const char *type, char *bytes, size_t size) {
	return send_off(link, link_request_of_bytes(path, type, bytes, size));
}
