// proxy: a bad line between programs and their server: answers that are lost or late, times without any.
import { once } from "node:events";
import { connect, createServer } from "node:net";

const LATE_MS = [20, 400];

export class Proxy {
	/*
	 * port: the server's. bad: which part of the answers to requests that change something is lost (half of
	 * them) or late; of other connections a tenth of that is cut. random: of harness/random.
	 */
	static async open(port, { bad = 0.3, random }) {
		const proxy = new this();
		Object.assign(proxy, { port, bad, random, sockets: new Set(), up: true, lost: 0, late: 0, cut: 0, answered: 0 });
		proxy.server = createServer((near) => proxy.join(near)).listen(0, "127.0.0.1");
		await once(proxy.server, "listening");
		proxy.url = `http://localhost:${proxy.server.address().port}`;
		return proxy;
	}

	join(near) {
		if (!this.up) {
			near.on("error", () => {});
			near.resetAndDestroy();
			return;
		}
		const far = connect(this.port, "127.0.0.1");
		const line = { near, far, cut: () => [near, far].forEach((socket) => socket.destroy()), fate: null, held: Promise.resolve() };
		for (const socket of [near, far]) {
			this.sockets.add(socket);
			socket.setNoDelay();
			socket.on("error", line.cut);
			socket.on("close", () => {
				this.sockets.delete(socket);
				line.cut();
			});
		}
		near.on("data", (bytes) => this.asks(line, bytes));
		far.on("data", (bytes) => this.answers(line, bytes));
	}

	// The fate of an answer is cast with its request: the server has it whatever becomes of the answer.
	asks(line, bytes) {
		const text = bytes.subarray(0, 5).toString("latin1");
		if (text === "POST ") line.fate = this.cast(1);
		else if (text.startsWith("GET ")) line.fate = this.cast(0.1);
		line.far.write(bytes);
	}

	cast(share) {
		const roll = this.random.next();
		const half = (this.bad * share) / 2;
		return roll < half ? "lost" : roll < 2 * half ? "late" : "good";
	}

	// Bytes stay in order behind those that are late.
	answers(line, bytes) {
		const { fate } = line;
		line.fate = null;
		if (fate) this.answered++;
		if (fate === "lost") {
			this.lost++;
			line.cut();
			return;
		}
		if (fate === "late") {
			this.late++;
			const ms = this.random.between(...LATE_MS);
			line.held = line.held.then(() => new Promise((resolve) => setTimeout(resolve, ms)));
		}
		line.held = line.held.then(() => line.near.writable && line.near.write(bytes));
	}

	// Nobody gets through, and who was is cut off.
	down() {
		this.up = false;
		this.cut++;
		for (const socket of this.sockets) socket.destroy();
	}

	// Away and back again, for so many milliseconds each at most, until close.
	flap(away, there) {
		const next = () => {
			if (this.closed) return;
			if (this.up) this.down();
			else this.up = true;
			this.timer = setTimeout(next, this.random.between(1, this.up ? there : away));
		};
		this.timer = setTimeout(next, this.random.between(1, there));
	}

	// From now on a good line.
	mend() {
		clearTimeout(this.timer);
		Object.assign(this, { up: true, bad: 0, timer: undefined });
	}

	async close() {
		this.closed = true;
		clearTimeout(this.timer);
		this.server.close();
		for (const socket of this.sockets) socket.destroy();
		await once(this.server, "close");
	}
}
