// description: server/openapi.yaml, whose keys stand in blocks and whose values are JSON on one line.
import assert from "node:assert/strict";

const REFERENCE = "#/components/schemas/";

// [name, the lines below it] of each block of that indent.
function blocks(text, indent) {
	const starts = new RegExp(`^ {${indent}}(?=[^ #])`, "m");
	return text.split(starts).slice(1).map((part) => {
		const [head, ...lines] = part.split("\n");
		return [head.replace(/:.*$/, ""), lines.join("\n")];
	});
}

// The members of that indent that have a value.
function members(text, indent) {
	const lines = text.matchAll(new RegExp(`^ {${indent}}([^\\s:]+): (.+)$`, "gm"));
	return Object.fromEntries([...lines].map(([, key, value]) => [key.replaceAll('"', ""), JSON.parse(value)]));
}

export class Description {
	constructor(text) {
		const [, paths, components] = text.match(/^paths:\n(.*)^components:\n(.*)/ms);
		this.text = text;
		this.operations = blocks(paths, 2).flatMap(([path, below]) => blocks(below, 4)
			.map(([method, own]) => ({ path, method: method.toUpperCase(), ...members(own, 6), answers: members(own, 8) })));
		this.schemas = Object.fromEntries(blocks(components.match(/^ {2}schemas:\n(.*)/ms)[1], 4)
			.map(([name, own]) => [name, { ...members(own, 6), properties: members(own, 8) }]));
	}

	operation(method, path) {
		const found = this.operations.find((one) => one.method === method && one.path === path);
		assert.ok(found, `${method} ${path} is described`);
		return found;
	}

	// The schema of an answer's JSON; those that many operations share are errors.
	answer(method, path, status) {
		const answer = this.operation(method, path).answers[status];
		assert.ok(answer, `${method} ${path} may answer ${status}`);
		return answer.$ref ? { $ref: `${REFERENCE}Error` } : answer.content["application/json"].schema;
	}

	// Fails unless the value is what the schema says, and has no member more.
	holds(schema, value, where) {
		if (schema.anyOf) {
			if (value === null && schema.anyOf.some(({ type }) => type === "null")) return;
			const [fits] = schema.anyOf.filter((one) => one.$ref && this.fits(one, value));
			assert.ok(fits, `${where}: ${JSON.stringify(value)} is none of ${JSON.stringify(schema.anyOf)}`);
		} else if (schema.$ref) {
			this.holds(this.schemas[schema.$ref.slice(REFERENCE.length)], value, where);
		} else {
			this.holdsType(schema, value, where);
		}
	}

	fits(schema, value) {
		try {
			this.holds(schema, value, "");
			return true;
		} catch {
			return false;
		}
	}

	holdsType(schema, value, where) {
		const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
		const name = type === "number" && Number.isInteger(value) ? "integer" : type;
		assert.ok([schema.type].flat().includes(name), `${where}: ${name} in place of ${schema.type}`);
		if (schema.enum) assert.ok(schema.enum.includes(value), `${where}: ${value} is none of ${schema.enum}`);
		if (name === "array") value.forEach((item, i) => this.holds(schema.items, item, `${where}[${i}]`));
		if (name === "object") this.holdsObject(schema, value, where);
	}

	holdsObject({ required = [], properties = {}, "x-open": open = false }, value, where) {
		if (open) return;
		for (const key of required) assert.ok(key in value, `${where}.${key} is missing`);
		for (const [key, member] of Object.entries(value)) {
			assert.ok(key in properties, `${where}.${key} is not described`);
			this.holds(properties[key], member, `${where}.${key}`);
		}
	}
}
