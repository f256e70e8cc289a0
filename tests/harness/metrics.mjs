// metrics: the text format 0.0.4 of Prometheus, read as strictly as it is described.
import assert from "node:assert/strict";

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;
const SUFFIXES = { histogram: ["_bucket", "_sum", "_count"] };

function labelsOf(text) {
	const labels = {};
	LABEL.lastIndex = 0;
	for (let at = 0; at < text.length; at = LABEL.lastIndex) {
		const found = LABEL.exec(text);
		assert.ok(found, `labels: ${text}`);
		assert.ok(!(found[1] in labels), `twice: ${found[1]} in ${text}`);
		labels[found[1]] = found[2].replaceAll(/\\(.)/g, (_, c) => (c === "n" ? "\n" : c));
	}
	return labels;
}

function numberOf(text) {
	if (text === "+Inf") return Infinity;
	if (text === "NaN") return NaN;
	assert.match(text, /^-?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i, `value: ${text}`);
	return Number(text);
}

// Of a histogram: the buckets only grow, the last is all.
function holdsHistogram({ name, samples }) {
	const of = (suffix) => samples.filter((one) => one.name === name + suffix);
	const buckets = of("_bucket");
	const bounds = buckets.map(({ labels }) => numberOf(labels.le));
	for (let i = 1; i < buckets.length; i++) {
		assert.ok(bounds[i] > bounds[i - 1], `${name}: le`);
		assert.ok(buckets[i].value >= buckets[i - 1].value, `${name}: buckets`);
	}
	assert.equal(bounds.at(-1), Infinity, name);
	assert.equal(of("_count")[0].value, buckets.at(-1).value, name);
	assert.equal(of("_sum").length, 1, name);
}

export class Metrics {
	constructor(text) {
		assert.ok(text.endsWith("\n"), "the last line ends");
		this.families = new Map();
		for (const line of text.slice(0, -1).split("\n")) this.read(line);
		for (const family of this.families.values()) this.holds(family);
	}

	read(line) {
		const head = line.match(/^# (HELP|TYPE) (\S+) (.+)$/);
		if (head) return this.begin(...head.slice(1));
		const [, name, labels, value] = line.match(SAMPLE) ?? assert.fail(`no sample: ${line}`);
		const family = this.now;
		const names = (SUFFIXES[family?.type] ?? [""]).map((suffix) => family.name + suffix);
		assert.ok(names.includes(name), `${name} stands with its family`);
		const sample = { name, labels: labelsOf(labels ?? ""), value: numberOf(value) };
		const id = JSON.stringify([name, Object.entries(sample.labels).sort()]);
		assert.ok(!family.ids.has(id), `twice: ${line}`);
		family.ids.add(id);
		family.samples.push(sample);
	}

	begin(what, name, rest) {
		assert.match(name, NAME);
		if (what === "HELP") {
			assert.ok(!this.families.has(name), `${name} has one place`);
			this.now = { name, help: rest, samples: [], ids: new Set() };
			this.families.set(name, this.now);
			return;
		}
		assert.equal(this.now?.name, name, "TYPE follows HELP");
		assert.ok(!this.now.type && this.now.samples.length === 0, name);
		assert.ok(["gauge", "counter", "histogram"].includes(rest), `${name}: ${rest}`);
		this.now.type = rest;
	}

	holds(family) {
		const { name, type, help } = family;
		assert.ok(type && help, name);
		assert.equal(name.endsWith("_total"), type === "counter", `${name} is a ${type}`);
		assert.match(name, /^(motcua|process)_/);
		if (type === "histogram") holdsHistogram(family);
	}

	// The value of a sample; undefined: there is none.
	value(name, labels = {}) {
		const family = this.families.get(name) ?? this.families.get(name.replace(/_(sum|count)$/, ""));
		const fits = (one) => one.name === name && Object.entries(labels).every(([key, is]) => one.labels[key] === is);
		return family?.samples.find(fits)?.value;
	}

	static async of(url) {
		const answer = await fetch(`${url}/metrics`);
		assert.equal(answer.status, 200);
		assert.equal(answer.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
		return new Metrics(await answer.text());
	}
}
