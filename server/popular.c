#include "server/popular.h"

#include "common/mem.h"

#include <string.h>

static size_t code_size(const char *at) {
	return strcspn(at, "*,");
}

static const char *next_code(const char *at) {
	at += strcspn(at, ",");
	return *at ? at + 1 : at;
}

static bool named_before(const char *procedures, const char *at) {
	size_t size = code_size(at);
	for (const char *other = procedures; other < at; other = next_code(other))
		if (code_size(other) == size && !memcmp(other, at, size))
			return true;
	return false;
}

static struct popular_procedure *procedure(struct popular *p, const char *code, size_t size) {
	for (size_t i = 0; i < p->count; i++)
		if (strlen(p->list[i].code) == size && !memcmp(p->list[i].code, code, size))
			return &p->list[i];
	p->list = mem_realloc(p->list, p->count + 1, sizeof *p->list);
	struct popular_procedure *fresh = &p->list[p->count++];
	*fresh = (struct popular_procedure){0};
	memcpy(fresh->code, code, size);
	return fresh;
}

void popular_add(struct popular *p, const char *procedures, int visits) {
	for (const char *at = procedures; *at; at = next_code(at)) {
		size_t size = code_size(at);
		if (size < ID_SIZE && !named_before(procedures, at))
			procedure(p, at, size)->visits += visits;
	}
}

void popular_clear(struct popular *p) {
	mem_free(p->list);
	*p = (struct popular){0};
}
