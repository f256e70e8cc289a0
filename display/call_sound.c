#include "display/call_sound.h"

#include "common/call_words.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/ui/espeak.h"
#include "common/ui/wave.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BEFORE_MS = 450, GAP_MS = 50, PAUSE_MS = 350, KEPT_BYTES_MAX = 64 << 20 };

/* A clip that was made, or whose recording is missing or no good. */
struct known {
	struct known *next;
	enum lang lang;
	bool refused;
	char name[CALL_CLIP_SIZE];
	struct clip clip;
};

struct call_sound {
	char *recordings;
	struct clips *kept;
	struct espeak espeak;
	bool speaks, failing;
	struct known *known;
};

struct call_sound *call_sound_new(const char *recordings, const char *kept) {
	struct call_sound *s = mem_alloc(1, sizeof *s);
	s->recordings = mem_strdup(recordings);
	s->speaks = espeak_find(&s->espeak);
	s->kept = kept && s->speaks ? clips_open(kept, KEPT_BYTES_MAX) : NULL;
	if (!s->speaks) {
		log_warn("voice: espeak-ng is not installed, %s",
			recordings ? "only recordings will be spoken" : "the chime is alone");
	}
	return s;
}

void call_sound_free(struct call_sound *s) {
	if (!s) {
		return;
	}
	while (s->known) {
		struct known *next = s->known->next;
		clip_clear(&s->known->clip);
		mem_free(s->known);
		s->known = next;
	}
	clips_close(s->kept);
	mem_free(s->recordings);
	mem_free(s);
}

static struct known *know(struct call_sound *s, enum lang lang, const char *name) {
	struct known *k = s->known;
	while (k && (k->lang != lang || strcmp(k->name, name) != 0)) {
		k = k->next;
	}
	if (!k) {
		k = mem_alloc(1, sizeof *k);
		k->lang = lang;
		snprintf(k->name, sizeof k->name, "%s", name);
		k->next = s->known;
		s->known = k;
	}
	return k;
}

static bool finish(struct clip *clip) {
	wave_resample(clip);
	wave_trim(clip);
	wave_level(clip);
	if (clip->count == 0) {
		clip_clear(clip);
	}
	return clip->count > 0;
}

static bool play_recording(struct call_sound *s, struct known *k) {
	if (!s->recordings || k->refused) {
		return false;
	}
	char *path = mem_printf("%s/%s/%s.wav", s->recordings, words_tag(k->lang), k->name);
	bool there = access(path, F_OK) == 0;
	const char *wrong = there ? wave_load(path, &k->clip) : "is missing";
	wrong = !wrong && !finish(&k->clip) ? "is silent" : wrong;
	if (wrong) {
		log_warn("voice: %s %s", path, wrong);
	}
	k->refused = wrong != NULL;
	mem_free(path);
	return k->clip.count > 0;
}

static void complain(struct call_sound *s, bool failed) {
	if (failed && !s->failing) {
		log_warn("voice: %s does not speak", s->espeak.path);
	}
	s->failing = failed;
}

static bool speak(struct call_sound *s, struct known *k, int stop_fd) {
	char text[CALL_CLIP_SIZE];
	if (!s->speaks) {
		return false;
	}
	call_clip_text(k->lang, k->name, text);
	enum espeak_result result =
		espeak_kept(&s->espeak, s->kept, k->lang, text, stop_fd, &k->clip);
	bool good = result == ESPEAK_SPOKEN && finish(&k->clip);
	if (result != ESPEAK_STOPPED) {
		complain(s, !good);
	}
	return good;
}

/* NULL: there is none. */
static const struct clip *clip_of(
	struct call_sound *s, enum lang lang, const char *name, int stop_fd) {
	struct known *k = know(s, lang, name);
	bool there = k->clip.count > 0 || play_recording(s, k) || speak(s, k, stop_fd);
	return there ? &k->clip : NULL;
}

bool call_sound_make(void *arg, enum lang lang, const char *line, int stop_fd, struct clip *clip) {
	struct call_sound *s = arg;
	int silence_ms = BEFORE_MS;
	*clip = (struct clip){0};
	while (*line) {
		char name[CALL_CLIP_SIZE];
		size_t n = strcspn(line, " ,");
		snprintf(name, sizeof name, "%.*s", (int)n, line);
		const struct clip *word = clip_of(s, lang, name, stop_fd);
		if (!word) {
			clip_clear(clip);
			return false;
		}
		wave_append(clip, silence_ms, word);
		silence_ms = line[n] == ',' ? PAUSE_MS : GAP_MS;
		line += n + strspn(line + n, " ,");
	}
	return clip->count > 0;
}
