#include "display/preview.h"

#include "common/text.h"

#include <string.h>

void preview_change(struct preview *p, const struct change *c) {
	p->due = p->wanted;
	if (!c || strcmp(c->number, p->number) == 0) {
		p->number[0] = '\0';
	}
}

bool preview_asks(const struct preview *p, int64_t now_ms) {
	return now_ms >= preview_due(p);
}

void preview_sent(struct preview *p, uint64_t request, int64_t now_ms) {
	p->due = false;
	p->request = request;
	p->asked_ms = now_ms;
}

/* What has changed since the question may have made it another: that is asked anew. */
void preview_answered(struct preview *p, uint64_t request, const char *number) {
	if (!p->request || request != p->request) {
		return;
	}
	p->request = 0;
	if (!number) {
		p->due = true;
	} else if (!p->due) {
		text_copy(p->number, sizeof p->number, number);
	}
}

int64_t preview_due(const struct preview *p) {
	return p->due && !p->request ? p->asked_ms + PREVIEW_PAUSE_MS : INT64_MAX;
}
