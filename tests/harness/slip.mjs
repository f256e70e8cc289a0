// slip: a printer's bytes back to the picture they print (ESC/POS raster, GS v 0).
import { deflateSync } from "node:zlib";

const GS = 0x1d;

// { width, height, rows }: rows of packed bits, 1 = black; fails on a band that is cut short.
export function decode(bytes) {
	const rows = [];
	let width = 0;
	for (let i = 0; i + 8 <= bytes.length; ) {
		if (bytes[i] !== GS || bytes[i + 1] !== 0x76 || bytes[i + 2] !== 0x30) {
			i += 1;
			continue;
		}
		const across = bytes[i + 4] + 256 * bytes[i + 5];
		const down = bytes[i + 6] + 256 * bytes[i + 7];
		i += 8;
		if (i + across * down > bytes.length) throw new Error("a band is cut short");
		for (let y = 0; y < down; y += 1, i += across) rows.push(bytes.subarray(i, i + across));
		width = 8 * across;
	}
	return { width, height: rows.length, rows };
}

const CRC = Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c >>> 0;
});

// A piece of a PNG.
export function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
	const crc = body.reduce((c, byte) => CRC[(c ^ byte) & 255] ^ (c >>> 8), 0xffffffff) ^ 0xffffffff;
	const out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc >>> 0, body.length + 4);
	return out;
}

// The picture as PNG, one bit per dot.
export function png({ width, height, rows }) {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head[8] = 1;
	const lines = rows.map((row) => Buffer.from([0, ...row.map((byte) => byte ^ 0xff)]));
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk("IHDR", head),
		chunk("IDAT", deflateSync(Buffer.concat(lines))),
		chunk("IEND", Buffer.alloc(0)),
	]);
}
