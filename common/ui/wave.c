#include "common/ui/wave.h"

#include "common/mem.h"
#include "common/ui/sound.h"

#include <math.h>
#include <SDL.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LOUDNESS (INT16_MAX / 9.0) /* root mean square */
enum {
	SILENCE_PART = 50, /* what is softer than a fiftieth of the peak is silence */
	SILENCE_MIN = 100, /* of a peak that is a voice */
	BEFORE_MS = 10,
	BEHIND_MS = 40,
	GAIN_MAX = 8,
	FILE_BYTES_MAX = 8 << 20,
};

static size_t samples_of(int ms) {
	return (size_t)SOUND_RATE_HZ * (size_t)ms / 1000;
}

/* To one channel of 16 bit at SOUND_RATE_HZ; false where SDL cannot. */
static bool convert(const SDL_AudioSpec *from, const void *bytes, size_t size, struct clip *clip) {
	SDL_AudioCVT cvt;
	if (SDL_BuildAudioCVT(&cvt, from->format, from->channels, from->freq, AUDIO_S16SYS, 1,
		    SOUND_RATE_HZ) < 0) {
		return false;
	}
	cvt.len = (int)size;
	cvt.buf = mem_alloc((size_t)cvt.len_mult, size);
	cvt.len_cvt = cvt.len;
	memcpy(cvt.buf, bytes, size);
	if (cvt.needed) {
		SDL_ConvertAudio(&cvt);
	}
	clip->samples = (int16_t *)(void *)cvt.buf;
	clip->count = (size_t)cvt.len_cvt / sizeof *clip->samples;
	clip->rate_hz = SOUND_RATE_HZ;
	return true;
}

void wave_resample(struct clip *clip) {
	SDL_AudioSpec from = {.freq = clip->rate_hz, .format = AUDIO_S16SYS, .channels = 1};
	struct clip made;
	if (clip->count > 0 && clip->rate_hz != SOUND_RATE_HZ &&
		convert(&from, clip->samples, clip->count * sizeof *clip->samples, &made)) {
		clip_clear(clip);
		*clip = made;
	}
}

static size_t frames(const SDL_AudioSpec *spec, size_t bytes) {
	return bytes / (SDL_AUDIO_BITSIZE(spec->format) / 8u * spec->channels);
}

const char *wave_load(const char *path, struct clip *clip) {
	SDL_AudioSpec spec;
	Uint8 *bytes;
	Uint32 size;
	struct stat s;
	if (stat(path, &s) != 0 || !S_ISREG(s.st_mode) || s.st_size > FILE_BYTES_MAX ||
		!SDL_LoadWAV(path, &spec, &bytes, &size)) {
		return "is not a WAV file that can be read";
	}
	bool brief = frames(&spec, size) * 1000 / (size_t)spec.freq <= WAVE_RECORDING_MAX_MS;
	bool good = brief && size > 0 && convert(&spec, bytes, size, clip);
	SDL_FreeWAV(bytes);
	if (good) {
		return NULL;
	}
	return brief ? "is not a WAV file that can be read" : "is too long for one word";
}

static int peak_of(const struct clip *clip) {
	int peak = 0;
	for (size_t i = 0; i < clip->count; i++) {
		peak = abs(clip->samples[i]) > peak ? abs(clip->samples[i]) : peak;
	}
	return peak;
}

/* So that what was cut begins and ends without a click. */
static void fade(struct clip *clip) {
	size_t n = samples_of(BEFORE_MS / 2);
	for (size_t i = 0; i < n && i < clip->count; i++) {
		int16_t *end = &clip->samples[clip->count - 1 - i];
		clip->samples[i] = (int16_t)((long)clip->samples[i] * (long)i / (long)n);
		*end = (int16_t)(*end * (long)i / (long)n);
	}
}

void wave_trim(struct clip *clip) {
	int peak = peak_of(clip), least = peak / SILENCE_PART;
	size_t first = 0, end = clip->count;
	if (peak < SILENCE_MIN) {
		clip->count = 0;
		return;
	}
	while (abs(clip->samples[first]) <= least) {
		first++;
	}
	while (abs(clip->samples[end - 1]) <= least) {
		end--;
	}
	size_t before = samples_of(BEFORE_MS), behind = samples_of(BEHIND_MS);
	first = first > before ? first - before : 0;
	end = end + behind < clip->count ? end + behind : clip->count;
	memmove(clip->samples, clip->samples + first, (end - first) * sizeof *clip->samples);
	clip->count = end - first;
	fade(clip);
}

void wave_level(struct clip *clip) {
	double sum = 0;
	int peak = peak_of(clip);
	if (peak == 0) {
		return;
	}
	for (size_t i = 0; i < clip->count; i++) {
		sum += (double)clip->samples[i] * clip->samples[i];
	}
	double gain = LOUDNESS / sqrt(sum / (double)clip->count);
	gain = fmin(fmin(gain, GAIN_MAX), (double)WAVE_PEAK / peak);
	for (size_t i = 0; i < clip->count; i++) {
		clip->samples[i] = (int16_t)lround(clip->samples[i] * gain);
	}
}

void wave_append(struct clip *to, int silence_ms, const struct clip *more) {
	size_t silence = samples_of(silence_ms), count = to->count + silence + more->count;
	to->rate_hz = SOUND_RATE_HZ;
	to->samples = mem_realloc(to->samples, count, sizeof *to->samples);
	memset(to->samples + to->count, 0, silence * sizeof *to->samples);
	memcpy(to->samples + to->count + silence, more->samples, more->count * sizeof *to->samples);
	to->count = count;
}
