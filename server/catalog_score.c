#include "server/catalog_score.h"

#include "server/catalog_inside.h"

#include "common/mem.h"

#include <string.h>

/* Chosen by trial on the phrases of tests/data. */
static const float elsewhere_need = 12, proof_least = 0.7f;

void score_init(struct score *score, size_t procedure_count) {
	score->total = mem_alloc(procedure_count, sizeof *score->total);
	score->part = mem_alloc(procedure_count, sizeof *score->part);
	score->proof = mem_alloc(procedure_count, sizeof *score->proof);
}

void score_clear(struct score *score) {
	mem_free(score->total);
	mem_free(score->part);
	mem_free(score->proof);
	*score = (struct score){0};
}

/* Finds a part in whichever of its meanings fits each procedure best; returns what it asks for. */
static float find_part(
	struct catalog *c, const struct query *query, const struct query_part *part) {
	size_t size = c->rows.procedure_count * sizeof *c->score.part;
	float most = 0;
	if (part->kind == PART_ELSEWHERE) {
		memset(c->score.part, 0, size);
		return elsewhere_need;
	}
	float literal =
		finder_find(&c->finder, &query->words[part->from], part->count, query->plain);
	memcpy(c->score.part, c->finder.found, size);
	for (size_t m = 0; m < part->meaning_count; m++) {
		struct fit_list list = c->meanings.lists[part->meanings[m]];
		most = list.need > most ? list.need : most;
		for (uint32_t i = 0; i < list.count; i++) {
			const struct fit *fit = &c->meanings.fits[list.from + i];
			merit_keep_best(&c->score.part[fit->procedure], fit->merit);
		}
	}
	return part->meaning_count ? most : literal;
}

void score_run(struct catalog *catalog, const struct query *query) {
	struct score *score = &catalog->score;
	size_t count = catalog->rows.procedure_count;
	memset(score->total, 0, count * sizeof *score->total);
	memset(score->proof, 0, count * sizeof *score->proof);
	score->need = 0;
	score->elsewhere = false;
	for (size_t i = 0; i < query->part_count; i++) {
		if (query->parts[i].kind == PART_STOP)
			continue;
		if (query->parts[i].kind == PART_ELSEWHERE)
			score->elsewhere = true;
		float asked = find_part(catalog, query, &query->parts[i]);
		bool proves = query->parts[i].kind == PART_SAME || query->parts[i].count > 1;
		score->need += asked;
		for (size_t p = 0; p < count; p++) {
			score->total[p].rank += asked * score->part[p].rank;
			score->total[p].cover += asked * score->part[p].cover;
			score->total[p].share += score->part[p].share;
			if (proves && score->part[p].cover >= proof_least &&
				asked > score->proof[p])
				score->proof[p] = asked;
		}
	}
	for (size_t p = 0; p < count && score->need > 0; p++) {
		score->total[p].rank /= score->need;
		score->total[p].cover /= score->need;
	}
}
