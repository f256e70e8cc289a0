#include "server/pages.h"

#include "common/embed.h"
#include "common/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_LENGTH = 64 };

static char *from_folder(const char *dir, const char *name, size_t *size) {
	char *path = mem_printf("%s/%s", dir, name), *data = NULL;
	FILE *f = fopen(path, "rb");
	mem_free(path);
	if (!f)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0 && ftell(f) >= 0) {
		*size = (size_t)ftell(f);
		rewind(f);
		data = mem_alloc(*size + 1, 1);
		*size = fread(data, 1, *size, f);
	}
	fclose(f);
	return data;
}

char *pages_read(const char *dir, const char *name, size_t *size) {
	if (strchr(name, '/') || name[0] == '.')
		return NULL;
	if (dir)
		return from_folder(dir, name, size);
	char *path = mem_printf("server/web/%s", name);
	const struct embed *e = embed_find(embed_server, path);
	mem_free(path);
	if (!e)
		return NULL;
	*size = e->size;
	return mem_copy(e->data, e->size);
}

static void put_safe(FILE *out, const char *text) {
	static const char *const safe[128] = {['&'] = "&amp;",
		['<'] = "&lt;",
		['>'] = "&gt;",
		['"'] = "&quot;",
		['\''] = "&#39;"};
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;
		if (c < sizeof safe / sizeof *safe && safe[c])
			fputs(safe[c], out);
		else
			fputc(c, out);
	}
}

char *pages_fill(const char *page, const char *(*value)(const char *name, void *arg), void *arg) {
	char *text = NULL, name[NAME_LENGTH];
	size_t size;
	FILE *out = mem_stream(&text, &size);
	for (const char *open; (open = strstr(page, "{{"));) {
		const char *close = strstr(open, "}}");
		if (!close || (size_t)(close - open) >= sizeof name)
			break;
		fwrite(page, 1, (size_t)(open - page), out);
		memcpy(name, open + 2, (size_t)(close - open - 2));
		name[close - open - 2] = '\0';
		put_safe(out, value(name, arg));
		page = close + 2;
	}
	fputs(page, out);
	mem_close(out, &text);
	return text;
}

char *pages_put(const char *page, const char *mark, const char *part) {
	const char *at = strstr(page, mark);
	if (!at)
		return mem_strdup(page);
	return mem_printf("%.*s%s%s", (int)(at - page), page, part, at + strlen(mark));
}

const char *pages_type(const char *name) {
	static const char *const types[][2] = {{".html", "text/html; charset=utf-8"},
		{".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
		{".svg", "image/svg+xml"}, {".json", "application/json"}};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
		if (!strcmp(dot, types[i][0]))
			return types[i][1];
	return NULL;
}
