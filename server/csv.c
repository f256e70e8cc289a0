#include "server/csv.h"

#include "common/mem.h"

#include <stdio.h>
#include <string.h>

static const char MARK[] = "\xEF\xBB\xBF";

static void add(struct csv *c, const char *text, size_t size) {
	if (c->used + size + 1 > c->room) {
		c->room = 2 * (c->used + size) + 1024;
		c->text = mem_realloc(c->text, c->room, 1);
	}
	memcpy(c->text + c->used, text, size);
	c->used += size;
	c->text[c->used] = '\0';
}

void csv_begin(struct csv *c) {
	add(c, MARK, sizeof MARK - 1);
	c->row = c->used;
}

static void begin_cell(struct csv *c) {
	if (c->used > c->row)
		add(c, ",", 1);
}

static void add_quoted(struct csv *c, const char *text) {
	add(c, "\"", 1);
	for (; *text; text++)
		add(c, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
	add(c, "\"", 1);
}

void csv_text(struct csv *c, const char *text) {
	if (!*text) {
		csv_empty(c);
		return;
	}
	begin_cell(c);
	char *safe = mem_printf("%s%s", strchr("=+-@\t\r", *text) ? "'" : "", text);
	if (strpbrk(safe, "\",\r\n;"))
		add_quoted(c, safe);
	else
		add(c, safe, strlen(safe));
	mem_free(safe);
}

void csv_number(struct csv *c, int64_t number) {
	char text[24];
	int size = snprintf(text, sizeof text, "%lld", (long long)number);
	begin_cell(c);
	add(c, text, (size_t)size);
}

void csv_real(struct csv *c, double number) {
	char text[32];
	int size = snprintf(text, sizeof text, "%g", number);
	begin_cell(c);
	add(c, text, (size_t)size);
}

/* As the first of its row it is quoted: a row is never nothing. */
void csv_empty(struct csv *c) {
	begin_cell(c);
	if (c->used == c->row)
		add(c, "\"\"", 2);
}

void csv_end_row(struct csv *c) {
	add(c, "\r\n", 2);
	c->row = c->used;
}

char *csv_take(struct csv *c) {
	char *text = c->text ? c->text : mem_strdup("");
	*c = (struct csv){0};
	return text;
}
