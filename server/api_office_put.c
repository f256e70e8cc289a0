#include "common/mem.h"
#include "server/api_audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Another office file comes in force: as somebody wants it, or as it was. */

enum { TEXT_FLAGS = JSON_INDENT(1) | JSON_REAL_PRECISION(15) };

json_t *api_office_file(const struct api_call *call) {
	return json_loads(office_text(call->office), 0, NULL);
}

/* "a[2].b" becomes "a.2.b". */
static void use_dots(char *field) {
	char *to = field;
	for (const char *c = field; *c; c++)
		if (*c != ']')
			*to++ = *c == '[' ? '.' : *c;
	*to = '\0';
}

/* The place is the machine's; what is wrong there is said to people. */
static void refuse(struct api_call *call, const struct setup_fault *fault) {
	char key[64], min[16], max[16], field[SETUP_WHY_SIZE], message[SETUP_WHY_SIZE * 2];
	snprintf(key, sizeof key, "error.setup.%s", fault->word);
	snprintf(min, sizeof min, "%d", fault->min);
	snprintf(max, sizeof max, "%d", fault->max);
	snprintf(field, sizeof field, "%.*s", (int)strcspn(fault->why, ":"), fault->why);
	if (call->dotted)
		use_dots(field);
	words_fill(message, sizeof message, call->lang, key, "field", field, "min", min, "max", max,
		NULL);
	api_invalid_because(call, field, message);
}

struct setup *api_office_setup(struct api_call *call, const char *text) {
	struct setup_fault fault = {0};
	struct setup *setup = setup_check(text, strlen(text), &fault);
	if (!setup)
		refuse(call, &fault);
	if (!setup || !office_numbered(call->office) ||
		!strcmp(setup->time_zone, office_setup(call->office)->time_zone))
		return setup;
	setup_free(setup);
	api_invalid(call, "office.timezone");
	return NULL;
}

/* The act that makes this text of what is now. */
static struct store_act make_act(const char *what, json_t *now, const char *text) {
	struct store_act act =
		api_act(what, "office", NULL, json_incref(now), json_loads(text, 0, NULL));
	act.puts = PUTS_OFFICE;
	act.text = mem_strdup(text);
	return act;
}

static void put(struct api_call *call, json_t *now, json_t *file, api_office_view *view) {
	char *text = json_dumps(file, TEXT_FLAGS);
	struct setup *setup = api_office_setup(call, text);
	if (setup) {
		struct store_act act = make_act("put", now, text);
		api_act_do(call, &act, setup, NULL, 200,
			view(call, file, office_next_version(call->office)));
	}
	free(text);
}

void api_office_change(struct api_call *call, json_t *file, api_office_view *view) {
	json_t *now = api_office_file(call);
	if (json_equal(now, file))
		api_answer(call, 200, view(call, file, office_setup(call->office)->version));
	else
		put(call, now, file, view);
	json_decref(now);
	json_decref(file);
}

json_t *api_office_now(struct api_call *call, const char *id) {
	(void)id;
	return api_office_file(call);
}

void api_office_undo(struct api_call *call, const struct api_undo *undo) {
	char *text = json_dumps(undo->is, TEXT_FLAGS);
	call->dotted = true;
	struct setup *setup = api_office_setup(call, text);
	if (setup) {
		struct store_act act = make_act("undo", undo->was, text);
		api_undo_do(call, &act, setup, undo, NULL);
	}
	free(text);
}
