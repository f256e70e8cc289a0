#include "common/ui/speech.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/ui/espeak.h"
#include "common/ui/wave.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { AHEAD_MAX = 2, LITTLE_MS = 1000, KEPT_BYTES_MAX = 64 << 20 };

struct sentence {
	struct sentence *next;
	enum lang lang;
	bool keep;
	char *text;
};

struct speech {
	struct speech_options options;
	struct espeak espeak;
	struct clips *clips; /* the thread's */
	bool failing;        /* the thread's */
	int stop_fd;         /* readable: what is being made is not wanted any more */
	pthread_t thread;
	pthread_mutex_t lock; /* guards all that follows */
	pthread_cond_t changed;
	bool ending, making;
	struct sentence *first;
	int ready_count;
	struct clip ready[AHEAD_MAX]; /* at SOUND_RATE_HZ */
};

static void sentence_free(struct sentence *s) {
	mem_free(s->text);
	mem_free(s);
}

static bool speak(struct speech *s, const struct sentence *what, struct clip *clip) {
	struct clips *clips = what->keep ? s->clips : NULL;
	enum espeak_result result =
		espeak_kept(&s->espeak, clips, what->lang, what->text, s->stop_fd, clip);
	if (result == ESPEAK_FAILED && !s->failing) {
		log_warn("voice: %s does not speak", s->espeak.path);
	}
	s->failing = result == ESPEAK_FAILED || (s->failing && result == ESPEAK_STOPPED);
	return result == ESPEAK_SPOKEN;
}

/* The sentence's sound; empty where there is none. */
static struct clip make(struct speech *s, const struct sentence *what) {
	const struct speech_options *o = &s->options;
	struct clip clip = {0};
	bool made = o->make ? o->make(o->make_arg, what->lang, what->text, s->stop_fd, &clip)
			    : speak(s, what, &clip);
	if (made) {
		wave_resample(&clip);
	}
	return clip;
}

static bool wanted(const struct speech *s) {
	uint64_t stops;
	return read(s->stop_fd, &stops, sizeof stops) < 0;
}

/* The next sentence, when there is room for its sound; NULL at the end. */
static struct sentence *wait_for_sentence(struct speech *s) {
	while (!s->ending && (!s->first || s->ready_count == AHEAD_MAX)) {
		pthread_cond_wait(&s->changed, &s->lock);
	}
	if (s->ending) {
		return NULL;
	}
	struct sentence *next = s->first;
	s->first = next->next;
	s->making = true;
	wanted(s);
	return next;
}

static void *run(void *arg) {
	struct speech *s = arg;
	struct sentence *what;
	sigset_t pipe;
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe, NULL);
	pthread_mutex_lock(&s->lock);
	while ((what = wait_for_sentence(s))) {
		pthread_mutex_unlock(&s->lock);
		struct clip clip = make(s, what);
		sentence_free(what);
		pthread_mutex_lock(&s->lock);
		s->making = false;
		if (wanted(s) && clip.count > 0) {
			s->ready[s->ready_count++] = clip;
		} else {
			clip_clear(&clip);
		}
		pthread_mutex_unlock(&s->lock);
		s->options.wake(s->options.arg);
		pthread_mutex_lock(&s->lock);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

struct speech *speech_new(const struct speech_options *options) {
	struct speech *s = mem_alloc(1, sizeof *s);
	s->options = *options;
	if (!options->make && !espeak_find(&s->espeak)) {
		log_warn("voice: espeak-ng is not installed, nothing will be spoken");
		mem_free(s);
		return NULL;
	}
	s->clips = options->directory ? clips_open(options->directory, KEPT_BYTES_MAX) : NULL;
	s->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->changed, NULL);
	if (s->stop_fd < 0 || pthread_create(&s->thread, NULL, run, s) != 0) {
		log_error("voice: no thread");
		abort();
	}
	return s;
}

/* With the lock held. */
static void forget(struct speech *s) {
	uint64_t one = 1;
	while (s->first) {
		struct sentence *next = s->first->next;
		sentence_free(s->first);
		s->first = next;
	}
	while (s->ready_count > 0) {
		clip_clear(&s->ready[--s->ready_count]);
	}
	if (write(s->stop_fd, &one, sizeof one) < 0) {
		log_error("voice: cannot be stopped");
	}
}

void speech_free(struct speech *s) {
	if (!s) {
		return;
	}
	pthread_mutex_lock(&s->lock);
	s->ending = true;
	forget(s);
	pthread_cond_signal(&s->changed);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	while (s->ready_count > 0) {
		clip_clear(&s->ready[--s->ready_count]);
	}
	pthread_cond_destroy(&s->changed);
	pthread_mutex_destroy(&s->lock);
	close(s->stop_fd);
	clips_close(s->clips);
	mem_free(s);
}

void speech_say(struct speech *s, enum lang lang, const char *text, bool keep) {
	struct sentence *what = mem_alloc(1, sizeof *what);
	what->lang = lang;
	what->keep = keep;
	what->text = mem_strdup(text);
	pthread_mutex_lock(&s->lock);
	struct sentence **end = &s->first;
	while (*end) {
		end = &(*end)->next;
	}
	*end = what;
	pthread_cond_signal(&s->changed);
	pthread_mutex_unlock(&s->lock);
}

void speech_stop(struct speech *s) {
	pthread_mutex_lock(&s->lock);
	forget(s);
	pthread_cond_signal(&s->changed);
	pthread_mutex_unlock(&s->lock);
}

/* The oldest clip that is ready; false when there is none. */
static bool take(struct speech *s, struct clip *clip) {
	pthread_mutex_lock(&s->lock);
	bool some = s->ready_count > 0;
	if (some) {
		*clip = s->ready[0];
		s->ready_count--;
		memmove(s->ready, s->ready + 1, (size_t)s->ready_count * sizeof *clip);
		pthread_cond_signal(&s->changed);
	}
	pthread_mutex_unlock(&s->lock);
	return some;
}

bool speech_feed(struct speech *s, struct sound *sound) {
	struct clip clip;
	bool some = false;
	while (sound_waiting_ms(sound) < LITTLE_MS && take(s, &clip)) {
		sound_play(sound, clip.samples, clip.count);
		clip_clear(&clip);
		some = true;
	}
	return some;
}

bool speech_busy(struct speech *s) {
	pthread_mutex_lock(&s->lock);
	bool busy = s->first || s->making || s->ready_count > 0;
	pthread_mutex_unlock(&s->lock);
	return busy;
}
