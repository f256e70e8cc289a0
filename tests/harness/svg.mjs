// svg: a QR code's picture back to its modules.
import assert from "node:assert/strict";

// The rows of the modules, each of booleans, true = dark; fails on a picture that is drawn otherwise.
export function modules(text) {
	const [, size, path] = /viewBox="0 0 (\d+) \1".* d="([^"]*)"\/><\/svg>\n$/.exec(text);
	const rows = Array.from({ length: Number(size) }, () => Array(Number(size)).fill(false));
	const rest = path.replaceAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g, (_, x, y, length) => {
		rows[y].fill(true, Number(x), Number(x) + Number(length));
		return "";
	});
	assert.equal(rest, "");
	return rows;
}

// As rows of packed bits, 1 = black, with so many dots a module.
export function picture(rows, dots) {
	const width = Math.ceil((rows.length * dots) / 8) * 8;
	const packed = rows.map((row) => {
		const bytes = Buffer.alloc(width / 8);
		row.forEach((dark, x) => {
			for (let i = x * dots; dark && i < (x + 1) * dots; i++) bytes[i >> 3] |= 0x80 >> (i & 7);
		});
		return bytes;
	});
	const all = packed.flatMap((bytes) => Array(dots).fill(bytes));
	return { width, height: all.length, rows: all };
}
