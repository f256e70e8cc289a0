#include "tests/screens/fixture.h"

#include "common/board.h"
#include "common/clock.h"

#include <stdio.h>
#include <string.h>

enum { MINUTE_MS = 60000, SECONDS_A_MINUTE = 60 };

static void set_name(struct name *name, const char *vi) {
	snprintf(name->vi, sizeof name->vi, "%s", vi);
}

static void set_notice(struct snapshot *hall, const char *vi) {
	hall->notice_count = 1;
	snprintf(hall->notices[0].vi, NOTICE_SIZE, "%s", vi);
}

static void set_waiting(struct snapshot_service *s, int waiting) {
	s->waiting = waiting;
	s->wait = (struct wait){.known = true,
		.low_s = waiting * 3 * SECONDS_A_MINUTE,
		.high_s = (waiting * 7 + 4) * SECONDS_A_MINUTE};
}

static void add_service(
	struct fixture *f, const char *prefix, const char *id, const char *name, int waiting) {
	struct office_service *o = &f->office.services[f->office.service_count++];
	struct snapshot_service *s = &f->hall.services[f->hall.service_count++];
	snprintf(o->prefix, sizeof o->prefix, "%s", prefix);
	snprintf(o->id, sizeof o->id, "%s", id);
	snprintf(s->id, sizeof s->id, "%s", id);
	set_name(&o->name, name);
	s->open = true;
	s->reach = REACH_LIKELY;
	set_waiting(s, waiting);
}

static void add_counter(struct fixture *f, const char *name, const char *service) {
	struct office_counter *o = &f->office.counters[f->office.counter_count++];
	struct snapshot_counter *s = &f->hall.counters[f->hall.counter_count++];
	o->id = s->id = f->hall.counter_count;
	set_name(&o->name, name);
	snprintf(o->services[o->service_count++], ID_SIZE, "%s", service);
	s->state = COUNTER_OPEN;
}

static void begin(struct fixture *f, const char *name) {
	clock_use_zone("Asia/Ho_Chi_Minh");
	*f = (struct fixture){0};
	set_name(&f->office.name, name);
	f->hall.now_ms = clock_at(20261123, 10 * 60 + 12);
	f->hall.day = 20261123;
	f->hall.open = true;
	f->view = (struct view){.hall = &f->hall,
		.office = &f->office,
		.announce = &f->announce,
		.now_ms = f->hall.now_ms};
}

void fixture_change(struct fixture *f, struct change c) {
	c.seq = f->hall.seq + 1;
	c.at_ms = f->view.now_ms;
	board_apply(&f->hall, &c);
	announce_change(&f->announce, &f->hall, &c, f->view.now_ms);
}

void fixture_call(struct fixture *f, const char *number, const char *service, int counter,
	enum call_reason reason) {
	struct change c = {.kind = CHANGE_CALLED,
		.counter = counter,
		.state = TICKET_CALLED,
		.reason = reason};
	snprintf(c.number, sizeof c.number, "%s", number);
	snprintf(c.service, sizeof c.service, "%s", service);
	fixture_change(f, c);
}

void fixture_transferred(struct fixture *f) {
	struct change c = {.kind = CHANGE_CALLED,
		.number = "D004",
		.service = "dat-dai",
		.counter = 4,
		.state = TICKET_CALLED,
		.reason = REASON_TRANSFERRED,
		.from_counter = 2};
	f->view.now_ms += ANNOUNCE_KEEP_MS;
	fixture_change(f, c);
}

static void reason_of(int counter, enum call_reason *reason, int *from_counter) {
	*reason = (enum call_reason)(1 + (counter - 1) % REASON_OVERDUE);
	*from_counter = counter + 1;
}

void fixture_reasons(struct fixture *f, int counters) {
	for (int i = f->hall.counter_count; i < counters; i++) {
		f->hall.counters[i] = f->hall.counters[i - 6];
		f->hall.counters[i].id = f->office.counters[i].id = i + 1;
		snprintf(f->hall.counters[i].number, NUMBER_SIZE, "M%03d", i * 37);
		f->hall.counter_count++;
	}
	f->hall.counter_count = counters;
	for (int i = 0; i < counters; i++) {
		struct snapshot_counter *c = &f->hall.counters[i];
		reason_of(c->id, &c->reason, &c->from_counter);
	}
	for (int i = 0; i < f->hall.recent_count; i++) {
		struct snapshot_call *call = &f->hall.recent[i];
		reason_of(call->counter, &call->reason, &call->from_counter);
	}
	struct snapshot_call *shown = &f->announce.shown;
	reason_of(shown->counter, &shown->reason, &shown->from_counter);
}

void fixture_late(struct fixture *f) {
	for (int i = 0; i < f->hall.service_count; i++) {
		struct snapshot_service *s = &f->hall.services[i];
		set_waiting(s, i < 3 ? s->waiting : 0);
		s->open = i < 3;
	}
	f->hall.services[1].pause =
		(struct span){clock_at(f->hall.day, 690), clock_at(f->hall.day, 810)};
	f->hall.services[2].reach = REACH_UNLIKELY;
}

/* Calls one after another, the last of them just now. */
struct earlier {
	const char *number, *service;
	int counter;
	enum call_reason reason;
};

static void call_all(struct fixture *f, const struct earlier *calls, int count) {
	int64_t now_ms = f->view.now_ms;
	for (int i = 0; i < count; i++) {
		f->view.now_ms = now_ms - (count - 1 - i) * 2 * MINUTE_MS;
		fixture_call(
			f, calls[i].number, calls[i].service, calls[i].counter, calls[i].reason);
	}
}

static void ward_office(struct fixture *f) {
	begin(f, "Bộ phận Tiếp nhận và Trả kết quả phường Suối Hoa");
	add_service(f, "A", "chung-thuc", "Chứng thực", 6);
	add_service(f, "B", "ho-tich", "Hộ tịch, nuôi con nuôi", 4);
	add_service(f, "C", "cu-tru", "Cư trú, căn cước, định danh", 3);
	add_service(f, "D", "dat-dai", "Đất đai, tài nguyên, môi trường", 4);
	add_service(f, "E", "xay-dung", "Xây dựng, nhà ở, hạ tầng, giao thông", 0);
	add_service(f, "G", "kinh-doanh", "Hộ kinh doanh, công thương, tài chính", 1);
	add_service(f, "H", "bao-tro", "Người có công, bảo trợ xã hội, giảm nghèo", 2);
	add_service(f, "L", "van-hoa", "Văn hóa, giáo dục, y tế, nội vụ, tôn giáo", 0);
	add_service(f, "K", "tra-ket-qua", "Trả kết quả, thu phí, lệ phí", 1);
	add_counter(f, "Quầy 1 – Hướng dẫn, trả kết quả, thu phí", "chung-thuc");
	add_counter(f, "Quầy 2 – Tư pháp: Chứng thực", "chung-thuc");
	add_counter(f, "Quầy 3 – Tư pháp: Hộ tịch, Chứng thực", "chung-thuc");
	add_counter(f, "Quầy 4 – Kinh tế, Đất đai, Xây dựng", "dat-dai");
	add_counter(f, "Quầy 5 – Văn hóa, Xã hội", "van-hoa");
	add_counter(f, "Quầy 6 – Công an phường: Cư trú, Căn cước", "cu-tru");
	f->hall.counters[1].clerk = (struct clerk){"Nguyễn Văn An", "công chức tư pháp – hộ tịch"};
}

void fixture_ward(struct fixture *f) {
	static const struct earlier calls[] = {
		{"D003", "dat-dai", 4, REASON_IN_TURN},
		{"K004", "tra-ket-qua", 1, REASON_IN_TURN},
		{"C005", "cu-tru", 6, REASON_IN_TURN},
		{"A012", "chung-thuc", 2, REASON_IN_TURN},
		{"B007", "ho-tich", 3, REASON_PRIORITY},
	};
	ward_office(f);
	f->hall.counters[4].state = COUNTER_PAUSED;
	f->hall.counters[4].back_at_ms = f->hall.now_ms + 18 * MINUTE_MS;
	call_all(f, calls, sizeof calls / sizeof *calls);
	f->hall.absent_count = 2;
	strcpy(f->hall.absent[0], "A005");
	strcpy(f->hall.absent[1], "D002");
	set_notice(&f->hall, "Buổi sáng ngừng cấp số lúc 11:15, buổi chiều cấp số từ 13:15.");
}

void fixture_empty(struct fixture *f) {
	ward_office(f);
	for (int i = 0; i < f->hall.service_count; i++) {
		set_waiting(&f->hall.services[i], 0);
	}
	f->hall.counters[0].state = COUNTER_CLOSED;
}

void fixture_province(struct fixture *f) {
	static const char *const numbers[] = {"N2-007", "T1-012", "C1-018", "C2-005", "G1-009",
		"M2-004", "M3-006", "Đ3-011", "X1-014", "X3-022", "V1-003", "K1-002", "E1-010",
		"Y1-008", "Y3-013", "B1-004", "S1-002", "A2-037", "A3-029", "H1-019", "U1-025",
		"L1-006", "R2-004", "Q1-033", "R1-026", "A1-044", "Đ1-031"};
	static const int counters[] = {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 18, 19,
		21, 22, 23, 24, 25, 27, 28, 26, 20, 9};
	struct earlier calls[sizeof counters / sizeof *counters];
	begin(f, "Trung tâm Phục vụ hành chính công tỉnh Bắc Ninh");
	add_service(f, "Đ1", "dat-dai-1", "Đất đai 1", 12);
	for (int i = 0; i < 49; i++) {
		char prefix[8], id[16], name[32];
		snprintf(prefix, sizeof prefix, "%c%d", "ABCEGHKLMNQRSTUVXY"[i / 3], i % 3 + 1);
		snprintf(id, sizeof id, "linh-vuc-%d", i + 1);
		snprintf(name, sizeof name, "Lĩnh vực %d", i + 1);
		add_service(f, prefix, id, name, i % 5 < 2 ? i % 13 + 1 : 0);
	}
	for (int i = 1; i <= 28; i++) {
		char name[64];
		snprintf(name, sizeof name, "Quầy %d – Sở Tư pháp", i);
		add_counter(f, name, "dat-dai-1");
	}
	f->hall.counters[16].state = COUNTER_PAUSED;
	f->view.place.list_m = 3;
	int count = sizeof counters / sizeof *counters;
	for (int i = 0; i < count; i++) {
		calls[i] = (struct earlier){numbers[i], "dat-dai-1", counters[i], REASON_IN_TURN};
	}
	call_all(f, calls, count);
	f->hall.absent_count = 2;
	strcpy(f->hall.absent[0], "A1-041");
	strcpy(f->hall.absent[1], "N1-003");
	set_notice(&f->hall, "Khu A, B: tầng 1 · Khu C: tầng 2");
}

void fixture_lose(struct fixture *f) {
	f->view.lost = true;
	f->view.silent_since_ms = f->view.now_ms;
	f->view.now_ms += MINUTE_MS;
}

const char *fixture_text(const struct scene *scene, const char *id) {
	const struct scene_item *item = scene_find(scene, id);
	return item ? item->text : "";
}

bool fixture_says(const struct scene *scene, const char *text) {
	for (size_t i = 0; i < scene->count; i++)
		if (scene->item[i]->kind == SCENE_TEXT && strcmp(scene->item[i]->text, text) == 0)
			return true;
	return false;
}
