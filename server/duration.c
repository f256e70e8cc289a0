#include "server/duration.h"

#include <math.h>

double duration_shape(double sigma) {
	return 1.8138 / sigma; /* pi / sqrt(3): the logistic of variance sigma² */
}

double duration_multiple(double b, double u) {
	return pow(u / (1 - u), 1 / b);
}

double duration_left(double median_s, double b, double u, double elapsed_s) {
	double e = fmax(elapsed_s, 0);
	double survived = 1 / (1 + pow(e / median_s, b)); /* S */
	double above = survived * (1 - u);                /* 1 - u' */
	double q = median_s * pow((1 - above) / above, 1 / b);
	return fmax(q - e, 0);
}

double duration_deviate(double u) {
	return 0.5513 * log(u / (1 - u));
}
