// wire: what lies between a program and its server; it can lose an answer.
import { once } from "node:events";
import { connect, createServer } from "node:net";

export class Wire {
	// port: the server's
	static async open(port) {
		const wire = new Wire();
		wire.sockets = new Set();
		wire.trap = null;
		wire.server = createServer((near) => wire.join(near, connect(port, "127.0.0.1"))).listen(0, "127.0.0.1");
		await once(wire.server, "listening");
		wire.url = `http://localhost:${wire.server.address().port}`;
		return wire;
	}

	join(near, far) {
		let caught = false;
		const cut = () => [near, far].forEach((socket) => socket.destroy());
		for (const socket of [near, far]) {
			this.sockets.add(socket);
			socket.on("error", cut);
			socket.on("close", () => {
				this.sockets.delete(socket);
				cut();
			});
		}
		near.on("data", (bytes) => {
			caught ||= this.trap !== null && bytes.includes(this.trap.start);
			far.write(bytes);
		});
		far.on("data", (bytes) => {
			if (!caught) return near.write(bytes);
			const { resolve } = this.trap;
			this.trap = null;
			cut();
			return resolve();
		});
	}

	// The next request that begins so reaches the server; its answer is lost. Resolves when it is.
	loseAnswerTo(start) {
		return new Promise((resolve) => {
			this.trap = { start, resolve };
		});
	}

	async close() {
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
		await once(this.server, "close");
	}
}
