#include "kiosk/voice.h"

#include "common/mem.h"
#include "common/ui/sound.h"
#include "common/ui/speech.h"
#include "kiosk/guide.h"

#include <sys/stat.h>

struct voice {
	struct speech *speech;
	struct sound *sound;
	struct guide guide;
	void (*wake)(void *arg);
	void *arg;
};

struct voice *voice_open(const struct options *o, void (*wake)(void *arg), void *arg) {
	char *directory = o->state ? mem_printf("%s/voice", o->state) : NULL;
	struct speech_options options = {.directory = directory, .wake = wake, .arg = arg};
	if (o->state) {
		mkdir(o->state, 0755);
	}
	struct speech *speech = o->mute ? NULL : speech_new(&options);
	mem_free(directory);
	if (!speech) {
		return NULL;
	}
	struct voice *v = mem_alloc(1, sizeof *v);
	v->speech = speech;
	v->sound = sound_new();
	sound_volume(v->sound, o->volume);
	v->wake = wake;
	v->arg = arg;
	return v;
}

void voice_close(struct voice *v) {
	if (v) {
		speech_free(v->speech);
		sound_free(v->sound);
		mem_free(v);
	}
}

void voice_press(struct voice *v, const char *id) {
	if (v) {
		guide_press(&v->guide, id);
	}
}

void voice_look(struct voice *v, const struct scene *scene, struct flow *flow, int64_t now_ms) {
	struct spoken said = {0};
	if (!v) {
		return;
	}
	if (guide_look(&v->guide, scene, flow, now_ms, &said)) {
		speech_stop(v->speech);
		sound_stop(v->sound);
		v->wake(v->arg);
	}
	for (size_t i = 0; i < said.count; i++) {
		const struct spoken_sentence *s = &said.sentence[i];
		speech_say(v->speech, s->lang, s->text, !s->own);
	}
	spoken_clear(&said);
}

int64_t voice_due(struct voice *v, struct flow *flow, int64_t now_ms) {
	if (!v) {
		return INT64_MAX;
	}
	speech_feed(v->speech, v->sound);
	bool heard = !speech_busy(v->speech) && sound_waiting_ms(v->sound) == 0;
	if (flow->listening && v->guide.listening && heard) {
		flow_listened(flow);
	}
	return sound_due(v->sound, now_ms);
}
