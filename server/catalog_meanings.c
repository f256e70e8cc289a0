#include "server/catalog_meanings.h"

#include "server/catalog_exact.h"
#include "server/catalog_inside.h"

#include "common/mem.h"

#include <string.h>

/* Chosen by trial on the phrases of tests/data. */
static const float need_most = 9, weak_need_most = 2, later = 0.92f, fits_least = 0.5f;

/* Finds one way to put a meaning, `trust` of it, and keeps for each procedure the best of the ways;
 * returns how much it asks for. */
static float find_one(
	struct catalog *c, const struct phrase *means, float trust, struct merit *best) {
	const struct phrase_word *meant = phrases_words(&c->phrases, means);
	struct query_word words[PHRASE_WORDS_MAX];
	uint64_t key = EXACT_KEY_EMPTY;
	for (size_t i = 0; i < means->size; i++) {
		words[i] = (struct query_word){.known = true,
			.marks = meant[i].marks,
			.completed_from = QUERY_READINGS_MAX,
			.reading_count = 1,
			.readings = {meant[i].word},
			.trust = {trust}};
		key = exact_key_add(key, c->lexicon.words[meant[i].word].text);
	}
	float need = finder_find(&c->finder, words, means->size, false);
	for (size_t p = 0; p < c->rows.procedure_count; p++)
		if (c->finder.found[p].cover >= fits_least)
			merit_keep_best(&best[p], c->finder.found[p]);
	size_t count;
	const struct exact_name *names = exact_names(c, key, &count);
	for (size_t i = 0; i < count; i++)
		merit_keep_best(&best[names[i].procedure], (struct merit){trust, 1, 1});
	return need;
}

static void add_fit(struct meanings *m, uint32_t procedure, struct merit merit) {
	if (m->fit_count == m->fit_room) {
		m->fit_room = m->fit_room ? m->fit_room * 2 : 4096;
		m->fits = mem_realloc(m->fits, m->fit_room, sizeof *m->fits);
	}
	m->fits[m->fit_count++] = (struct fit){procedure, merit};
}

/* Lets the best procedure of every meaning rank alike, however long the names are. */
static void make_equal(struct merit *best, size_t count) {
	float most = 0;
	for (size_t p = 0; p < count; p++) {
		best[p].rank *= best[p].cover * best[p].cover;
		most = best[p].rank > most ? best[p].rank : most;
	}
	for (size_t p = 0; p < count && most > 0; p++)
		best[p].rank /= most;
}

static struct fit_list find_meaning(struct catalog *c, struct meaning meaning, struct merit *best) {
	struct fit_list list = {.from = (uint32_t)c->meanings.fit_count};
	float trust = 1;
	memset(best, 0, c->rows.procedure_count * sizeof *best);
	for (uint32_t i = 0; i < meaning.count; i++, trust *= later) {
		float need = find_one(c, &c->phrases.means[meaning.from + i], trust, best);
		list.need = need > list.need ? need : list.need;
	}
	float most = meaning.weak ? weak_need_most : need_most;
	list.need = list.need < most ? list.need : most;
	make_equal(best, c->rows.procedure_count);
	for (uint32_t p = 0; p < c->rows.procedure_count; p++)
		if (best[p].cover > 0)
			add_fit(&c->meanings, p, best[p]);
	list.count = (uint32_t)c->meanings.fit_count - list.from;
	return list;
}

void meanings_build(struct catalog *catalog) {
	struct merit *best = mem_alloc(catalog->rows.procedure_count, sizeof *best);
	size_t count = catalog->phrases.meaning_count;
	catalog->meanings.lists = mem_alloc(count, sizeof *catalog->meanings.lists);
	for (size_t i = 0; i < count; i++)
		catalog->meanings.lists[i] =
			find_meaning(catalog, catalog->phrases.meanings[i], best);
	mem_free(best);
}

void meanings_clear(struct meanings *meanings) {
	mem_free(meanings->fits);
	mem_free(meanings->lists);
	*meanings = (struct meanings){0};
}
