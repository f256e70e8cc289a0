#include "server/json_text.h"

#include "common/mem.h"

enum { SMALL = 4096 };

char *json_text(const json_t *json) {
	char small[SMALL];
	size_t size = json_dumpb(json, small, sizeof small, JSON_COMPACT);
	if (size <= sizeof small)
		return mem_copy(small, size);
	char *text = mem_alloc(size + 1, 1);
	json_dumpb(json, text, size, JSON_COMPACT);
	return text;
}
