// picture: a PNG's pixels, to look for a colour in it.
import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";

const SIGNATURE = "89504e470d0a1a0a";
const CHANNELS = { 2: 3, 6: 4 };

function chunks(bytes) {
	const list = [];
	for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
		list.push([bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at))]);
	return list;
}

function paeth(a, b, c) {
	const [da, db, dc] = [b - c, a - c, a + b - 2 * c].map(Math.abs);
	return da <= db && da <= dc ? a : db <= dc ? b : c;
}

// One row without its filter; above: the row before it
function unfilter(kind, row, above, size) {
	const out = Buffer.alloc(row.length);
	for (let i = 0; i < row.length; i++) {
		const [left, up, corner] = [i < size ? 0 : out[i - size], above[i], i < size ? 0 : above[i - size]];
		const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind];
		out[i] = row[i] + guess;
	}
	return out;
}

// { width, height, has(color) } of eight bits a channel, not interlaced
export function readPicture(bytes) {
	assert.equal(bytes.toString("hex", 0, 8), SIGNATURE, "it is a PNG");
	const list = chunks(bytes);
	const [, head] = list[0];
	const [width, height, size] = [head.readUInt32BE(0), head.readUInt32BE(4), CHANNELS[head[9]]];
	const raw = inflateSync(Buffer.concat(list.filter(([name]) => name === "IDAT").map(([, data]) => data)));
	const colors = new Set();
	let above = Buffer.alloc(width * size);
	for (let y = 0; y < height; y++) {
		const at = y * (width * size + 1);
		above = unfilter(raw[at], raw.subarray(at + 1, at + 1 + width * size), above, size);
		for (let x = 0; x < width; x++) colors.add(above.readUIntBE(x * size, 3));
	}
	return { width, height, has: (color) => colors.has(color) };
}
