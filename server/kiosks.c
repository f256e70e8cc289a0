#include "server/kiosks.h"

#include "common/text.h"

#include <string.h>

bool kiosks_word(const char *printer) {
	static const char *const known[] = {
		"ok", "paper_low", "paper_out", "cover_open", "cutter", "offline", "none"};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strcmp(printer, known[i]))
			return true;
	return false;
}

bool kiosks_needs_hands(const char *printer) {
	return strcmp(printer, "ok") && strcmp(printer, "paper_low") && strcmp(printer, "none");
}

static struct kiosks_one *find(struct kiosks *k, const char *name) {
	for (int i = 0; i < k->count; i++)
		if (!strcmp(k->list[i].name, name))
			return &k->list[i];
	return NULL;
}

static struct kiosks_one *place(struct kiosks *k) {
	if (k->count < KIOSKS_MAX)
		return &k->list[k->count++];
	struct kiosks_one *oldest = k->list;
	for (int i = 1; i < k->count; i++)
		if (k->list[i].seen_ms < oldest->seen_ms)
			oldest = &k->list[i];
	return oldest;
}

bool kiosks_tell(struct kiosks *k, const char *name, const char *printer, int64_t now_ms) {
	struct kiosks_one *one = find(k, name);
	bool news = !one || strcmp(one->printer, printer);
	if (!one) {
		one = place(k);
		text_copy(one->name, sizeof one->name, name);
	}
	if (news) {
		text_copy(one->printer, sizeof one->printer, printer);
		one->since_ms = now_ms;
	}
	one->seen_ms = now_ms;
	return news;
}
