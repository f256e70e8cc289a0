#include "server/outlook.h"

#include <jansson.h>
#include <math.h>

/* The figures of the whole office by name. */
static const struct {
	const char *key;
	size_t offset;
} figures[] = {
	{"spread_ss", offsetof(struct learn, spread_ss)},
	{"spread_n", offsetof(struct learn, spread_n)},
	{"calls", offsetof(struct learn, calls)},
	{"misses", offsetof(struct learn, misses)},
	{"absent_s", offsetof(struct learn, absent_s)},
	{"widen_low", offsetof(struct learn, widen_low)},
	{"widen_high", offsetof(struct learn, widen_high)},
};

enum { FIGURES = sizeof figures / sizeof *figures };

static double *figure(struct learn *learn, int i) {
	return (double *)(void *)((char *)learn + figures[i].offset);
}

char *outlook_text(const struct outlook *o, const struct setup *s) {
	struct learn learn = o->learn;
	json_t *services = json_object(), *root = json_object();
	for (int i = 0; i < FIGURES; i++)
		json_object_set_new(root, figures[i].key, json_real(*figure(&learn, i)));
	for (int i = 0; i < s->service_count; i++)
		json_object_set_new(services, s->services[i].id,
			json_pack("[f, f]", o->learned[i].sum, o->learned[i].n));
	json_object_set_new(root, "services", services);
	char *text = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(17));
	json_decref(root);
	return text;
}

static void read_services(struct outlook *o, const struct setup *s, const json_t *services) {
	for (int i = 0; i < s->service_count; i++) {
		const json_t *pair = json_object_get(services, s->services[i].id);
		o->learned[i].sum = json_number_value(json_array_get(pair, 0));
		o->learned[i].n = json_number_value(json_array_get(pair, 1));
	}
}

bool outlook_read(struct outlook *o, const struct setup *s, const char *text) {
	json_t *root = json_loads(text, 0, NULL);
	struct learn learn = o->learn;
	bool ok = json_is_object(root);
	for (int i = 0; ok && i < FIGURES; i++) {
		const json_t *j = json_object_get(root, figures[i].key);
		ok = json_is_number(j);
		*figure(&learn, i) = json_number_value(j);
	}
	if (ok) {
		o->learn = learn;
		read_services(o, s, json_object_get(root, "services"));
	}
	json_decref(root);
	return ok;
}
