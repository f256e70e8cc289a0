/*
 * pages: which files are given out, and that what is filled into a page stays text.
 *
 * links: server/pages.c common/embed.c common/mem.c embed_server
 */
#include "common/mem.h"
#include "server/pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *value(const char *name, void *arg) {
	if (!strcmp(name, "text"))
		return arg;
	if (!strcmp(name, "empty"))
		return "";
	return name;
}

static void assert_filled(const char *page, const char *text, const char *expected) {
	char *got = pages_fill(page, value, (void *)text);
	assert_string_equal(got, expected);
	mem_free(got);
}

static void filled(void **state) {
	(void)state;
	assert_filled("", "x", "");
	assert_filled("<p>nothing</p>", "x", "<p>nothing</p>");
	assert_filled("<p>{{text}}</p>", "Mời ông, bà", "<p>Mời ông, bà</p>");
	assert_filled("{{text}}{{empty}}{{text}}", "1", "11");
	assert_filled("a{{web.title}}b", "x", "aweb.titleb");
	assert_filled("{{}}|{{ text }}", "x", "| text ");
}

static void stays_text(void **state) {
	(void)state;
	assert_filled("<i title=\"{{text}}\">{{text}}</i>", "<b a='1'>&\"",
		"<i title=\"&lt;b a=&#39;1&#39;&gt;&amp;&quot;\">&lt;b "
		"a=&#39;1&#39;&gt;&amp;&quot;</i>");
	assert_filled("{{text}}", "&amp;", "&amp;amp;");
	assert_filled("{{text}}", "</script><script>", "&lt;/script&gt;&lt;script&gt;");
	/* What is filled in is not filled again. */
	assert_filled("{{text}}", "{{empty}}", "{{empty}}");
	/* The page itself is as it was written. */
	assert_filled("<b>&amp;'\"</b>{{empty}}", "x", "<b>&amp;'\"</b>");
	assert_filled("{{text}}", "Đ\x7f\x01 \xf0\x9f\x99\x82", "Đ\x7f\x01 \xf0\x9f\x99\x82");
}

static void braces_that_are_none(void **state) {
	(void)state;
	assert_filled("{text}", "x", "{text}");
	assert_filled("{{text", "x", "{{text");
	assert_filled("a }} b", "x", "a }} b");
	assert_filled("{{text}} {{text", "x", "x {{text");
	assert_filled("{{"
		      "0123456789012345678901234567890123456789012345678901234567890123456789"
		      "}}",
		"x", "{{0123456789012345678901234567890123456789012345678901234567890123456789}}");
}

static void of_the_program(void **state) {
	(void)state;
	size_t size = 0;
	char *page = pages_read(NULL, "phone.html", &size);
	assert_non_null(page);
	assert_int_equal(size, strlen(page));
	assert_non_null(strstr(page, "{{number}}"));
	mem_free(page);
	assert_null(pages_read(NULL, "missing.html", &size));
	assert_null(pages_read(NULL, "", &size));
	assert_null(pages_read(NULL, "../main.c", &size));
	assert_null(pages_read(NULL, "../schema/001.sql", &size));
}

static void of_a_folder(void **state) {
	(void)state;
	size_t size = 0, own = 0;
	char *page = pages_read("server/web", "phone.html", &size);
	char *same = pages_read(NULL, "phone.html", &own);
	assert_non_null(page);
	assert_int_equal(size, own);
	assert_memory_equal(page, same, size);
	mem_free(page);
	mem_free(same);
	assert_null(pages_read("server/web", "missing.html", &size));
	assert_null(pages_read("server/web", "../main.c", &size));
	assert_null(pages_read("server/web", "..", &size));
	assert_null(pages_read("server", "web/phone.html", &size));
	assert_null(pages_read("no/such/folder", "phone.html", &size));
}

static void types(void **state) {
	(void)state;
	assert_string_equal(pages_type("phone.html"), "text/html; charset=utf-8");
	assert_string_equal(pages_type("base.css"), "text/css; charset=utf-8");
	assert_string_equal(pages_type("a.b.js"), "text/javascript; charset=utf-8");
	assert_string_equal(pages_type("door.svg"), "image/svg+xml");
	assert_string_equal(pages_type("vi.json"), "application/json");
	assert_null(pages_type("main.c"));
	assert_null(pages_type("html"));
	assert_null(pages_type(""));
	assert_null(pages_type("page.html~"));
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filled),
		cmocka_unit_test(stays_text),
		cmocka_unit_test(braces_that_are_none),
		cmocka_unit_test(of_the_program),
		cmocka_unit_test(of_a_folder),
		cmocka_unit_test(types),
	};
	return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
