/* The catalogue as it is on the office's day. */
#include "common/clock.h"
#include "common/embed.h"
#include "common/log.h"
#include "common/mem.h"
#include "server/commands.h"
#include "server/serve_state.h"

#include <string.h>

/* NULL, with one line in the log, when the text makes none. */
static struct catalog *make(const char *text, const struct setup *setup, int day) {
	char why[CATALOG_WHY_SIZE];
	const struct embed *synonyms = embed_find(embed_server, "assets/office/synonyms.json");
	struct catalog *catalog =
		catalog_parse(text, strlen(text), synonyms ? synonyms->data : NULL,
			synonyms ? synonyms->size : 0, day, why, sizeof why);
	if (catalog)
		catalog_assign(catalog, setup->catalog, (size_t)setup->service_count);
	else
		log_error("the catalogue in the store cannot be used: %s", why);
	return catalog;
}

int serve_read_catalogue(struct serve *s, char *text, int64_t version) {
	s->catalogue = (struct api_catalogue){text, version};
	if (text)
		s->catalog = make(text, s->setup, clock_day(clock_wall_ms()));
	return text && !s->catalog ? COMMANDS_FAILED : COMMANDS_DONE;
}

/* Visits are counted anew: until that is done the order is that of the file. */
static void use(struct serve *s, int day) {
	struct catalog *catalog = make(s->catalogue.text, office_setup(s->office), day);
	if (!catalog)
		return;
	office_use_catalog(s->office, catalog);
	catalog_free(s->catalog);
	s->catalog = catalog;
	s->counted_day = 0;
}

void serve_turn_catalog(struct serve *s, int day) {
	if (s->catalog && day >= catalog_next_day(s->catalog))
		use(s, day);
}

void serve_put_catalogue(const char *text, int64_t version, void *arg) {
	struct serve *s = arg;
	mem_free(s->catalogue.text);
	s->catalogue = (struct api_catalogue){mem_strdup(text), version};
	use(s, office_board(s->office)->day);
}
