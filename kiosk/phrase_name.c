/* Names, fees and time limits, where the words come from the office's data. */
#include "common/clock.h"
#include "common/text.h"
#include "kiosk/phrase.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* Whether the text goes on with a capital letter: a name, not "xã hội". */
static bool capital(const char *s) {
	uint32_t letter = text_next(&s);
	return utf8proc_tolower((utf8proc_int32_t)letter) != (utf8proc_int32_t)letter;
}

/* The place of the space before the unit's name ("phường Suối Hoa"), or NULL. */
static char *unit_place(char *name, const char *kinds) {
	char kind[32];
	int size;
	char *found = NULL;
	for (; sscanf(kinds, " %31[^|]%n", kind, &size) == 1; kinds += kinds[0] == '|') {
		char *at = strstr(name, kind);
		kinds += size;
		if (at && at > name && at[-1] == ' ' && at[strlen(kind)] == ' ' &&
			capital(at + strlen(kind) + 1) && (!found || at < found)) {
			found = at - 1;
		}
	}
	return found;
}

const char *phrase_office(
	char buf[static PHRASE_SIZE], enum lang lang, const struct office_view *office) {
	phrase_join(buf, words_name(lang, &office->name), NULL);
	char *place = unit_place(buf, words_get(lang, "kiosk.units"));
	if (place) {
		*place = '\n';
	}
	return buf;
}

const char *phrase_priority(char buf[static PHRASE_SIZE], enum lang lang,
	const struct office_view *office, const char *id) {
	buf[0] = '\0';
	for (int i = 0; i < office->priority_count; i++) {
		if (strcmp(office->priorities[i].id, id) == 0) {
			phrase_join(buf, words_name(lang, &office->priorities[i].name), NULL);
		}
	}
	return buf;
}

const char *phrase_head_start(
	char buf[static PHRASE_SIZE], enum lang lang, const struct ticket *ticket) {
	int64_t early_ms = ticket->issued_at_ms - ticket->queue_at_ms;
	char minutes[16], time[8];
	buf[0] = '\0';
	if (!ticket->queue_at_ms || early_ms == 0) {
		return buf;
	}
	if (early_ms < 0) {
		return words_fill(buf, PHRASE_SIZE, lang, "kiosk.head_start.at", "time",
			clock_hhmm(ticket->queue_at_ms, time), NULL);
	}
	snprintf(minutes, sizeof minutes, "%d", (int)((early_ms + 30000) / 60000));
	return words_fill(buf, PHRASE_SIZE, lang, "kiosk.head_start.before", "n", minutes, NULL);
}

void phrase_first_clause(char text[static PHRASE_SIZE]) {
	size_t n = strcspn(text, ";,(");
	while (n > 0 && text[n - 1] == ' ') {
		n--;
	}
	text[n] = '\0';
}

const char *phrase_bind(char buf[static PHRASE_SIZE], const char *text) {
	size_t used = 0;
	for (const char *s = text; *s; s++) {
		bool letter_begins = ((unsigned char)*s & 0xC0) != 0x80;
		if (letter_begins && used + 8 > PHRASE_SIZE) {
			break;
		}
		bool after_digit = s > text && s[-1] >= '0' && s[-1] <= '9';
		if (*s == ' ' && after_digit) {
			buf[used++] = '\xC2';
			buf[used++] = '\xA0';
		} else {
			buf[used++] = *s;
		}
	}
	buf[used] = '\0';
	return buf;
}

const char *phrase_fee(
	char buf[static PHRASE_SIZE], enum lang lang, const struct procedure_view *procedure) {
	const char *note = procedure_view_fee_note(procedure, lang);
	char amount[32], money[PHRASE_SIZE];
	if (procedure->fee_vnd < 0) {
		return phrase_bind(buf, note ? note : words_get(lang, "kiosk.ask"));
	}
	text_format_vnd(amount, sizeof amount, procedure->fee_vnd);
	const char *key = procedure->fee_vnd == 0 ? "kiosk.fee.free" : "kiosk.fee.amount";
	words_fill(money, sizeof money, lang, key, "amount", amount, NULL);
	bool told = note && (procedure->fee_vnd == 0 || strstr(note, amount));
	if (told || !note) {
		return phrase_bind(buf, told ? note : money);
	}
	char both[PHRASE_SIZE];
	return phrase_bind(buf, phrase_join(both, money, " (", note, ")", NULL));
}

const char *phrase_time_limit(
	char buf[static PHRASE_SIZE], enum lang lang, const struct procedure_view *procedure) {
	const char *text = procedure_view_time_limit(procedure, lang);
	return phrase_bind(buf, text ? text : words_get(lang, "kiosk.ask"));
}
