// printer: a slip printer on TCP, which may break.
import { once } from "node:events";
import { createServer } from "node:net";

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
