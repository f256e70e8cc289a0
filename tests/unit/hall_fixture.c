#include "tests/unit/hall_fixture.h"

#include "common/mem.h"

struct hall_fixture *hall_fixture_new(size_t service_count) {
	struct hall_fixture *fixture = mem_alloc(1, sizeof *fixture);
	fixture->hall = (struct hall){
		.now_s = 28800,
		.first_issue_s = HALL_NO_TIME,
		.grace_s = 900,
		.services = fixture->services,
		.service_count = service_count,
		.counters = fixture->counters,
		.waiting = fixture->waiting,
		.recent = fixture->recent,
		.booked = fixture->booked,
	};
	learn_init(&fixture->hall.learn);
	for (size_t s = 0; s < service_count; s++)
		fixture->services[s].mean_s = 600;
	return fixture;
}

void hall_fixture_free(struct hall_fixture *fixture) {
	mem_free(fixture);
}

struct hall_counter *hall_fixture_counter(struct hall_fixture *fixture, size_t first, size_t last) {
	size_t c = fixture->hall.counter_count++;
	for (size_t s = first; s <= last; s++)
		fixture->serves[c][s - first].service = s;
	fixture->counters[c] = (struct hall_counter){
		.state = HALL_IDLE,
		.away_since_s = HALL_NO_TIME,
		.back_s = HALL_NO_TIME,
		.serves = fixture->serves[c],
		.serves_count = last - first + 1,
	};
	return &fixture->counters[c];
}

struct hall_counter *hall_fixture_busy(struct hall_fixture *fixture, int64_t elapsed_s) {
	struct hall_counter *counter = hall_fixture_counter(fixture, 0, 0);
	counter->state = HALL_BUSY;
	counter->busy_seq = 9000 + (uint32_t)fixture->hall.counter_count;
	counter->busy_since_s = fixture->hall.now_s - elapsed_s;
	learn_call(&fixture->hall.learn);
	return counter;
}

void hall_fixture_ticket(struct hall_fixture *fixture, size_t service, int64_t key_s) {
	size_t i = fixture->hall.waiting_count++;
	fixture->waiting[i] = (struct hall_ticket){(uint32_t)i + 1, service, key_s};
}

void hall_fixture_people(struct hall_fixture *fixture, int count) {
	for (int i = 1; i <= count; i++)
		hall_fixture_ticket(fixture, 0, fixture->hall.now_s - count + i);
}

struct estimate hall_fixture_last(struct hall_fixture *fixture) {
	estimate_all(&fixture->hall, NULL, 0, fixture->estimates, NULL);
	return fixture->estimates[fixture->hall.waiting_count - 1];
}

double hall_fixture_last_mean(struct hall_fixture *fixture) {
	forecast_all(&fixture->hall, NULL, 0, fixture->forecasts, NULL);
	const struct forecast *last = &fixture->forecasts[fixture->hall.waiting_count - 1];
	double sum = 0;
	for (int r = 0; r < FORECAST_REPLICATES; r++)
		sum += last->wait_s[r];
	return sum / FORECAST_REPLICATES;
}
