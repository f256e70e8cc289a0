#include "server/stay.h"

#include <math.h>
#include <string.h>

#include "common/mem.h"
#include "server/duration.h"

static const double pace_half_life_s = 2700;

void stays_init(struct stays *stays, const struct hall *hall) {
	const struct learn *learn = &hall->learn;
	*stays = (struct stays){
		.median_s = mem_alloc(hall->service_count, sizeof *stays->median_s),
		.b = duration_shape(learn_sigma(learn)),
		.pace = learn_pace(learn, hall->now_s),
		.no_show = learn_no_show(learn),
		.absence_s = learn_absence(learn),
	};
	for (size_t s = 0; s < hall->service_count; s++) {
		const struct hall_service *service = &hall->services[s];
		stays->median_s[s] = exp(learn_mu(&service->learned, service->mean_s));
	}
	uint64_t order = strata_order(0, STRATA_SHARED);
	double doubt = learn_doubt(learn);
	for (unsigned i = 0; i < STRATA; i++) {
		stays->multiple[i] = duration_multiple(stays->b, strata_middle(i));
		double z = duration_deviate(strata_middle(strata_at(order, i)));
		stays->shared[i] = exp(doubt * z);
	}
}

void stays_clear(struct stays *stays) {
	mem_free(stays->median_s);
	memset(stays, 0, sizeof *stays);
}

double stay_called(const struct stays *stays, size_t service, uint64_t duration_order,
	uint64_t absence_order, double f, unsigned replicate) {
	double u2 = strata_middle(strata_at(absence_order, replicate));
	if (u2 < stays->no_show)
		return stays->absence_s;
	double q = stays->median_s[service] * stays->multiple[strata_at(duration_order, replicate)];
	double pace = exp(stays->pace * exp2(-f / pace_half_life_s));
	return q * pace * stays->shared[replicate];
}

double stay_left(const struct stays *stays, const struct hall_counter *counter, int64_t now_s,
	unsigned replicate) {
	uint64_t order = strata_order(counter->busy_seq, STRATA_DURATION);
	double u = strata_middle(strata_at(order, replicate));
	double median = stays->median_s[counter->busy_service] * exp(stays->pace);
	double elapsed = (double)(now_s - counter->busy_since_s);
	return duration_left(median, stays->b, u, elapsed) * stays->shared[replicate];
}
