#include "common/ui/sound.h"

#include "common/log.h"
#include "common/mem.h"
#include <math.h>
#include <SDL.h>

#define CHIME_MS 1300
#define LOOK_MS 250
#define WAITING_MAX_S 5 /* more than this is no call any more, it is noise */

struct sound {
	int percent;
	SDL_AudioDeviceID device; /* 0: closed */
	int64_t dry_at_ms;        /* the queue was empty; closed after this */
	bool failed;              /* there was none when it was last wanted, or it went away */
};

struct sound *sound_new(void) {
	struct sound *sound = mem_alloc(1, sizeof *sound);
	sound->percent = 100;
	return sound;
}

static void sound_close(struct sound *sound) {
	if (sound->device) {
		SDL_CloseAudioDevice(sound->device);
		SDL_QuitSubSystem(SDL_INIT_AUDIO);
		sound->device = 0;
		sound->dry_at_ms = 0;
	}
}

void sound_free(struct sound *sound) {
	if (sound) {
		sound_close(sound);
		mem_free(sound);
	}
}

static void sound_fail(struct sound *sound, const char *why) {
	if (!sound->failed) {
		log_warn("sound: no loudspeaker: %s", why);
	}
	sound->failed = true;
}

/* Pulled out, or gone with its server: the queue would run dry as if it were heard. */
static void sound_check(struct sound *sound) {
	if (sound->device && SDL_GetAudioDeviceStatus(sound->device) == SDL_AUDIO_STOPPED) {
		sound_fail(sound, "it takes nothing any more");
		sound_close(sound);
	}
}

static bool sound_open(struct sound *sound) {
	sound_check(sound);
	if (sound->device) {
		return true;
	}
	if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
		sound_fail(sound, SDL_GetError());
		return false;
	}
	SDL_AudioSpec want = {
		.freq = SOUND_RATE_HZ, .format = AUDIO_S16SYS, .channels = 1, .samples = 2048};
	sound->device = SDL_OpenAudioDevice(NULL, 0, &want, NULL, 0);
	if (!sound->device) {
		sound_fail(sound, SDL_GetError());
		SDL_QuitSubSystem(SDL_INIT_AUDIO);
		return false;
	}
	if (sound->failed) {
		log_info("sound: there is a loudspeaker again");
	}
	sound->failed = false;
	SDL_PauseAudioDevice(sound->device, 0);
	return true;
}

bool sound_play(struct sound *sound, const int16_t *samples, size_t count) {
	if (!sound_open(sound)) {
		return false;
	}
	if (SDL_GetQueuedAudioSize(sound->device) >
		SOUND_RATE_HZ * sizeof *samples * WAITING_MAX_S) {
		return false;
	}
	int16_t *scaled = mem_alloc(count + 1, sizeof *scaled);
	for (size_t i = 0; i < count; i++) {
		scaled[i] = (int16_t)(samples[i] * sound->percent / 100);
	}
	bool queued = SDL_QueueAudio(sound->device, scaled, (Uint32)(count * sizeof *scaled)) == 0;
	mem_free(scaled);
	return queued;
}

bool sound_failed(const struct sound *sound) {
	return sound->failed;
}

void sound_volume(struct sound *sound, int percent) {
	sound->percent = percent;
}

void sound_stop(struct sound *sound) {
	if (sound->device) {
		SDL_ClearQueuedAudio(sound->device);
	}
}

int sound_waiting_ms(const struct sound *sound) {
	Uint32 bytes = sound->device ? SDL_GetQueuedAudioSize(sound->device) : 0;
	return (int)(bytes / sizeof(int16_t) * 1000 / SOUND_RATE_HZ);
}

/* A struck bar: the tone, its softer overtones that die sooner, a short soft beginning. */
static double bar(double hz, double t_s) {
	if (t_s < 0) {
		return 0;
	}
	double rise = t_s < 0.006 ? t_s / 0.006 : 1;
	double w = 2 * M_PI * hz * t_s;
	return rise * (exp(-4.2 * t_s) * sin(w) + 0.22 * exp(-9 * t_s) * sin(2 * w) +
			      0.10 * exp(-16 * t_s) * sin(4.1 * w));
}

int16_t *sound_make_chime(size_t *count) {
	size_t n = (size_t)SOUND_RATE_HZ * CHIME_MS / 1000;
	int16_t *samples = mem_alloc(n, sizeof *samples);
	for (size_t i = 0; i < n; i++) {
		double t_s = (double)i / SOUND_RATE_HZ;
		double left_s = (double)(n - 1 - i) / SOUND_RATE_HZ;
		double fade = left_s < 0.06 ? left_s / 0.06 : 1;
		double v = bar(659.26, t_s) + bar(523.25, t_s - 0.42);
		samples[i] = (int16_t)lround(v * fade * 0.55 * INT16_MAX);
	}
	*count = n;
	return samples;
}

bool sound_chime(struct sound *sound) {
	size_t count;
	int16_t *samples = sound_make_chime(&count);
	bool played = sound_play(sound, samples, count);
	mem_free(samples);
	return played;
}

int64_t sound_due(struct sound *sound, int64_t now_ms) {
	sound_check(sound);
	if (!sound->device) {
		return INT64_MAX;
	}
	/* What is no longer queued may still be on its way through the device: one more look. */
	if (SDL_GetQueuedAudioSize(sound->device) > 0) {
		sound->dry_at_ms = 0;
	} else if (sound->dry_at_ms == 0) {
		sound->dry_at_ms = now_ms + LOOK_MS;
	} else if (now_ms >= sound->dry_at_ms) {
		sound_close(sound);
		return INT64_MAX;
	}
	return now_ms + LOOK_MS;
}
