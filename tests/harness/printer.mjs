// printer: a slip printer on TCP, and what is on a slip.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { promisify } from "node:util";

export class Printer {
	// cutAfter: it breaks the connection once it has so many bytes
	static async open({ cutAfter = Infinity } = {}) {
		const printer = new Printer();
		printer.slips = [];
		printer.cuts = 0;
		printer.server = createServer((socket) => printer.take(socket, cutAfter)).listen(0, "127.0.0.1");
		await once(printer.server, "listening");
		printer.address = `tcp:127.0.0.1:${printer.server.address().port}`;
		return printer;
	}

	// The address of a printer that is switched off.
	static async absent() {
		const printer = await Printer.open();
		await printer.close();
		return printer.address;
	}

	take(socket, cutAfter) {
		let bytes = Buffer.alloc(0);
		socket.on("error", () => {});
		socket.on("data", (part) => {
			bytes = Buffer.concat([bytes, part]);
			if (bytes.length < cutAfter) return;
			this.cuts++;
			socket.resetAndDestroy();
		});
		socket.on("end", () => this.slips.push(bytes));
	}

	async close() {
		this.server.close();
		await once(this.server, "close");
	}
}

// The picture of a slip's bytes: { width, height, bits }, a row of bits after the other, 1 is black.
export function slipPicture(bytes) {
	const bands = [];
	let rowBytes = 0;
	for (let at = bytes.indexOf("\x1dv0"); at >= 0; at = bytes.indexOf("\x1dv0", at)) {
		rowBytes = bytes.readUInt16LE(at + 4);
		const size = rowBytes * bytes.readUInt16LE(at + 6);
		if (at + 8 + size > bytes.length) throw new Error("the slip ends within a band");
		bands.push(bytes.subarray(at + 8, at + 8 + size));
		at += 8 + size;
	}
	const bits = Buffer.concat(bands);
	return { width: rowBytes * 8, height: bits.length / rowBytes, bits };
}

// What the slip's QR code says; `path` is for the picture that is read.
export async function slipCode(bytes, path) {
	const { width, height, bits } = slipPicture(bytes);
	await writeFile(path, Buffer.concat([Buffer.from(`P4\n${width} ${height}\n`), bits]));
	const { stdout } = await promisify(execFile)("zbarimg", ["-q", "--raw", path]);
	return stdout.trim();
}
