#include "server/feed.h"

#include "common/mem.h"
#include "common/proto_json.h"
#include "common/text.h"
#include "server/json_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct feed *feed;
	struct http_stream *stream;
	char who[ID_SIZE];
	int counter;            /* 0: all */
	char token[TOKEN_SIZE]; /* empty: all */
	int64_t id;             /* of that ticket */
	char *ticket;           /* its view as last sent */
	struct reader *prev, *next;
};

/* A change as it was sent, kept for those who come back. */
struct kept {
	int64_t seq;
	int64_t ticket;
	int counter;
	char *frame;
	size_t size;
};

struct feed {
	struct feed_options options;
	struct reader *readers;
	size_t reader_count;
	struct kept kept[FEED_KEPT]; /* by seq modulo */
	int64_t first, last;         /* seq of the oldest and newest kept; 0: none */
};

struct feed *feed_new(const struct feed_options *options) {
	struct feed *f = mem_alloc(1, sizeof *f);
	f->options = *options;
	return f;
}

static void drop(struct reader *r) {
	if (r->prev)
		r->prev->next = r->next;
	else
		r->feed->readers = r->next;
	if (r->next)
		r->next->prev = r->prev;
	r->feed->reader_count--;
	mem_free(r->ticket);
	mem_free(r);
}

void feed_free(struct feed *f) {
	if (!f)
		return;
	while (f->readers) {
		http_stream_close(f->readers->stream);
		drop(f->readers);
	}
	for (size_t i = 0; i < FEED_KEPT; i++)
		mem_free(f->kept[i].frame);
	mem_free(f);
}

static void closed(struct http_stream *stream, void *user) {
	(void)stream;
	drop(user);
}

/* "id: …\nevent: …\ndata: …\n\n"; a seq below 0 has no id. Takes the JSON over. */
static char *frame(const struct snapshot *board, int64_t seq, const char *name, json_t *data) {
	char id[64] = "";
	char *text = json_text(data);
	if (seq >= 0)
		snprintf(id, sizeof id, "id: %s-%lld\n", board->epoch, (long long)seq);
	char *made = mem_printf("%sevent: %s\ndata: %s\n\n", id, name, text);
	mem_free(text);
	json_decref(data);
	return made;
}

static void send(struct reader *r, const char *text) {
	http_stream_send(r->stream, text, strlen(text));
}

static bool concerns(const struct reader *r, int counter, int64_t ticket) {
	if (r->token[0])
		return r->id == ticket;
	return !r->counter || r->counter == counter;
}

/* Sends the holder's view if it looks different from what was last sent. */
static void send_ticket(struct reader *r) {
	struct feed *f = r->feed;
	char *now = f->options.ticket(r->token, &r->id, f->options.arg);
	if (!now || (r->ticket && !strcmp(r->ticket, now))) {
		mem_free(now);
		return;
	}
	char *text = mem_printf("event: ticket\ndata: %s\n\n", now);
	mem_free(r->ticket);
	r->ticket = now;
	send(r, text);
	mem_free(text);
}

/* Sends what was missed after `seq`; false when that is no longer known. */
static bool resume(struct reader *r, int64_t seq) {
	struct feed *f = r->feed;
	if (seq > f->last || (seq < f->last && (!f->first || seq < f->first - 1)))
		return false;
	for (int64_t s = seq + 1; s <= f->last; s++) {
		const struct kept *k = &f->kept[s % FEED_KEPT];
		if (concerns(r, k->counter, k->ticket))
			http_stream_send_opening(r->stream, k->frame, k->size);
	}
	return true;
}

/* The change a client has seen last, by Last-Event-ID or ?after=, if it is of this epoch; else -1.
 */
static int64_t seen(const struct snapshot *board, const char *id) {
	char *end;
	const char *dash = id ? strrchr(id, '-') : NULL;
	size_t epoch = strlen(board->epoch);
	if (!dash || (size_t)(dash - id) != epoch || memcmp(id, board->epoch, epoch) || !dash[1])
		return -1;
	long long seq = strtoll(dash + 1, &end, 10);
	return *end || seq < 0 ? -1 : seq;
}

static void begin(struct reader *r, int64_t after) {
	struct feed *f = r->feed;
	const struct snapshot *board = f->options.board(f->options.arg);
	if (f->last == 0)
		f->last = board->seq;
	bool resumed = after >= 0 && resume(r, after);
	char *text = resumed ? frame(board, -1, "waits", waits_json(board))
			     : frame(board, board->seq, "snapshot", snapshot_json(board));
	http_stream_send_opening(r->stream, text, strlen(text));
	mem_free(text);
	if (r->token[0])
		send_ticket(r);
}

void feed_open(struct feed *f, struct http_exchange *x, int counter, const char *who) {
	const struct snapshot *board = f->options.board(f->options.arg);
	const char *id = http_field(x, "Last-Event-ID"), *token = http_query(x, "ticket");
	int64_t after = seen(board, id ? id : http_query(x, "after"));
	struct reader *r = mem_alloc(1, sizeof *r);
	r->feed = f;
	r->counter = counter;
	text_copy(r->who, sizeof r->who, who);
	if (token) {
		char *view = text_copy(r->token, sizeof r->token, token)
				     ? f->options.ticket(r->token, &r->id, f->options.arg)
				     : NULL;
		if (!view) {
			mem_free(r);
			http_refuse(x, 404, "not_found");
			return;
		}
		mem_free(view);
	}
	r->stream = http_stream_begin(x, "text/event-stream", closed, r);
	if (!r->stream) {
		mem_free(r);
		return;
	}
	r->next = f->readers;
	if (r->next)
		r->next->prev = r;
	f->readers = r;
	f->reader_count++;
	begin(r, after);
}

void feed_cut(struct feed *f, const char *who) {
	for (struct reader *r = f->readers, *next; r; r = next) {
		next = r->next;
		if (strcmp(r->who, who))
			continue;
		http_stream_close(r->stream);
		drop(r);
	}
}

/* The counter that a change is told to be of. */
static int counter_of(const struct change *c) {
	return c->kind == CHANGE_RATED ? 0 : c->counter;
}

/* Takes the frame over. */
static void keep(struct feed *f, const struct change *c, char *text) {
	struct kept *k = &f->kept[c->seq % FEED_KEPT];
	mem_free(k->frame);
	k->size = strlen(text);
	k->frame = text;
	k->seq = c->seq;
	k->ticket = c->ticket;
	k->counter = counter_of(c);
	if (!f->first)
		f->first = c->seq;
	else if (c->seq - f->first >= FEED_KEPT)
		f->first = c->seq - FEED_KEPT + 1;
	f->last = c->seq;
}

/* Readers count the time on from a snapshot: they need a new one, also those who come back. */
static void tell_time(struct feed *f, const struct change *c) {
	const struct snapshot *board = f->options.board(f->options.arg);
	char *text = frame(board, board->seq, "snapshot", snapshot_json(board));
	for (struct reader *r = f->readers; r; r = r->next)
		send(r, text);
	mem_free(text);
	f->first = c->seq + 1;
}

void feed_publish(struct feed *f, const struct change *c) {
	const struct snapshot *board = f->options.board(f->options.arg);
	keep(f, c, frame(board, c->seq, "change", change_json(c)));
	const struct kept *k = &f->kept[c->seq % FEED_KEPT];
	for (struct reader *r = f->readers; r; r = r->next) {
		if (!concerns(r, counter_of(c), c->ticket))
			continue;
		http_stream_send(r->stream, k->frame, k->size);
		if (r->token[0])
			send_ticket(r);
	}
	if (c->kind == CHANGE_CLOCK_SET)
		tell_time(f, c);
}

void feed_snapshot(struct feed *f) {
	const struct snapshot *board = f->options.board(f->options.arg);
	char *text = frame(board, board->seq, "snapshot", snapshot_json(board));
	for (struct reader *r = f->readers; r; r = r->next)
		send(r, text);
	mem_free(text);
}

void feed_waits(struct feed *f, const struct snapshot *board) {
	char *text = frame(board, -1, "waits", waits_json(board));
	for (struct reader *r = f->readers; r; r = r->next)
		if (!r->token[0] && !r->counter)
			send(r, text);
	mem_free(text);
}

/* A frame that says nothing but its name, to all who see the hall. */
static void ring(struct feed *f, const char *text) {
	for (struct reader *r = f->readers; r; r = r->next)
		if (!r->token[0] && !r->counter)
			send(r, text);
}

void feed_kiosks(struct feed *f) {
	ring(f, "event: kiosks\ndata: {}\n\n");
}

void feed_devices(struct feed *f) {
	ring(f, "event: devices\ndata: {}\n\n");
}

void feed_slides(struct feed *f) {
	ring(f, "event: slides\ndata: {}\n\n");
}

void feed_advice(struct feed *f) {
	ring(f, "event: advice\ndata: {}\n\n");
}

void feed_tickets(struct feed *f) {
	for (struct reader *r = f->readers; r; r = r->next)
		if (r->token[0])
			send_ticket(r);
}

void feed_beat(struct feed *f) {
	for (struct reader *r = f->readers; r; r = r->next)
		send(r, ":\n\n");
}

size_t feed_readers(const struct feed *f) {
	return f->reader_count;
}
