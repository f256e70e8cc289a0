#include "server/estimate.h"

#include <math.h>
#include <stdlib.h>

#include "common/mem.h"
#include "server/forecast.h"

static int by_length(const void *a, const void *b) {
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* The share of simulations that call between two times, seconds from now. */
static double share(const struct forecast *forecast, double from_s, double to_s) {
	int calls = 0;
	for (int r = 0; r < FORECAST_REPLICATES; r++)
		calls += forecast->wait_s[r] >= from_s && forecast->wait_s[r] <= to_s;
	return (double)calls / FORECAST_REPLICATES;
}

/* The window of one ticket from its simulated waits. A wait that does not end counts as the
 * horizon, so that a point in the far future stays a number; p_today tells. */
static struct estimate estimate_of(const struct forecast *forecast, const struct hall *hall) {
	const struct learn *learn = &hall->learn;
	bool pause = hall->break_from_s != HALL_NO_TIME;
	if (!forecast->reachable)
		return (struct estimate){.known = false};
	double w[FORECAST_REPLICATES];
	int today = 0;
	for (int r = 0; r < FORECAST_REPLICATES; r++) {
		today += isfinite(forecast->wait_s[r]) != 0;
		w[r] = fmin(forecast->wait_s[r], FORECAST_HORIZON_S);
	}
	qsort(w, FORECAST_REPLICATES, sizeof *w, by_length);
	double mid = (w[31] + w[32]) / 2;
	return (struct estimate){
		.known = true,
		.low_s = fmax(0, mid - (mid - w[3]) * learn->widen_low),
		.mid_s = mid,
		.high_s = fmin(mid + (w[57] - mid) * learn->widen_high, FORECAST_HORIZON_S),
		.p_today = (double)today / FORECAST_REPLICATES,
		.p_before =
			pause ? share(forecast, 0, (double)(hall->break_from_s - hall->now_s)) : 0,
		.p_after = pause ? share(forecast, (double)(hall->break_to_s - hall->now_s),
					   FORECAST_HORIZON_S)
				 : 0,
	};
}

void estimate_all(const struct hall *hall, const struct hall_ticket *probes, size_t probe_count,
	struct estimate *waiting, struct estimate *answers) {
	size_t total = hall->waiting_count + probe_count;
	struct forecast *forecasts = mem_alloc(total, sizeof *forecasts);
	struct forecast *asked = forecasts + hall->waiting_count;
	forecast_all(hall, probes, probe_count, forecasts, asked);
	for (size_t i = 0; i < hall->waiting_count; i++)
		waiting[i] = estimate_of(&forecasts[i], hall);
	for (size_t i = 0; i < probe_count; i++)
		answers[i] = estimate_of(&asked[i], hall);
	mem_free(forecasts);
}

static double step_min(double min) {
	if (min < 10)
		return 1;
	return min < 60 ? 5 : 10;
}

struct estimate_window estimate_window(double low_s, double high_s) {
	double low = fmax(low_s, 0) / 60, high = fmax(high_s, 0) / 60;
	int from = (int)(floor(low / step_min(low)) * step_min(low));
	int to = (int)(ceil(high / step_min(high)) * step_min(high));
	if (to < from + 1)
		to = from + 1;
	return (struct estimate_window){.from_s = from * 60, .to_s = to * 60};
}
