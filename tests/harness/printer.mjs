// printer: a slip printer on TCP (ESC/POS) that says how it is when asked by DLE EOT, and may break.
import { once } from "node:events";
import { createServer } from "node:net";

const [DLE, ESC, GS] = [0x10, 0x1b, 0x1d];

// The four answers of a printer in that state.
export const ANSWERS = {
	ok: [0x16, 0x12, 0x12, 0x12],
	paper_low: [0x16, 0x12, 0x12, 0x1e],
	paper_out: [0x1e, 0x32, 0x12, 0x7e],
	cover_open: [0x1e, 0x16, 0x12, 0x12],
	cutter: [0x1e, 0x52, 0x1a, 0x12],
	offline: [0x1e, 0x52, 0x32, 0x12],
};
const STOPS = new Set(["paper_out", "cover_open", "cutter", "offline"]);

// How many bytes the command at the start of the buffer has; 0: not all of them are there.
function commandSize(bytes) {
	const known = { [DLE]: 3, [ESC]: bytes[1] === 0x64 ? 3 : 2, [GS]: bytes[1] === 0x76 ? 8 : 4 };
	const head = known[bytes[0]] ?? 1;
	if (bytes.length < Math.max(head, 2)) return 0;
	if (head !== 8) return head;
	const size = 8 + (bytes[4] + 256 * bytes[5]) * (bytes[6] + 256 * bytes[7]);
	return bytes.length < size ? 0 : size;
}

export class Printer {
	// state: how it is; silent: it never answers; garbage: it answers with nonsense; slowMs: late;
	// cutAfter: it breaks the connection once it has so many bytes of a slip; endAfter: once it has so
	// many, the paper is out
	static async open(options = {}) {
		const printer = new Printer();
		Object.assign(printer, { state: "ok", silent: false, garbage: false, slowMs: 0 }, options);
		Object.assign(printer, { slips: [], cuts: 0, sockets: new Set() });
		await printer.switchOn(0);
		printer.address = `tcp:127.0.0.1:${printer.port}`;
		return printer;
	}

	// The address of a printer that is switched off.
	static async absent() {
		const printer = await Printer.open();
		await printer.close();
		return printer.address;
	}

	async switchOn(port = this.port) {
		this.server = createServer((socket) => this.take(socket)).listen(port, "127.0.0.1");
		await once(this.server, "listening");
		this.port = this.server.address().port;
	}

	take(socket) {
		const wire = { socket, rest: Buffer.alloc(0), slip: null };
		this.sockets.add(socket);
		socket.on("error", () => {});
		socket.on("close", () => this.sockets.delete(socket));
		socket.on("data", (part) => this.read(wire, part));
	}

	read(wire, part) {
		wire.rest = Buffer.concat([wire.rest, part]);
		if (this.gotten(wire) > (this.cutAfter ?? Infinity)) {
			this.cuts++;
			wire.socket.resetAndDestroy();
			return;
		}
		for (let size; wire.rest.length > 0 && (size = commandSize(wire.rest)) > 0; ) {
			this.obey(wire, wire.rest.subarray(0, size));
			wire.rest = wire.rest.subarray(size);
		}
	}

	gotten({ slip, rest }) {
		return (slip ?? []).reduce((sum, { length }) => sum + length, 0) + rest.length;
	}

	obey(wire, bytes) {
		if (bytes[0] === DLE) {
			this.answer(wire.socket, bytes[2]);
			return;
		}
		if (bytes[0] === ESC && bytes[1] === 0x40) wire.slip = [];
		wire.slip?.push(Buffer.from(bytes));
		if (wire.slip && this.gotten(wire) > (this.endAfter ?? Infinity)) {
			this.endAfter = Infinity;
			this.state = "paper_out";
		}
		if (STOPS.has(this.state)) wire.slip = null;
		if (wire.slip && bytes[0] === GS && bytes[1] === 0x56) {
			this.slips.push(Buffer.concat(wire.slip));
			wire.slip = null;
		}
	}

	answer(socket, n) {
		if (this.silent) return;
		const said = this.garbage ? [0xff, 0x32, 0x00] : [ANSWERS[this.state][n - 1]];
		setTimeout(() => socket.destroyed || socket.write(Buffer.from(said)), this.slowMs);
	}

	async close() {
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
		await once(this.server, "close");
	}
}
