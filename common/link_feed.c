#include "common/link_feed.h"

#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "common/sse.h"

#include <string.h>

enum { FRAME_MAX = 1 << 20 };

enum feed_phase {
	FEED_AWAY,   /* until resume_ms */
	FEED_OFFICE, /* asking for the office */
	FEED_STREAM, /* following, up once the head of the answer is there */
};

struct link_feed {
	struct link_http *http;
	struct link_mailbox *box;
	struct link_feed_times times;
	char *path;
	bool narrowed; /* not every change comes through */
	enum feed_phase phase;
	bool up, told;     /* told: whether up is known to the program */
	bool restart;      /* the stream is to begin anew, without a pause */
	const char *lost;  /* why the place in the feed is lost, or NULL */
	bool office_stale; /* the office is to be asked for while the stream flows */
	int64_t resume_ms; /* FEED_AWAY */
	int64_t pause_ms;  /* the next one */
	int64_t sign_ms;   /* the last sign of the server */
	int64_t begun_ms;  /* FEED_STREAM: asking for it */
	bool flows;        /* FEED_STREAM: the head of the answer is there */
	struct transfer *office, *stream;
	struct sse *sse;
	char last_id[SSE_ID_SIZE]; /* empty: begin with a snapshot */
	char epoch[EPOCH_SIZE];
	int64_t seq;
	bool open; /* as last told: opening and closing change the office's hours too */
};

/* What does not fit anymore was lost with all before it: tell everything anew. */
static void put(struct link_feed *f, const struct link_message *m) {
	if (link_mailbox_put(f->box, m))
		return;
	f->told = false;
	f->last_id[0] = '\0';
	f->restart = true;
}

static void sign(struct link_feed *f) {
	f->sign_ms = clock_mono_ms();
}

static void drop_transfers(struct link_feed *f) {
	transfer_end(f->office);
	transfer_end(f->stream);
	f->office = f->stream = NULL;
	f->office_stale = f->restart = false;
	f->lost = NULL;
}

/* The server is away: says so once and comes back after a pause. */
static void fail(struct link_feed *f, const char *why) {
	drop_transfers(f);
	f->phase = FEED_AWAY;
	f->resume_ms = clock_mono_ms() + f->pause_ms;
	f->pause_ms =
		f->pause_ms * 2 < f->times.pause_max_ms ? f->pause_ms * 2 : f->times.pause_max_ms;
	if (f->told && !f->up)
		return;
	f->up = false;
	f->told = true;
	log_warn("server away: %s", why);
	put(f, &(struct link_message){.kind = LINK_DOWN, .silent_since_ms = f->sign_ms});
}

/* Whatever answers so may be another program, where the server was before it moved. */
static void fail_status(struct link_feed *f, int status, const char *trouble) {
	if (status && status != 200)
		link_http_doubt(f->http);
	char *why = trouble ? mem_printf("%s", trouble) : mem_printf("it answers %d", status);
	fail(f, why);
	mem_free(why);
}

/* Hands over the office of an answer; false when it is none. */
static bool put_office(struct link_feed *f) {
	size_t size;
	const char *body = transfer_body(f->office, &size);
	json_t *json = json_loadb(body, size, 0, NULL);
	struct office_view *office = mem_alloc(1, sizeof *office);
	bool ok = office_view_from_json(json, office);
	json_decref(json);
	if (ok)
		put(f, &(struct link_message){.kind = LINK_OFFICE, .office = office});
	else
		mem_free(office);
	return ok;
}

static void start_stream(struct link_feed *f);

static void office_done(void *arg, int status, const char *trouble) {
	struct link_feed *f = arg;
	if (status != 200) {
		fail_status(f, status, trouble);
		return;
	}
	sign(f);
	if (!put_office(f)) {
		link_http_doubt(f->http);
		fail(f, "its office is not to be understood");
		return;
	}
	transfer_end(f->office);
	f->office = NULL;
	if (f->phase == FEED_OFFICE)
		start_stream(f);
}

static void ask_office(struct link_feed *f) {
	f->office_stale = false;
	f->office = transfer_start(f->http, &(struct transfer_options){
						    .method = "GET",
						    .path = "/api/v1/office",
						    .timeout_ms = f->times.try_ms,
						    .done = office_done,
						    .arg = f,
					    });
}

/* Begins at the office again; `fresh` forgets the place in the feed. */
static void connect_again(struct link_feed *f, bool fresh) {
	drop_transfers(f);
	if (fresh)
		f->last_id[0] = '\0';
	f->phase = FEED_OFFICE;
	ask_office(f);
}

/* The place in the feed cannot be told any more: the next stream begins with a snapshot. */
static bool lose_place(struct link_feed *f, const char *why) {
	f->lost = why;
	f->last_id[0] = '\0';
	return false;
}

static bool take_snapshot(struct link_feed *f, const json_t *json) {
	struct snapshot *s = mem_alloc(1, sizeof *s);
	if (!snapshot_from_json(json, s)) {
		mem_free(s);
		return lose_place(f, "its snapshot is not to be understood");
	}
	/* Another epoch: a backup was restored, the names may be others. */
	if (f->epoch[0] && strcmp(f->epoch, s->epoch) && !f->office)
		f->office_stale = true;
	memcpy(f->epoch, s->epoch, sizeof f->epoch);
	f->seq = s->seq;
	f->open = s->open;
	f->pause_ms = f->times.pause_min_ms;
	put(f, &(struct link_message){.kind = LINK_SNAPSHOT, .snapshot = s});
	return !f->restart;
}

/* Whether an act of an administrator may concern what a screen shows. */
static bool is_of_the_office(const struct change *c) {
	static const char *const others[] = {"user", "device", "backup", "voice", "slides"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (!strcmp(c->how, others[i]))
			return false;
	return c->kind == CHANGE_SETUP;
}

static bool take_change(struct link_feed *f, const json_t *json) {
	struct link_message m = {.kind = LINK_CHANGE};
	if (!change_from_json(json, &m.change))
		return lose_place(f, "its change is not to be understood");
	if (m.change.seq <= f->seq)
		return true;
	if (!f->narrowed && m.change.seq != f->seq + 1)
		return lose_place(f, "it left out a change");
	f->seq = m.change.seq;
	f->pause_ms = f->times.pause_min_ms;
	put(f, &m);
	if (m.change.kind == CHANGE_DAY_OPENED)
		f->office_stale = true;
	/* Counters and services may be others: a change cannot tell it, a snapshot does. */
	if (is_of_the_office(&m.change)) {
		f->last_id[0] = '\0';
		f->restart = true;
	}
	return !f->restart;
}

/* Takes over the reference: it leaves for another thread. */
static void take_waits(struct link_feed *f, json_t *json) {
	struct snapshot *s = mem_alloc(1, sizeof *s);
	s->open = f->open;
	if (waits_from_json(json, s)) {
		f->office_stale = f->office_stale || s->open != f->open;
		f->open = s->open;
		put(f, &(struct link_message){.kind = LINK_WAITS, .json = json});
	} else {
		json_decref(json);
	}
	mem_free(s);
}

static bool take_frame(void *arg, const struct sse_frame *frame) {
	struct link_feed *f = arg;
	json_t *json = json_loadb(frame->data, frame->data_size, 0, NULL);
	bool go_on = true;
	if (!strcmp(frame->event, "waits")) {
		take_waits(f, json);
		json = NULL;
	} else if (!strcmp(frame->event, "snapshot")) {
		go_on = take_snapshot(f, json);
	} else if (!strcmp(frame->event, "change")) {
		go_on = take_change(f, json);
	} else if (!strcmp(frame->event, "devices")) {
		put(f, &(struct link_message){.kind = LINK_ORDERS});
	} else if (!strcmp(frame->event, "slides")) {
		put(f, &(struct link_message){.kind = LINK_SLIDES});
	}
	json_decref(json);
	if (go_on && frame->id[0])
		strcpy(f->last_id, frame->id);
	return go_on && !f->restart;
}

static void stream_started(void *arg) {
	struct link_feed *f = arg;
	sign(f);
	f->flows = true;
	if (f->up && f->told)
		return;
	if (f->told)
		log_info("server is back");
	f->up = f->told = true;
	put(f, &(struct link_message){.kind = LINK_UP});
}

static bool stream_bytes(void *arg, const char *bytes, size_t size) {
	struct link_feed *f = arg;
	sign(f);
	bool ok = sse_feed(f->sse, bytes, size);
	if (!ok && !f->lost && !f->restart)
		lose_place(f, "its frame is too long");
	return ok;
}

static void stream_done(void *arg, int status, const char *trouble) {
	struct link_feed *f = arg;
	if (f->restart)
		connect_again(f, true);
	else if (f->lost)
		fail(f, f->lost);
	else
		fail_status(f, status, status == 200 ? "the feed ended" : trouble);
}

static void start_stream(struct link_feed *f) {
	f->phase = FEED_STREAM;
	f->begun_ms = clock_mono_ms();
	f->flows = false;
	sse_reset(f->sse);
	f->stream = transfer_start(
		f->http, &(struct transfer_options){
				 .method = "GET",
				 .path = f->path,
				 .extra_name = f->last_id[0] ? "Last-Event-ID" : NULL,
				 .extra_value = f->last_id,
				 .started = stream_started,
				 .bytes = stream_bytes,
				 .done = stream_done,
				 .arg = f,
			 });
}

/* Until when the stream must give a sign. */
static int64_t patience_ends(const struct link_feed *f) {
	return f->flows ? f->sign_ms + f->times.silence_ms : f->begun_ms + f->times.try_ms;
}

int64_t link_feed_step(struct link_feed *f, int64_t now_ms) {
	if (f->phase == FEED_AWAY && now_ms >= f->resume_ms)
		connect_again(f, false);
	if (f->phase == FEED_STREAM && now_ms >= patience_ends(f))
		fail(f, "it is silent");
	if (f->phase == FEED_STREAM && f->office_stale && !f->office)
		ask_office(f);
	if (f->phase == FEED_AWAY)
		return f->resume_ms;
	if (f->phase == FEED_STREAM)
		return patience_ends(f);
	return now_ms + f->times.try_ms;
}

struct link_feed *link_feed_new(struct link_http *http, struct link_mailbox *box, const char *query,
	const struct link_feed_times *times) {
	struct link_feed *f = mem_alloc(1, sizeof *f);
	f->http = http;
	f->box = box;
	f->times = *times;
	f->narrowed = query && *query;
	f->path = mem_printf("/api/v1/feed%s%s", f->narrowed ? "?" : "", f->narrowed ? query : "");
	f->pause_ms = times->pause_min_ms;
	f->sse = sse_new(FRAME_MAX, take_frame, f);
	sign(f);
	return f;
}

void link_feed_free(struct link_feed *f) {
	if (!f)
		return;
	drop_transfers(f);
	sse_free(f->sse);
	mem_free(f->path);
	mem_free(f);
}
