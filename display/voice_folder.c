#include "display/voice_folder.h"

#include "common/call_words.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/ui/espeak.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_SIZE = 44, SAMPLE_SIZE = 2, FORMAT_SIZE = 16, PCM = 1, MODE = 0644 };

void voice_folder_list(void) {
	for (enum lang lang = LANG_VI; lang <= LANG_EN; lang++) {
		char name[CALL_CLIP_SIZE], text[CALL_CLIP_SIZE];
		for (int i = 0; call_clip(lang, i, name, text); i++) {
			printf("%s/%s.wav\t%s\n", words_tag(lang), name, text);
		}
	}
}

static uint8_t *put(uint8_t *at, uint32_t n, int bytes) {
	for (int i = 0; i < bytes; i++) {
		*at++ = (uint8_t)(n >> 8 * i);
	}
	return at;
}

static uint8_t *put_tag(uint8_t *at, const char *tag) {
	memcpy(at, tag, 4);
	return at + 4;
}

static void put_head(uint8_t head[static HEAD_SIZE], const struct clip *clip) {
	uint32_t bytes = (uint32_t)clip->count * SAMPLE_SIZE, rate_hz = (uint32_t)clip->rate_hz;
	uint8_t *at = put(put_tag(head, "RIFF"), HEAD_SIZE - 8 + bytes, 4);
	at = put(put_tag(put_tag(at, "WAVE"), "fmt "), FORMAT_SIZE, 4);
	at = put(put(at, PCM, 2), 1, 2);
	at = put(put(at, rate_hz, 4), rate_hz * SAMPLE_SIZE, 4);
	at = put(put(at, SAMPLE_SIZE, 2), SAMPLE_SIZE * 8, 2);
	put(put_tag(at, "data"), bytes, 4);
}

static bool write_wav(int fd, const struct clip *clip) {
	uint8_t head[HEAD_SIZE], sample[SAMPLE_SIZE];
	FILE *f = fdopen(fd, "wb");
	if (!f) {
		close(fd);
		return false;
	}
	put_head(head, clip);
	bool good = fwrite(head, sizeof head, 1, f) == 1;
	for (size_t i = 0; good && i < clip->count; i++) {
		put(sample, (uint16_t)clip->samples[i], SAMPLE_SIZE);
		good = fwrite(sample, sizeof sample, 1, f) == 1;
	}
	good = good && fflush(f) == 0 && fsync(fd) == 0 && fchmod(fd, MODE) == 0;
	return fclose(f) == 0 && good;
}

/* Under its name only when it is whole. */
static bool keep(const char *path, const struct clip *clip) {
	char *part = mem_printf("%s.XXXXXX", path);
	int fd = mkostemp(part, O_CLOEXEC);
	bool kept = fd >= 0 && write_wav(fd, clip) && rename(part, path) == 0;
	if (!kept) {
		log_error("voice: %s: %s", path, strerror(errno));
	}
	if (!kept && fd >= 0) {
		unlink(part);
	}
	mem_free(part);
	return kept;
}

static bool make(const struct espeak *e, enum lang lang, const char *text, const char *path) {
	struct clip clip = {0};
	if (access(path, F_OK) == 0) {
		return true;
	}
	if (espeak_speak(e, lang, text, -1, &clip) != ESPEAK_SPOKEN) {
		log_error("voice: %s does not say %s", e->path, path);
		return false;
	}
	bool kept = keep(path, &clip);
	clip_clear(&clip);
	return kept;
}

static bool make_folder(const char *path) {
	bool there = mkdir(path, 0755) == 0 || errno == EEXIST;
	if (!there) {
		log_error("voice: %s: %s", path, strerror(errno));
	}
	return there;
}

static bool make_language(const struct espeak *e, const char *dir, enum lang lang) {
	char name[CALL_CLIP_SIZE], text[CALL_CLIP_SIZE];
	char *folder = mem_printf("%s/%s", dir, words_tag(lang));
	bool good = make_folder(folder);
	for (int i = 0; good && call_clip(lang, i, name, text); i++) {
		char *path = mem_printf("%s/%s.wav", folder, name);
		good = make(e, lang, text, path);
		mem_free(path);
	}
	mem_free(folder);
	return good;
}

bool voice_folder_make(const char *dir) {
	struct espeak e;
	if (!espeak_find(&e)) {
		log_error("voice: espeak-ng is not installed");
		return false;
	}
	return make_folder(dir) && make_language(&e, dir, LANG_VI) &&
	       make_language(&e, dir, LANG_EN);
}
