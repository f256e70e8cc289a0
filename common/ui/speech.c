#include "common/ui/speech.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/ui/clips.h"
#include "common/ui/espeak.h"

#include <pthread.h>
#include <SDL.h>
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

/* From the rate of the voice to that of the queue. */
static void resample(struct clip *clip) {
	SDL_AudioCVT cvt;
	size_t bytes = clip->count * sizeof *clip->samples;
	if (SDL_BuildAudioCVT(
		    &cvt, AUDIO_S16SYS, 1, clip->rate_hz, AUDIO_S16SYS, 1, SOUND_RATE_HZ) <= 0) {
		return;
	}
	cvt.len = (int)bytes;
	cvt.buf = mem_alloc((size_t)cvt.len_mult, bytes);
	memcpy(cvt.buf, clip->samples, bytes);
	SDL_ConvertAudio(&cvt);
	mem_free(clip->samples);
	clip->samples = (int16_t *)(void *)cvt.buf;
	clip->count = (size_t)cvt.len_cvt / sizeof *clip->samples;
	clip->rate_hz = SOUND_RATE_HZ;
}

/* The sentence's sound; empty where there is none. */
static struct clip make(struct speech *s, const struct sentence *what) {
	struct clip clip = {0};
	char voice[128], name[CLIP_NAME_SIZE];
	espeak_voice(&s->espeak, what->lang, voice);
	clips_name(name, voice, what->text);
	if (what->keep && clips_load(s->clips, name, &clip)) {
		return clip;
	}
	switch (espeak_speak(&s->espeak, what->lang, what->text, s->stop_fd, &clip)) {
	case ESPEAK_SPOKEN:
		s->failing = false;
		if (what->keep) {
			clips_save(s->clips, name, &clip);
		}
		break;
	case ESPEAK_FAILED:
		if (!s->failing) {
			log_warn("voice: %s does not speak", s->espeak.path);
			s->failing = true;
		}
		break;
	case ESPEAK_STOPPED:
		break;
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
		if (clip.count > 0) {
			resample(&clip);
		}
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
	if (!espeak_find(&s->espeak)) {
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

void speech_feed(struct speech *s, struct sound *sound) {
	struct clip clip;
	while (sound_waiting_ms(sound) < LITTLE_MS && take(s, &clip)) {
		sound_play(sound, clip.samples, clip.count);
		clip_clear(&clip);
	}
}

bool speech_busy(struct speech *s) {
	pthread_mutex_lock(&s->lock);
	bool busy = s->first || s->making || s->ready_count > 0;
	pthread_mutex_unlock(&s->lock);
	return busy;
}
