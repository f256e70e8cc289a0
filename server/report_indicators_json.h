/*
 * report_indicators_json: the office's indicators with what a span's visits come to.
 *
 * Pure. Those whose rule holds on the span's last day. Of fewer than five nothing is told: null.
 */
#ifndef MOTCUA_REPORT_INDICATORS_JSON_H
#define MOTCUA_REPORT_INDICATORS_JSON_H

#include "server/setup.h"
#include "server/sum.h"

#include <jansson.h>

struct indicator_facts {
	struct sum *all;            /* its samples are sorted */
	int slips_due, slips_ready; /* 0: not known */
	int rated, satisfied;
};

/* A list of ReportIndicator, see openapi.yaml. */
json_t *report_indicators_json(const struct setup_indicator *indicators, int count, int last_day,
	const struct indicator_facts *facts);

#endif
