#include "display/hear.h"

#include "common/clock.h"

static bool is_quiet(const struct quiet *quiet, int64_t there_ms) {
	struct tm tm = clock_local(there_ms);
	return quiet_at(quiet, tm.tm_hour * 60 + tm.tm_min);
}

int64_t hear_due(struct known *k, struct voice *voice, const struct quiet *quiet, int64_t mono_ms,
	int64_t there_ms) {
	struct announce *a = &k->announce;
	struct snapshot_call call;
	int64_t due_ms;
	do {
		if (announce_take(a, &call) && !is_quiet(quiet, there_ms)) {
			voice_say(voice, &call, known_prefix(k, call.number), a->pending_count > 0,
				mono_ms);
		}
		due_ms = voice_due(voice, mono_ms, there_ms, announce_done_ms(a));
		if (a->speaking && !voice_busy(voice)) {
			announce_heard(a, there_ms);
		}
	} while (a->say);
	return due_ms;
}
