#include "kiosk/lease.h"

#include <stdio.h>
#include <string.h>

static const struct lease_service *find(const struct lease *l, const char *service) {
	for (int i = 0; i < l->service_count; i++) {
		if (strcmp(l->services[i].id, service) == 0) {
			return &l->services[i];
		}
	}
	return NULL;
}

static bool given_now(const struct lease_service *s, int64_t wall_ms) {
	for (int i = 0; i < s->span_count; i++) {
		if (wall_ms >= s->issue[i].from_ms && wall_ms < s->issue[i].to_ms) {
			return true;
		}
	}
	return false;
}

enum lease_answer lease_may(const struct lease *l, const char *service, int64_t wall_ms) {
	const struct lease_service *s = l->id ? find(l, service) : NULL;
	if (!s) {
		return LEASE_NONE;
	}
	if (!given_now(s, wall_ms)) {
		return LEASE_SHUT;
	}
	return s->next <= l->last ? LEASE_FREE : LEASE_USED_UP;
}

int64_t lease_opens_ms(const struct lease *l, const char *service, int64_t wall_ms) {
	const struct lease_service *s = find(l, service);
	int64_t opens_ms = 0;
	for (int i = 0; s && i < s->span_count; i++) {
		int64_t from_ms = s->issue[i].from_ms;
		if (from_ms > wall_ms && (opens_ms == 0 || from_ms < opens_ms)) {
			opens_ms = from_ms;
		}
	}
	return opens_ms;
}

bool lease_runs(const struct lease *l, int64_t wall_ms) {
	for (int i = 0; l->id && i < l->service_count; i++) {
		const struct lease_service *s = &l->services[i];
		if (given_now(s, wall_ms) || lease_opens_ms(l, s->id, wall_ms)) {
			return true;
		}
	}
	return false;
}

int lease_left(const struct lease *l, const char *service) {
	const struct lease_service *s = l->id ? find(l, service) : NULL;
	return s && s->next <= l->last ? l->last - s->next + 1 : 0;
}

bool lease_take(struct lease *l, const char *service, char number[static NUMBER_SIZE]) {
	struct lease_service *s = l->id ? (struct lease_service *)find(l, service) : NULL;
	if (!s || s->next > l->last) {
		return false;
	}
	int size = snprintf(
		number, NUMBER_SIZE, "%s%s%0*d", s->prefix, l->dash ? "-" : "", l->digits, s->next);
	s->next++;
	return size < NUMBER_SIZE;
}

static bool same_block(const struct lease *a, const struct lease *b) {
	return a->id == b->id && a->day == b->day && a->first == b->first && a->last == b->last;
}

void lease_renew(struct lease *l, const struct lease *fresh) {
	struct lease old = *l;
	*l = *fresh;
	for (int i = 0; same_block(&old, fresh) && i < l->service_count; i++) {
		const struct lease_service *before = find(&old, l->services[i].id);
		if (before && before->next > l->services[i].next) {
			l->services[i].next = before->next;
		}
	}
}
