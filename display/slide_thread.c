#include "display/slide_thread.h"

#include "common/log.h"
#include "common/mem.h"
#include "display/slide_folder.h"

#include <malloc.h>
#include <SDL_thread.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { LOOK_MS = 10000, SETTLE_MS = 1000, GENTLE = 10 };
enum { REST_LOOKS = 6 }; /* for so long nothing is wanted after a picture that did not come */

/* What the window's thread hands over. */
struct given {
	char *list, *bytes;
	size_t size;
	char hash[SLIDE_HASH_SIZE];
	bool file; /* a picture that was wanted came, or did not */
};

struct slide_thread {
	struct slide_thread_options options;
	char *dir;
	SDL_Thread *thread;
	const char *trouble; /* with the folder, as logged last; NULL: none */
	int resting;         /* looks until something is wanted again */

	SDL_mutex *lock; /* of what follows */
	SDL_cond *woken;
	bool ending, asked, answered, news, looked;
	SDL_Point room;
	struct slide shown; /* the one to follow; without a name: the first */
	int shown_at;       /* where it was in the list */
	struct slide_list list;
	struct slide_answer answer;
	struct given given;
	struct slide_want want; /* without a hash: nothing, or it was asked for */
	int seconds;
};

static void complain(struct slide_thread *t, const char *why) {
	if (why && (!t->trouble || strcmp(t->trouble, why) != 0))
		log_warn("slides: %s cannot be read: %s", t->dir, why);
	t->trouble = why;
}

/* Those that were there before the program are whole; whoever comes later may still be coming. */
static void take_list(struct slide_thread *t, struct slide_list *now) {
	SDL_LockMutex(t->lock);
	bool other = slide_list_follow(now, &t->list);
	if (!t->looked || t->options.cache)
		slide_list_settle(now);
	struct slide_list old = t->list;
	t->list = *now;
	t->news = t->news || other;
	t->looked = true;
	SDL_UnlockMutex(t->lock);
	slide_list_clear(&old);
	if (other)
		t->options.wake(t->options.arg);
}

static void look_at_folder(struct slide_thread *t, struct slide_list *now) {
	const char *why = NULL;
	slide_folder_look(t->dir, now, &why);
	complain(t, why);
}

/* A picture that does not come is not wanted again at once. */
static void look_at_cache(struct slide_thread *t, struct slide_list *now) {
	struct slide_want want;
	int seconds;
	slide_cache_look(t->dir, now, &want, &seconds);
	t->resting -= t->resting > 0;
	SDL_LockMutex(t->lock);
	t->news = t->news || seconds != t->seconds;
	t->seconds = seconds;
	bool wants = want.hash[0] && !t->resting;
	if (wants)
		t->want = want;
	SDL_UnlockMutex(t->lock);
	if (wants)
		t->options.wake(t->options.arg);
}

static void look(struct slide_thread *t) {
	struct slide_list now = {0};
	if (t->options.cache)
		look_at_cache(t, &now);
	else
		look_at_folder(t, &now);
	take_list(t, &now);
}

static void keep(struct slide_thread *t) {
	SDL_LockMutex(t->lock);
	struct given given = t->given;
	t->given = (struct given){0};
	SDL_UnlockMutex(t->lock);
	if (given.list)
		slide_cache_tell(t->dir, given.list);
	bool kept = given.bytes && slide_cache_put(t->dir, given.hash, given.bytes, given.size);
	if (given.list)
		t->resting = 0;
	if (given.file && !kept)
		t->resting = REST_LOOKS;
	mem_free(given.list);
	mem_free(given.bytes);
}

/* The next slide after the one that is shown, or after where it was; false: there is none. */
static bool choose(struct slide_thread *t, struct slide *next) {
	SDL_LockMutex(t->lock);
	int at = slide_list_find(&t->list, t->shown.name, t->shown.version);
	if (at >= 0)
		t->shown_at = at + 1;
	at = slide_list_next(&t->list, t->shown_at);
	if (at >= 0)
		*next = t->list.at[at];
	SDL_UnlockMutex(t->lock);
	return at >= 0;
}

static bool is_shown(const struct slide_thread *t, const struct slide *s) {
	return !strcmp(s->name, t->shown.name) && !strcmp(s->version, t->shown.version);
}

static struct picture *decode(const struct slide_thread *t, const struct slide *s) {
	const char *why = NULL;
	size_t size = 0;
	struct picture *p = NULL;
	char *bytes = slide_folder_read(t->dir, s->file, &size, &why);
	if (bytes)
		p = picture_decode(bytes, size, t->room, t->options.ground, &why);
	mem_free(bytes);
	malloc_trim(0); /* what a large picture took is the system's again */
	if (!p)
		log_warn("slides: %s is left out: %s", s->name, why);
	return p;
}

static void leave_out(struct slide_thread *t, const struct slide *s) {
	SDL_LockMutex(t->lock);
	int at = slide_list_find(&t->list, s->name, s->version);
	if (at >= 0)
		t->list.at[at].bad = true;
	SDL_UnlockMutex(t->lock);
}

/* Whether this one can be shown; it is left out where it cannot. */
static bool can_show(struct slide_thread *t, struct slide_answer *answer) {
	if (is_shown(t, &answer->slide)) {
		answer->found = SLIDE_FOUND_SAME;
		return true;
	}
	answer->picture = decode(t, &answer->slide);
	if (!answer->picture)
		leave_out(t, &answer->slide);
	answer->found = SLIDE_FOUND;
	return answer->picture != NULL;
}

static struct slide_answer find(struct slide_thread *t) {
	struct slide_answer answer = {0};
	while (choose(t, &answer.slide))
		if (can_show(t, &answer))
			return answer;
	answer.found = SLIDE_FOUND_NONE;
	return answer;
}

/* Waits for something to do; whether the program goes on. */
static bool await(struct slide_thread *t) {
	SDL_LockMutex(t->lock);
	int pause_ms = slide_list_fresh(&t->list) ? SETTLE_MS : LOOK_MS;
	bool given = t->given.list || t->given.file;
	if (!t->ending && !t->asked && !given && t->looked)
		SDL_CondWaitTimeout(t->woken, t->lock, (Uint32)pause_ms);
	bool going_on = !t->ending;
	SDL_UnlockMutex(t->lock);
	return going_on;
}

static bool is_asked(struct slide_thread *t) {
	SDL_LockMutex(t->lock);
	bool asked = t->asked;
	SDL_UnlockMutex(t->lock);
	return asked;
}

static void tell(struct slide_thread *t, const struct slide_answer *answer) {
	SDL_LockMutex(t->lock);
	t->answer = *answer;
	t->answered = true;
	t->asked = false;
	SDL_UnlockMutex(t->lock);
	t->options.wake(t->options.arg);
}

static int run(void *arg) {
	struct slide_thread *t = arg;
	/* The calls come first, also where there is one core. */
	setpriority(PRIO_PROCESS, (id_t)gettid(), GENTLE);
	while (await(t)) {
		keep(t);
		look(t);
		if (is_asked(t)) {
			struct slide_answer answer = find(t);
			tell(t, &answer);
		}
	}
	return 0;
}

struct slide_thread *slide_thread_new(const struct slide_thread_options *options) {
	struct slide_thread *t = mem_alloc(1, sizeof *t);
	t->options = *options;
	t->dir = mem_strdup(options->dir);
	t->lock = SDL_CreateMutex();
	t->woken = SDL_CreateCond();
	picture_init();
	if (t->lock && t->woken)
		t->thread = SDL_CreateThread(run, "slides", t);
	if (t->thread)
		return t;
	log_error("slides: no thread for them: %s", SDL_GetError());
	slide_thread_free(t);
	return NULL;
}

void slide_thread_free(struct slide_thread *t) {
	if (!t)
		return;
	if (t->thread) {
		SDL_LockMutex(t->lock);
		t->ending = true;
		SDL_CondSignal(t->woken);
		SDL_UnlockMutex(t->lock);
		SDL_WaitThread(t->thread, NULL);
	}
	if (t->answered)
		picture_free(t->answer.picture);
	slide_list_clear(&t->list);
	mem_free(t->given.list);
	mem_free(t->given.bytes);
	mem_free(t->dir);
	SDL_DestroyCond(t->woken);
	SDL_DestroyMutex(t->lock);
	mem_free(t);
}

void slide_thread_ask(struct slide_thread *t, const struct slide *shown, SDL_Point room) {
	SDL_LockMutex(t->lock);
	t->shown = shown ? *shown : (struct slide){0};
	t->room = room;
	t->asked = true;
	SDL_CondSignal(t->woken);
	SDL_UnlockMutex(t->lock);
}

bool slide_thread_answer(struct slide_thread *t, struct slide_answer *answer) {
	SDL_LockMutex(t->lock);
	bool answered = t->answered;
	if (answered)
		*answer = t->answer;
	t->answered = false;
	SDL_UnlockMutex(t->lock);
	return answered;
}

bool slide_thread_news(struct slide_thread *t, const struct slide *shown, bool *there) {
	SDL_LockMutex(t->lock);
	bool news = t->news;
	t->news = false;
	*there = shown && slide_list_find(&t->list, shown->name, shown->version) >= 0;
	SDL_UnlockMutex(t->lock);
	return news;
}

void slide_thread_tell(struct slide_thread *t, const char *text) {
	SDL_LockMutex(t->lock);
	mem_free(t->given.list);
	t->given.list = mem_strdup(text);
	SDL_CondSignal(t->woken);
	SDL_UnlockMutex(t->lock);
}

void slide_thread_give(struct slide_thread *t, const char *hash, char *bytes, size_t size) {
	SDL_LockMutex(t->lock);
	mem_free(t->given.bytes);
	t->given.bytes = bytes;
	t->given.size = size;
	t->given.file = true;
	t->want.hash[0] = '\0'; /* the next one is found after this one is kept */
	memcpy(t->given.hash, hash, sizeof t->given.hash);
	SDL_CondSignal(t->woken);
	SDL_UnlockMutex(t->lock);
}

bool slide_thread_wants(struct slide_thread *t, struct slide_want *want) {
	SDL_LockMutex(t->lock);
	bool wants = t->want.hash[0] != '\0';
	if (wants)
		*want = t->want;
	t->want.hash[0] = '\0';
	SDL_UnlockMutex(t->lock);
	return wants;
}

int slide_thread_seconds(struct slide_thread *t) {
	SDL_LockMutex(t->lock);
	int seconds = t->seconds;
	SDL_UnlockMutex(t->lock);
	return seconds;
}
