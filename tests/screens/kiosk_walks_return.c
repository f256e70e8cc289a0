#include "tests/screens/kiosk_walks_return.h"

#include <stddef.h>

void walk_return_asked(struct kiosk *k) {
	kiosk_scan(k, KIOSK_TOKEN);
}

void walk_return(struct kiosk *k) {
	walk_return_asked(k);
	kiosk_answer(k, 200, "returned");
}

void walk_return_called(struct kiosk *k) {
	walk_return_asked(k);
	kiosk_answer(k, 409, "returned_called");
}

void walk_return_late(struct kiosk *k) {
	walk_return_asked(k);
	kiosk_answer(k, 409, "returned_late");
}

void walk_return_missing(struct kiosk *k) {
	walk_return_asked(k);
	kiosk_answer(k, 404, "missing");
}

void walk_return_rated(struct kiosk *k) {
	walk_return_asked(k);
	kiosk_answer(k, 409, "rated_before");
}

void walk_rate(struct kiosk *k) {
	walk_return_asked(k);
	kiosk_answer(k, 409, "returned_served");
}

void walk_rating(struct kiosk *k) {
	walk_rate(k);
	kiosk_tap(k, "rate:4");
}

void walk_rate_thanks(struct kiosk *k) {
	walk_rating(k);
	kiosk_answer(k, 200, "rated");
}

void walk_rate_unsent(struct kiosk *k) {
	walk_rating(k);
	kiosk_answer(k, 0, NULL);
}
