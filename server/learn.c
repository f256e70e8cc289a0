#include "server/learn.h"

#include <math.h>
#include <stdbool.h>

/* A service counts as if it had already had so many visits with its configured mean. */
static const double prior_visits = 6;
static const double prior_mean_s = 600;
static const double mean_to_median = 0.245; /* sigma²/2 at sigma = 0.7 */
static const double shortest_s = 15;
static const double clip = 1.5;
static const double service_memory = 300;

static const double prior_spread_n = 20;
static const double prior_variance = 0.49;
static const double least_sigma = 0.3;
static const double spread_memory = 2000;

static const double pace_half_life_s = 2700;
static const double prior_pace_v = 20;

static double mu0(double mean_s) {
	double mean = mean_s > 0 ? fmax(mean_s, shortest_s) : prior_mean_s;
	return log(mean) - mean_to_median;
}

static double fade(const struct learn *learn, int64_t now_s) {
	double dt = now_s > learn->pace_at_s ? (double)(now_s - learn->pace_at_s) : 0;
	return exp2(-dt / pace_half_life_s);
}

static void learn_pace_of(struct learn *learn, double r, int64_t now_s) {
	double d = fade(learn, now_s);
	learn->pace_g = learn->pace_g * d + r;
	learn->pace_v = learn->pace_v * d + 1;
	if (now_s > learn->pace_at_s)
		learn->pace_at_s = now_s;
}

static void learn_spread_of(struct learn *learn, double r) {
	learn->spread_ss += r * r;
	learn->spread_n += 1;
	if (learn->spread_n > spread_memory) {
		learn->spread_ss /= 2;
		learn->spread_n /= 2;
	}
}

void learn_init(struct learn *learn) {
	*learn = (struct learn){.widen_low = 1, .widen_high = 1};
}

void learn_new_day(struct learn *learn) {
	learn->pace_g = 0;
	learn->pace_v = 0;
	learn->pace_at_s = 0;
}

void learn_finish(struct learn *learn, struct learn_service *service, double mean_s,
	double duration_s, int64_t now_s) {
	double mu = learn_mu(service, mean_s);
	double x = log(fmax(duration_s, shortest_s));
	double r = fmin(fmax(x - mu, -clip), clip);
	service->sum += mu + r;
	service->n += 1;
	if (service->n > service_memory) {
		service->sum /= 2;
		service->n /= 2;
	}
	learn_spread_of(learn, r);
	learn_pace_of(learn, r, now_s);
}

void learn_call(struct learn *learn) {
	learn->calls += 1;
}

void learn_absent(struct learn *learn, double lost_s) {
	learn->misses += 1;
	learn->absent_s += fmax(lost_s, 0);
}

/* One step towards `target` misses among all windows. */
static void calibrate(double *widen, bool missed, double target, double most) {
	*widen *= exp(0.005 * ((missed ? 1 : 0) - target));
	*widen = fmin(fmax(*widen, 0.6), most);
}

void learn_window(struct learn *learn, double wait_s, double mid_s, double from_s, double to_s) {
	if (mid_s <= 120)
		return;
	calibrate(&learn->widen_high, wait_s > to_s, 0.10, 3);
	calibrate(&learn->widen_low, wait_s < from_s, 0.05, 2);
}

double learn_mu(const struct learn_service *service, double mean_s) {
	return (prior_visits * mu0(mean_s) + service->sum) / (prior_visits + service->n);
}

double learn_sigma(const struct learn *learn) {
	double variance = (prior_spread_n * prior_variance + learn->spread_ss) /
			  (prior_spread_n + learn->spread_n);
	return fmax(least_sigma, sqrt(variance));
}

double learn_pace(const struct learn *learn, int64_t now_s) {
	double d = fade(learn, now_s);
	return learn->pace_g * d / (learn->pace_v * d + prior_pace_v);
}

double learn_doubt(const struct learn *learn) {
	return hypot(0.35 / sqrt(1 + learn->spread_n / 30), 0.08);
}

double learn_no_show(const struct learn *learn) {
	return (1 + learn->misses) / (30 + learn->calls);
}

double learn_absence(const struct learn *learn) {
	return (600 + learn->absent_s) / (10 + learn->misses);
}
