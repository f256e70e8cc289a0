#include "tests/screens/kiosk_walks_priority.h"

#include <string.h>

void walk_priority(struct kiosk *k) {
	kiosk_tap(k, "priority priority:elderly priority");
}

static void lengthen(char text[static NAME_SIZE], const char *more) {
	while (strlen(text) + strlen(more) < NAME_SIZE) {
		strcat(text, more);
	}
}

/* A dozen classes, two of them with the longest texts that one may have. */
void walk_priority_many(struct kiosk *k) {
	struct office_view *o = &k->flow->office;
	o->priority_count = 12;
	for (int i = 5; i < o->priority_count; i++) {
		o->priorities[i] = o->priorities[i % 5];
		o->priorities[i].id[0] = (char)('a' + i);
	}
	for (int i = 0; i < 3; i += 2) {
		struct office_priority *c = &o->priorities[i];
		lengthen(c->name.vi, ", thân nhân liệt sĩ");
		lengthen(c->name.en, ", next of kin of a martyr");
		lengthen(c->proof.vi, ", giấy chứng nhận");
		lengthen(c->proof.en, ", a certificate");
	}
	kiosk_tap(k, "priority");
}

/* One class, of which nothing is said but its name. */
void walk_priority_one(struct kiosk *k) {
	k->flow->office.priorities[0] = k->flow->office.priorities[2];
	k->flow->office.priorities[0].proof = (struct name){"", ""};
	k->flow->office.priority_count = 1;
	kiosk_tap(k, "priority");
}
