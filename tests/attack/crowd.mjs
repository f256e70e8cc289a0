// crowd: clients that mean ill, on a thread of their own: slow with their head, slow with their body, slow to read, and
// readers of the feed that never read. Whoever is cut comes back at once.
import { once } from "node:events";
import { connect } from "node:net";
import { parentPort, Worker, workerData } from "node:worker_threads";

const PER_ADDRESS = 60; // connections: a server takes so many and some more from one
const DRIP_MS = 1000; // between two bytes
const AT_ONCE = 200; // that come at a time
const PAUSE_MS = 20; // until the next
const BODY = 60000;
const WAYS = {
	head: { opening: "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: ", drip: "a" },
	body: { opening: `POST /healthz HTTP/1.1\r\nHost: HOST\r\nContent-Length: ${BODY}\r\n\r\n`, drip: "a" },
	read: { opening: "GET /openapi.yaml HTTP/1.1\r\nHost: HOST\r\n\r\n".repeat(60) },
	deaf: { opening: "GET /api/v1/feed HTTP/1.1\r\nHost: HOST\r\n\r\n" },
};

class Crowd {
	// counts: of each way, how many clients; they come from 127.1.0.1, 127.1.0.2 …
	constructor({ port, counts }) {
		Object.assign(this, { port, waiting: [], sockets: new Map(), open: 0, cut: 0, ended: false });
		let n = 0;
		for (const [way, count] of Object.entries(counts)) {
			for (let i = 0; i < count; i++, n++) this.waiting.push({ way, address: Math.floor(n / PER_ADDRESS) });
		}
		this.admit();
		this.timer = setInterval(() => this.drip(), DRIP_MS);
	}

	admit() {
		if (this.ended) return;
		for (const client of this.waiting.splice(0, AT_ONCE)) this.join(client);
		setTimeout(() => this.admit(), PAUSE_MS);
	}

	join(client) {
		const localAddress = `127.1.${client.address >> 8}.${1 + (client.address & 0xff)}`;
		const socket = connect({ port: this.port, host: "127.0.0.1", localAddress }).on("error", () => {});
		const { opening } = WAYS[client.way];
		this.sockets.set(socket, client);
		socket.once("connect", () => {
			this.open++;
			client.here = true;
			socket.write(opening.replaceAll("HOST", `127.0.0.1:${this.port}`));
			if (client.way === "read" || client.way === "deaf") socket.pause();
			else socket.resume();
		});
		socket.once("close", () => this.leave(socket, client));
	}

	leave(socket, client) {
		this.sockets.delete(socket);
		this.cut += client.here ? 1 : 0;
		this.open -= client.here ? 1 : 0;
		client.here = false;
		if (!this.ended) this.waiting.push(client);
	}

	drip() {
		for (const [socket, { way }] of this.sockets) if (WAYS[way].drip) socket.write(WAYS[way].drip);
	}

	end() {
		this.ended = true;
		clearInterval(this.timer);
		for (const socket of this.sockets.keys()) socket.destroy();
	}
}

if (parentPort) {
	const crowd = new Crowd(workerData);
	parentPort.on("message", (word) => {
		if (word === "end") crowd.end();
		parentPort.postMessage({ open: crowd.open, cut: crowd.cut });
		if (word === "end") parentPort.close();
	});
}

// On a thread of its own: ask() tells how many are { open } and were { cut } so far, end() too and sends all home.
export function gather(port, counts) {
	const worker = new Worker(new URL(import.meta.url), { workerData: { port, counts } });
	let ended = null;
	const say = async (word) => {
		worker.postMessage(word);
		const [told] = await once(worker, "message");
		return told;
	};
	return { ask: () => say("ask"), end: () => (ended ??= say("end")) };
}
