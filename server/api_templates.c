/* The office files to begin with. */
#include "server/api_call.h"
#include "server/templates.h"

#include <stdio.h>

static json_t *template_json(const char *id) {
	char key[64];
	snprintf(key, sizeof key, "template.%s", id);
	return json_pack("{s:s, s:{s:s, s:s}}", "id", id, "name", "vi", words_get(LANG_VI, key),
		"en", words_get(LANG_EN, key));
}

void api_templates(struct api_call *call) {
	json_t *list = json_array();
	for (size_t i = 0; templates_id(i); i++)
		json_array_append_new(list, template_json(templates_id(i)));
	api_answer(call, 200, json_pack("{s:o}", "templates", list));
}

void api_template(struct api_call *call) {
	const char *text = templates_text(call->params[0]);
	if (text)
		api_answer(call, 200, json_loads(text, 0, NULL));
	else
		api_error(call, 404, "not_found", NULL);
}
