#include "server/prometheus.h"

#include <math.h>

void prometheus_family(FILE *out, const char *name, const char *type, const char *help) {
	fprintf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void print_value(FILE *out, double value) {
	if (isnan(value))
		fputs(" NaN\n", out);
	else if (isinf(value))
		fputs(value > 0 ? " +Inf\n" : " -Inf\n", out);
	else
		fprintf(out, " %.15g\n", value);
}

static void print_label(FILE *out, const struct prometheus_label *label) {
	fprintf(out, "%s=\"", label->name);
	for (const char *c = label->value; *c; c++) {
		if (*c == '\n')
			fputs("\\n", out);
		else if (*c == '"' || *c == '\\')
			fprintf(out, "\\%c", *c);
		else
			fputc(*c, out);
	}
	fputc('"', out);
}

void prometheus_sample(FILE *out, const char *name, const struct prometheus_label *labels,
	size_t count, double value) {
	fputs(name, out);
	for (size_t i = 0; i < count; i++) {
		fputc(i ? ',' : '{', out);
		print_label(out, &labels[i]);
	}
	if (count)
		fputc('}', out);
	print_value(out, value);
}

void prometheus_one(FILE *out, const char *name, const char *type, const char *help, double value) {
	prometheus_family(out, name, type, help);
	prometheus_sample(out, name, NULL, 0, value);
}

void prometheus_histogram(FILE *out, const char *name, const char *help, const double *bounds_s,
	const uint64_t *counts, size_t count, double sum_s) {
	uint64_t all = 0;
	prometheus_family(out, name, "histogram", help);
	for (size_t i = 0; i < count; i++) {
		all += counts[i];
		fprintf(out, "%s_bucket{le=\"%.15g\"} %llu\n", name, bounds_s[i],
			(unsigned long long)all);
	}
	all += counts[count];
	fprintf(out, "%s_bucket{le=\"+Inf\"} %llu\n", name, (unsigned long long)all);
	fprintf(out, "%s_sum %.15g\n%s_count %llu\n", name, sum_s, name, (unsigned long long)all);
}
