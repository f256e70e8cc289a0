#include "common/ui/espeak.h"

#include "common/clock.h"
#include "common/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SPEED "150" /* words a minute, slow enough for whoever hears it for the first time */
enum { LOOK_MS = 5, SLICE_MS = 100, SECONDS_MAX = 60, BYTES_MAX = CLIP_RATE_MAX * 2 * SECONDS_MAX };

static const char *const voices[] = {[LANG_VI] = "vi", [LANG_EN] = "en-gb"};

bool espeak_find(struct espeak *e) {
	const char *at = getenv("PATH");
	struct stat s;
	while (at && *at) {
		int n = (int)strcspn(at, ":");
		snprintf(e->path, sizeof e->path, "%.*s/espeak-ng", n, at);
		if (stat(e->path, &s) == 0 && S_ISREG(s.st_mode) && access(e->path, X_OK) == 0) {
			snprintf(e->build, sizeof e->build, "%lld %lld", (long long)s.st_mtime,
				(long long)s.st_size);
			return true;
		}
		at += n + (at[n] == ':');
	}
	return false;
}

void espeak_voice(const struct espeak *e, enum lang lang, char voice[static 128]) {
	snprintf(voice, 128, "%s " SPEED " %s", voices[lang], e->build);
}

struct child {
	pid_t pid;
	int in, out; /* what it reads, what it writes */
};

/* Without our signals' settings and without our files. */
static int spawn(struct child *c, const char *path, char *const argv[], int in, int out) {
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	int error = posix_spawn(&c->pid, path, &files, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

static bool start(struct child *c, const char *path, char *const argv[]) {
	int in[2], out[2];
	if (pipe2(in, O_CLOEXEC) != 0) {
		return false;
	}
	if (pipe2(out, O_CLOEXEC) != 0) {
		close(in[0]);
		close(in[1]);
		return false;
	}
	int error = spawn(c, path, argv, in[0], out[1]);
	close(in[0]);
	close(out[1]);
	c->in = in[1];
	c->out = out[0];
	if (error) {
		close(c->in);
		close(c->out);
		errno = error;
	}
	return error == 0;
}

/* A short text goes into the pipe at once, whether or not it is read. */
static bool hand_over(struct child *c, const char *text) {
	size_t size = strlen(text);
	bool written = write(c->in, text, size) == (ssize_t)size;
	close(c->in);
	return written;
}

/* Waits a little for `fd` (-1: for nothing); false: stopped or too late. */
static bool wait_for(int fd, int stop_fd, int wait_ms, int64_t deadline_ms, bool *readable) {
	struct pollfd both[] = {{.fd = stop_fd, .events = POLLIN}, {.fd = fd, .events = POLLIN}};
	*readable = poll(both, 2, wait_ms) > 0 && both[1].revents != 0;
	return !(both[0].revents & POLLIN) && clock_mono_ms() < deadline_ms;
}

/* All that the child writes; false when it was not to the end. */
static bool read_all(
	struct child *c, int stop_fd, int64_t deadline_ms, uint8_t **bytes, size_t *size) {
	size_t room = 0;
	bool readable;
	while (wait_for(c->out, stop_fd, SLICE_MS, deadline_ms, &readable)) {
		if (!readable) {
			continue;
		}
		if (*size == room) {
			room = room ? room * 2 : 65536;
			*bytes = mem_realloc(*bytes, room, 1);
		}
		ssize_t got = read(c->out, *bytes + *size, room - *size);
		if (got <= 0) {
			return got == 0;
		}
		*size += (size_t)got;
		if (*size > BYTES_MAX) {
			return false;
		}
	}
	return false;
}

/* Lets it end, or ends it; whether it ended well. */
static bool finish(struct child *c, bool wanted, int stop_fd, int64_t deadline_ms) {
	int status = 1;
	bool readable;
	close(c->out);
	while (wanted && waitpid(c->pid, &status, WNOHANG) == 0) {
		wanted = wait_for(-1, stop_fd, LOOK_MS, deadline_ms, &readable);
		if (!wanted) {
			status = 1;
			break;
		}
	}
	if (!wanted) {
		kill(c->pid, SIGKILL);
		waitpid(c->pid, &status, 0);
		return false;
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool stopped(int stop_fd) {
	struct pollfd p = {.fd = stop_fd, .events = POLLIN};
	return poll(&p, 1, 0) > 0;
}

enum espeak_result espeak_speak(
	const struct espeak *e, enum lang lang, const char *text, int stop_fd, struct clip *clip) {
	char *argv[] = {"espeak-ng", "-v", (char *)(uintptr_t)voices[lang], "-s", SPEED, "-b", "1",
		"--stdin", "--stdout", NULL};
	struct child c;
	uint8_t *bytes = NULL;
	size_t size = 0;
	int64_t deadline_ms = clock_mono_ms() + ESPEAK_PATIENCE_MS;
	if (strlen(text) > ESPEAK_TEXT_MAX || !start(&c, e->path, argv)) {
		return ESPEAK_FAILED;
	}
	bool handed = hand_over(&c, text);
	bool wanted = read_all(&c, stop_fd, deadline_ms, &bytes, &size);
	bool ended = finish(&c, wanted, stop_fd, deadline_ms);
	bool good = handed && ended && espeak_read_wav(bytes, size, clip);
	mem_free(bytes);
	if (good) {
		return ESPEAK_SPOKEN;
	}
	return stopped(stop_fd) ? ESPEAK_STOPPED : ESPEAK_FAILED;
}

enum espeak_result espeak_kept(const struct espeak *e, struct clips *clips, enum lang lang,
	const char *text, int stop_fd, struct clip *clip) {
	char voice[128], name[CLIP_NAME_SIZE];
	espeak_voice(e, lang, voice);
	clips_name(name, voice, text);
	if (clips_load(clips, name, clip)) {
		return ESPEAK_SPOKEN;
	}
	enum espeak_result result = espeak_speak(e, lang, text, stop_fd, clip);
	if (result == ESPEAK_SPOKEN) {
		clips_save(clips, name, clip);
	}
	return result;
}

static uint32_t number(const uint8_t *at, int bytes) {
	uint32_t n = 0;
	for (int i = bytes; i-- > 0;) {
		n = n << 8 | at[i];
	}
	return n;
}

/* The chunk of that name after the head; its size is what there is at most. */
static const uint8_t *chunk(const uint8_t *bytes, size_t size, const char *name, size_t *length) {
	size_t at = 12;
	while (at + 8 <= size) {
		size_t left = size - at - 8, said = number(bytes + at + 4, 4);
		if (memcmp(bytes + at, name, 4) == 0) {
			*length = said < left ? said : left;
			return bytes + at + 8;
		}
		if (said >= left) {
			break;
		}
		at += 8 + said + said % 2;
	}
	return NULL;
}

bool espeak_read_wav(const uint8_t *bytes, size_t size, struct clip *clip) {
	size_t format_size, length;
	if (size < 12 || memcmp(bytes, "RIFF", 4) != 0 || memcmp(bytes + 8, "WAVE", 4) != 0) {
		return false;
	}
	const uint8_t *format = chunk(bytes, size, "fmt ", &format_size);
	const uint8_t *data = chunk(bytes, size, "data", &length);
	if (!format || format_size < 16 || !data || length < 2) {
		return false;
	}
	uint32_t rate_hz = number(format + 4, 4);
	if (number(format, 2) != 1 || number(format + 2, 2) != 1 || number(format + 14, 2) != 16 ||
		rate_hz < 8000 || rate_hz > CLIP_RATE_MAX) {
		return false;
	}
	*clip = (struct clip){.rate_hz = (int)rate_hz, .count = length / 2};
	clip->samples = mem_alloc(clip->count, sizeof *clip->samples);
	for (size_t i = 0; i < clip->count; i++) {
		clip->samples[i] = (int16_t)number(data + 2 * i, 2);
	}
	return true;
}
