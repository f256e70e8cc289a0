#include "server/simulate_report.h"

#include "common/mem.h"
#include "common/text.h"

#include <string.h>

enum { MINUTE_S = 60, ROWS_MAX = SERVICES_MAX + COUNTERS_MAX + 16, LABEL_SIZE = 512 };

/* A row of the table: a heading without figures, or a label with one figure per play. */
struct row {
	char label[LABEL_SIZE];
	bool figures;
	int64_t cells[SIMULATE_PLAYS_MAX]; /* -1: none */
};

struct table {
	enum lang lang;
	const struct simulate_play *plays;
	size_t play_count, count;
	struct row rows[ROWS_MAX];
};

typedef int64_t figure_of(const struct simulate_play *play, int index);

static int64_t rounded(int64_t sum, int64_t count) {
	return count ? (sum + count / 2) / count : -1;
}

static int64_t minutes(int64_t s) {
	return rounded(s, MINUTE_S);
}

/* Of a service, or of all (NULL). */
static int64_t mean_of(const struct simulate_play *p, const char *service) {
	struct wait_score_row row = wait_score_total(&p->result.score, service);
	return row.called ? minutes(wait_score_mean_s(&row)) : -1;
}

static int64_t mean_min(const struct simulate_play *p, int unused) {
	(void)unused;
	return mean_of(p, NULL);
}

static int64_t most_min(const struct simulate_play *p, int percent) {
	return p->result.wait_count ? minutes(simulation_wait_s(&p->result, percent)) : -1;
}

static int64_t left(const struct simulate_play *p, int unused) {
	(void)unused;
	return (int64_t)simulation_left(&p->result);
}

static int64_t held_percent(const struct simulate_play *p, int unused) {
	(void)unused;
	struct wait_score_row row = wait_score_total(&p->result.score, NULL);
	return rounded(row.held * 100, row.told);
}

static int64_t service_min(const struct simulate_play *p, int service) {
	return mean_of(p, p->setup->services[service].id);
}

static int64_t busy_percent(const struct simulate_play *p, int counter) {
	return rounded(p->result.busy_s[counter] * 100, p->result.open_s[counter]);
}

static void add_heading(struct table *t, const char *key) {
	struct row *row = &t->rows[t->count++];
	*row = (struct row){0};
	text_copy(row->label, sizeof row->label, words_get(t->lang, key));
}

static void add(struct table *t, const char *label, figure_of *figure, int index) {
	struct row *row = &t->rows[t->count++];
	bool known = false;
	*row = (struct row){.figures = true};
	text_copy(row->label, sizeof row->label, label);
	for (size_t i = 0; i < t->play_count; i++) {
		row->cells[i] = figure(&t->plays[i], index);
		known |= row->cells[i] >= 0;
	}
	if (!known)
		t->count--;
}

/* Rows of services and counters stand a little to the right. */
static void add_below(struct table *t, const char *label, figure_of *figure, int index) {
	char text[LABEL_SIZE];
	snprintf(text, sizeof text, "  %s", label);
	add(t, text, figure, index);
}

static void drop_empty_heading(struct table *t) {
	if (!t->rows[t->count - 1].figures)
		t->count--;
}

/* The changed office has all the counters there are. */
static void fill(struct table *t) {
	const struct setup *s = t->plays[t->play_count - 1].setup;
	add(t, words_get(t->lang, "simulate.mean"), mean_min, 0);
	add(t, words_get(t->lang, "simulate.nine_in_ten"), most_min, 90);
	add(t, words_get(t->lang, "simulate.longest"), most_min, 100);
	add(t, words_get(t->lang, "simulate.left"), left, 0);
	add(t, words_get(t->lang, "simulate.held"), held_percent, 0);
	add_heading(t, "simulate.services");
	for (int i = 0; i < s->service_count; i++)
		add_below(t, words_name(t->lang, &s->services[i].name), service_min, i);
	drop_empty_heading(t);
	add_heading(t, "simulate.counters");
	for (int i = 0; i < s->counter_count; i++)
		add_below(t, s->counters[i].name.vi, busy_percent, i);
	drop_empty_heading(t);
}

static void pad(FILE *to, size_t from, size_t width) {
	for (size_t i = from; i < width; i++)
		fputc(' ', to);
}

/* A cell at the right of its column. */
static void print_cell(FILE *to, const char *text, size_t width) {
	pad(to, text_length(text), width);
	fputs(text, to);
}

static size_t label_width(const struct table *t) {
	size_t widest = 0;
	for (size_t i = 0; i < t->count; i++) {
		size_t n = text_length(t->rows[i].label);
		widest = n > widest ? n : widest;
	}
	return widest;
}

enum { CELL_WIDTH = 18 };

static void print_head(FILE *to, const struct table *t, size_t width) {
	char days[24], citizens[24], text[LABEL_SIZE];
	const struct simulation *s = &t->plays[0].result;
	snprintf(days, sizeof days, "%zu", s->days);
	snprintf(citizens, sizeof citizens, "%zu", s->citizens);
	fprintf(to, "%s\n\n",
		words_fill(text, sizeof text, t->lang, "simulate.played", "days", days, "citizens",
			citizens, NULL));
	if (t->play_count == 1)
		return;
	pad(to, 0, width);
	print_cell(to, words_get(t->lang, "simulate.as_is"), CELL_WIDTH);
	print_cell(to, words_get(t->lang, "simulate.changed"), CELL_WIDTH);
	fputc('\n', to);
}

static void print_row(FILE *to, const struct table *t, const struct row *row, size_t width) {
	fprintf(to, "%s%s", row->figures ? "" : "\n", row->label);
	if (row->figures)
		pad(to, text_length(row->label), width);
	for (size_t i = 0; row->figures && i < t->play_count; i++) {
		char cell[24] = "–";
		if (row->cells[i] >= 0)
			snprintf(cell, sizeof cell, "%lld", (long long)row->cells[i]);
		print_cell(to, cell, CELL_WIDTH);
	}
	fputc('\n', to);
}

void simulate_print_table(
	FILE *to, enum lang lang, const struct simulate_play *plays, size_t count) {
	struct table *t = mem_alloc(1, sizeof *t);
	t->lang = lang;
	t->plays = plays;
	t->play_count = count;
	fill(t);
	size_t width = label_width(t);
	print_head(to, t, width);
	for (size_t i = 0; i < t->count; i++)
		print_row(to, t, &t->rows[i], width);
	mem_free(t);
}
