#include "common/call_words.h"
#include "common/mem.h"
#include "common/plain_file.h"
#include "common/text.h"
#include "server/api_audit.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* A recording of the office, as an administrator puts it, removes it, and takes that back. */

enum { LANG_SIZE = 8 };

struct clip {
	enum lang lang;
	char name[CALL_CLIP_SIZE];
};

struct putting {
	struct api_call *call;
	struct clip clip;
	bool removes;
	int64_t undoes;                     /* the act that is taken back; 0: none */
	char kept[RECORDING_HASH_SIZE];     /* which is put back, and */
	char expected[RECORDING_HASH_SIZE]; /* which must be there now */
};

/* False when no clip is called so. */
static bool clip_of(const char *lang, const char *name, struct clip *clip) {
	char text[CALL_CLIP_SIZE];
	clip->lang = words_lang(lang);
	text_copy(clip->name, sizeof clip->name, name);
	return strcmp(lang, words_tag(clip->lang)) == 0 && *call_clip_text(clip->lang, name, text);
}

static void id_of(char id[static NOTE_SIZE], const struct clip *clip) {
	snprintf(id, NOTE_SIZE, "%s/%s", words_tag(clip->lang), clip->name);
}

/* NULL: there is none. */
static json_t *facts_json(const struct recording_facts *f) {
	if (!f || !f->size)
		return NULL;
	return json_pack("{s:I, s:i, s:s}", "bytes", (json_int_t)f->size, "ms", f->length_ms,
		"hash", f->hash);
}

static void refuse(const struct putting *p, int error) {
	if (p->undoes && (error == EBUSY || error == ENOENT))
		api_undo_refuse(
			p->call, error == EBUSY ? "error.undo.in_the_way" : "error.undo.not_kept");
	else if (p->removes && error == ENOENT)
		api_error(p->call, 404, "not_found", NULL);
	else
		api_error(p->call, 503, plain_file_full(error) ? "storage_full" : "starting", NULL);
}

static void did(
	void *arg, int error, const struct recording_facts *was, const struct recording_facts *is) {
	struct putting *p = arg;
	struct api_call *call = p->call;
	char id[NOTE_SIZE];
	id_of(id, &p->clip);
	if (error) {
		refuse(p, p->removes && !was->size ? ENOENT : error);
	} else {
		const char *does = p->undoes ? "undo" : p->removes ? "end" : "put";
		struct store_act act = api_act(does, "voice", id, facts_json(was), facts_json(is));
		if (p->undoes)
			api_undo_do(call, &act, NULL, &(struct api_undo){.seq = p->undoes}, NULL);
		else
			api_act_do(call, &act, NULL, NULL, 200,
				json_pack("{s:b}", "there", !p->removes));
	}
	mem_free(p);
}

/* Whether the address names a clip, and it may be changed now; else it has been answered. */
static bool read_clip(struct api_call *call, struct clip *clip) {
	if (clip_of(call->params[0], call->params[1], clip))
		return api_ready(call);
	api_error(call, 404, "not_found", NULL);
	return false;
}

static void begin(struct putting *p, struct recording_change change) {
	change.lang = p->clip.lang;
	change.name = p->clip.name;
	recordings_put(p->call->api->options.recordings, &change, did, p);
}

static struct putting *putting_new(struct api_call *call, const struct clip *clip, bool removes) {
	struct putting *p = mem_alloc(1, sizeof *p);
	*p = (struct putting){.call = call, .clip = *clip, .removes = removes};
	return p;
}

void api_recording_put(struct api_call *call) {
	struct clip clip;
	size_t size;
	const char *bytes = http_body(call->x, &size);
	if (!read_clip(call, &clip))
		return;
	if (recordings_fit(bytes, size))
		begin(putting_new(call, &clip, false),
			(struct recording_change){.bytes = bytes, .size = size});
	else
		api_error(call, 422, "not_recording", NULL);
}

void api_recording_delete(struct api_call *call) {
	struct clip clip;
	if (read_clip(call, &clip))
		begin(putting_new(call, &clip, true), (struct recording_change){0});
}

/* --- taken back --- */

static bool clip_of_id(const char *id, struct clip *clip) {
	char lang[LANG_SIZE];
	const char *slash = strchr(id, '/');
	if (!slash || (size_t)(slash - id) >= sizeof lang)
		return false;
	snprintf(lang, sizeof lang, "%.*s", (int)(slash - id), id);
	return clip_of(lang, slash + 1, clip);
}

json_t *api_recording_now(struct api_call *call, const char *id) {
	struct clip clip;
	if (!clip_of_id(id, &clip))
		return NULL;
	return facts_json(recordings_known(call->api->options.recordings, clip.lang, clip.name));
}

static void hash_of(char hash[static RECORDING_HASH_SIZE], json_t *facts) {
	const char *text = json_string_value(json_object_get(facts, "hash"));
	text_copy(hash, RECORDING_HASH_SIZE, text ? text : "");
}

/* An act of before recordings were kept tells no hash, so that the one that is there now seems to
 * be what it replaced. */
void api_recording_undo(struct api_call *call, const struct api_undo *undo) {
	struct clip clip;
	if (!api_ready(call))
		return;
	if (!clip_of_id(undo->id, &clip)) {
		api_undo_refuse(call, "error.undo.never");
		return;
	}
	struct putting *p = putting_new(call, &clip, !undo->is);
	p->undoes = undo->seq;
	hash_of(p->expected, undo->was);
	hash_of(p->kept, undo->is);
	if (undo->is && (!*p->kept || !strcmp(p->kept, p->expected))) {
		api_undo_refuse(call, "error.undo.not_kept");
		mem_free(p);
		return;
	}
	begin(p, (struct recording_change){
			 .kept = undo->is ? p->kept : NULL, .expected = p->expected});
}
