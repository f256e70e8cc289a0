#include "display/voice.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/plain_file.h"
#include "common/ui/sound.h"
#include "common/ui/speech.h"
#include "display/announce.h"
#include "display/call_sound.h"

#include <stdio.h>

enum { HUNG_MS = 180000 }; /* no call takes so long: the loudspeaker takes nothing */

struct voice {
	const struct options *options;
	struct call_sound *words;
	struct speech *speech; /* NULL: the chime alone */
	struct sound *sound;
	bool saying; /* a call that was not heard to its end yet */
	bool begun;  /* with its words */
	bool hung;
	int64_t called_ms, since_ms;
	char *last; /* the file of voice_last_ms; NULL: none */
};

static char *last_file(const struct options *o) {
	if (o->counter) {
		return mem_printf("%s/heard-counter-%d", o->state, o->counter);
	}
	return mem_printf(
		"%s/heard-hall%s%s", o->state, o->zone ? "-" : "", o->zone ? o->zone : "");
}

int64_t voice_last_ms(const struct voice *v) {
	long long ms = 0;
	FILE *f = v && v->last ? fopen(v->last, "re") : NULL;
	if (f) {
		ms = fscanf(f, "%lld", &ms) == 1 ? ms : 0;
		fclose(f);
	}
	return ms;
}

/* A file that cannot be written is an older one: at worst a call is heard again. */
static void note_done(struct voice *v, int64_t done_ms) {
	char *part = v->last ? mem_printf("%s.new", v->last) : NULL;
	FILE *f = part ? fopen(part, "we") : NULL;
	if (f) {
		bool written = fprintf(f, "%lld\n", (long long)done_ms) > 0;
		if (fclose(f) == 0 && written) {
			rename(part, v->last);
		}
	}
	mem_free(part);
}

static void open_speech(struct voice *v, void (*wake)(void *arg), void *arg) {
	const struct options *o = v->options;
	char *kept = o->state ? mem_printf("%s/voice", o->state) : NULL;
	v->words = call_sound_new(o->voice_dir, kept);
	v->speech = speech_new(&(struct speech_options){
		.make = call_sound_make, .make_arg = v->words, .wake = wake, .arg = arg});
	mem_free(kept);
}

struct voice *voice_open(const struct options *options, void (*wake)(void *arg), void *arg) {
	if (options->mute) {
		return NULL;
	}
	struct voice *v = mem_alloc(1, sizeof *v);
	v->options = options;
	if (options->state) {
		plain_file_folder(options->state);
		v->last = last_file(options);
	}
	v->sound = sound_new();
	sound_volume(v->sound, options->volume);
	if (options->lang_count > 0) {
		open_speech(v, wake, arg);
	}
	return v;
}

void voice_close(struct voice *v) {
	if (v) {
		speech_free(v->speech);
		call_sound_free(v->words);
		sound_free(v->sound);
		mem_free(v->last);
		mem_free(v);
	}
}

static void say_words(struct voice *v, const struct snapshot_call *call, const char *prefix) {
	const struct options *o = v->options;
	for (int i = 0; i < o->lang_count; i++) {
		char line[CALL_WORDS_SIZE];
		if (call_words(&o->style, o->lang[i], call->number, prefix, call->counter, line)) {
			speech_say(v->speech, o->lang[i], line, false);
		}
	}
}

void voice_say(struct voice *v, const struct snapshot_call *call, const char *prefix, bool once,
	int64_t now_ms) {
	if (!v) {
		return;
	}
	v->called_ms = call->at_ms;
	v->since_ms = now_ms;
	v->saying = true;
	v->begun = v->hung = false;
	sound_chime(v->sound);
	for (int i = 0; v->speech && i < (once ? 1 : v->options->repeat); i++) {
		say_words(v, call, prefix);
	}
}

static bool sounds(const struct voice *v) {
	return sound_waiting_ms(v->sound) > 0 || (v->speech && speech_busy(v->speech));
}

/* Leaves out what will not be heard in time, or not at all. */
static void drop(struct voice *v, int64_t now_ms, int64_t there_ms) {
	bool hung = !v->hung && now_ms - v->since_ms > HUNG_MS;
	bool late = !v->begun && there_ms - v->called_ms > ANNOUNCE_OLD_MS;
	if (v->speech && (hung || late)) {
		speech_stop(v->speech);
	}
	if (hung) {
		log_warn("voice: the loudspeaker takes nothing");
		sound_stop(v->sound);
		v->hung = true;
	}
}

int64_t voice_due(struct voice *v, int64_t now_ms, int64_t there_ms, int64_t done_ms) {
	if (!v) {
		return INT64_MAX;
	}
	if (v->saying) {
		drop(v, now_ms, there_ms);
		v->begun |= v->speech && speech_feed(v->speech, v->sound);
	}
	int64_t due_ms = sound_due(v->sound, now_ms);
	if (v->saying && !sounds(v)) {
		v->saying = false;
		if (!v->hung && !sound_failed(v->sound)) {
			note_done(v, done_ms);
		}
	}
	return due_ms;
}

bool voice_busy(const struct voice *v) {
	return v && v->saying;
}

void voice_volume(struct voice *v) {
	if (v) {
		sound_volume(v->sound, v->options->volume);
	}
}

const char *voice_sound(const struct voice *v) {
	return v && sound_failed(v->sound) ? "none" : "ok";
}
