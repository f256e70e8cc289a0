#include "display/slides.h"

#include "common/mem.h"
#include "display/slide_sync.h"
#include "display/slide_thread.h"

struct slides {
	struct slide_thread *thread;
	struct slide_turn turn;
	struct slide shown;
	struct slide_answer next; /* of turn.next SLIDE_READY */
	struct picture *picture;
	SDL_Point room;
	struct slide_sync sync;
	bool cache, timed; /* timed: the server does not say how long */
	void (*wake)(void *arg);
	void *arg;
};

struct slides *slides_open(const struct slides_options *o) {
	struct slides *s = mem_alloc(1, sizeof *s);
	s->timed = o->seconds > 0;
	s->turn.every_ms = (s->timed ? o->seconds : SLIDES_SECONDS) * INT64_C(1000);
	s->cache = o->cache;
	s->wake = o->wake;
	s->arg = o->arg;
	s->thread = slide_thread_new(&(struct slide_thread_options){.dir = o->dir,
		.cache = o->cache,
		.ground = o->ground,
		.wake = o->wake,
		.arg = o->arg});
	s->sync.thread = s->thread;
	if (s->thread)
		return s;
	mem_free(s);
	return NULL;
}

static void drop_next(struct slides *s) {
	picture_free(s->next.picture);
	s->next.picture = NULL;
}

void slides_close(struct slides *s) {
	if (!s)
		return;
	slide_thread_free(s->thread);
	drop_next(s);
	picture_free(s->picture);
	mem_free(s);
}

void slides_take(struct slides *s, struct link_message *m) {
	if (s && s->cache)
		slide_sync_take(&s->sync, m);
}

void slides_ask(struct slides *s, struct link *link) {
	if (s && s->cache)
		slide_sync_due(&s->sync, link);
}

static bool is_room(SDL_Point room) {
	return room.x > 0 && room.y > 0;
}

void slides_room(struct slides *s, SDL_Point room) {
	bool opened = is_room(room) && !is_room(s->room);
	s->room = room;
	if (opened)
		s->wake(s->arg);
}

static const struct slide *shown(const struct slides *s) {
	return s->picture ? &s->shown : NULL;
}

static void take_time(struct slides *s) {
	int seconds = slide_thread_seconds(s->thread);
	if (!s->timed && seconds > 0)
		s->turn.every_ms = seconds * INT64_C(1000);
}

static void take_told(struct slides *s, int64_t now_ms) {
	take_time(s);
	bool there;
	if (slide_thread_answer(s->thread, &s->next))
		slide_turn_found(&s->turn, s->next.found, now_ms);
	if (slide_thread_news(s->thread, shown(s), &there) && slide_turn_news(&s->turn, there))
		drop_next(s);
}

static void move(struct slides *s, int64_t now_ms, int64_t still_until_ms) {
	enum slide_move move = slide_turn_moves(&s->turn, now_ms, still_until_ms);
	if (move == SLIDE_STAYS)
		return;
	picture_free(s->picture);
	s->picture = s->next.picture;
	s->shown = s->next.slide;
	s->next.picture = NULL;
}

int64_t slides_due(struct slides *s, int64_t now_ms, int64_t still_until_ms) {
	if (!s)
		return INT64_MAX;
	take_told(s, now_ms);
	move(s, now_ms, still_until_ms);
	if (is_room(s->room) && slide_turn_asks(&s->turn, now_ms))
		slide_thread_ask(s->thread, shown(s), s->room);
	int64_t due_ms = slide_turn_due(&s->turn, still_until_ms);
	return due_ms > now_ms ? due_ms : INT64_MAX;
}

struct picture *slides_picture(const struct slides *s) {
	return s ? s->picture : NULL;
}

const char *slides_name(const struct slides *s) {
	return s ? s->shown.name : "";
}
