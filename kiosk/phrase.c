#include "kiosk/phrase.h"

#include "common/clock.h"
#include "common/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *phrase_join(char buf[static PHRASE_SIZE], ...) {
	va_list texts;
	const char *text;
	char joined[PHRASE_SIZE] = "";
	size_t used = 0;
	va_start(texts, buf);
	while ((text = va_arg(texts, const char *)) && used + 1 < sizeof joined) {
		text_copy(joined + used, sizeof joined - used, text);
		used += strlen(joined + used);
	}
	va_end(texts);
	memcpy(buf, joined, used + 1);
	return buf;
}

static const char *counted(char *buf, enum lang lang, const char *key, int count) {
	char digits[16];
	snprintf(digits, sizeof digits, "%d", count);
	return words_fill(buf, PHRASE_SIZE, lang, key, "n", digits, NULL);
}

const char *phrase_waiting(char buf[static PHRASE_SIZE], enum lang lang, int count) {
	return counted(buf, lang, count > 0 ? "kiosk.waiting.some" : "kiosk.waiting.none", count);
}

const char *phrase_people(char buf[static PHRASE_SIZE], enum lang lang, int count) {
	bool one = count == 1;
	return counted(buf, lang, one ? "kiosk.people.one" : "kiosk.people.many", count);
}

const char *phrase_guide(char buf[static PHRASE_SIZE], enum lang lang, int counter) {
	return counted(
		buf, lang, counter > 0 ? "kiosk.help.counter" : "kiosk.help.person", counter);
}

static int serving_counters(
	const struct office_view *office, const char *service, int ids[static COUNTERS_MAX]) {
	int count = 0;
	for (int i = 0; i < office->counter_count; i++) {
		if (office_counter_serves(&office->counters[i], service)) {
			ids[count++] = office->counters[i].id;
		}
	}
	return count;
}

const char *phrase_counters(char buf[static PHRASE_SIZE], enum lang lang,
	const struct office_view *office, const char *service) {
	int ids[COUNTERS_MAX];
	int count = serving_counters(office, service, ids);
	size_t used = 0;
	buf[0] = '\0';
	for (int i = 0; i < count && used < PHRASE_SIZE - 32; i++) {
		const char *between = i == 0 ? "" : ", ";
		if (i > 0 && i == count - 1) {
			between = words_get(lang, "kiosk.or");
		}
		used += (size_t)snprintf(buf + used, PHRASE_SIZE - used, "%s%d", between, ids[i]);
	}
	return buf;
}

const char *phrase_date(char buf[static PHRASE_SIZE], enum lang lang, int64_t at_ms, bool brief) {
	struct tm t = clock_local(at_ms);
	char key[16];
	snprintf(key, sizeof key, "weekday.%d", t.tm_wday);
	int used = snprintf(
		buf, PHRASE_SIZE, "%s, %02d/%02d", words_get(lang, key), t.tm_mday, t.tm_mon + 1);
	if (!brief) {
		snprintf(buf + used, PHRASE_SIZE - (size_t)used, "/%d", t.tm_year + 1900);
	}
	return buf;
}

const char *phrase_moment(
	char buf[static PHRASE_SIZE], enum lang lang, int64_t at_ms, int64_t now_ms) {
	char time[8], date[PHRASE_SIZE];
	clock_hhmm(at_ms, time);
	if (clock_day(at_ms) == clock_day(now_ms)) {
		return phrase_join(buf, time, NULL);
	}
	phrase_date(date, lang, at_ms, true);
	return words_fill(buf, PHRASE_SIZE, lang, "kiosk.moment", "time", time, "date", date, NULL);
}
