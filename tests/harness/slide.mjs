// slide: small pictures, made here, and how a lead puts one on the boards.
import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { chunk } from "./slip.mjs";

// A PNG of one colour, [red, green, blue].
export function png(w, h, color) {
	const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
	head.writeUInt32BE(w, 0);
	head.writeUInt32BE(h, 4);
	const row = Buffer.alloc(1 + w * 3);
	for (let x = 0; x < w; x += 1) row.set(color, 1 + x * 3);
	const rows = Buffer.concat(Array.from({ length: h }, () => row));
	const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([mark, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

// The same picture with so many bytes more that nobody needs.
export function padded(picture, padding) {
	const end = picture.length - 12;
	return Buffer.concat([picture.subarray(0, end), chunk("tEXt", Buffer.alloc(padding)), picture.subarray(end)]);
}

export async function putSlide(lead, name, bytes) {
	const headers = { "Content-Type": "image/png", Cookie: lead.cookie, "X-CSRF-Token": lead.csrf };
	const answer = await fetch(`${lead.url}/api/v1/slides/${encodeURIComponent(name)}`, { method: "PUT", headers, body: bytes });
	assert.equal(answer.status, 200, await answer.text());
}
