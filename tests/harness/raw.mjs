// raw: a request as bytes on a socket of its own, for what a well-behaved client does not do.
import { once } from "node:events";
import { connect } from "node:net";
import { within } from "./wait.mjs";

export class RawSocket {
	static async open(url) {
		const raw = new RawSocket();
		const { hostname, port } = new URL(url);
		raw.host = `${hostname}:${port}`;
		raw.socket = connect(Number(port), hostname);
		raw.socket.on("error", () => {});
		raw.socket.pause();
		await within("a connection", once(raw.socket, "connect"));
		return raw;
	}

	// Sends the bytes; nothing of the answer is read.
	send(bytes) {
		return new Promise((resolve) => this.socket.write(bytes, resolve));
	}

	// headers: { name: value }; body: a text
	request(method, path, headers = {}, body = "") {
		const all = { Host: this.host, ...headers };
		if (body) all["Content-Length"] = Buffer.byteLength(body);
		const lines = Object.entries(all).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}`);
		return this.send([`${method} ${path} HTTP/1.1`, ...lines, "", body].join("\r\n"));
	}

	// Everything the server says until it ends the connection.
	async rest() {
		return (await this.bytes()).toString("utf8");
	}

	async bytes() {
		const parts = [];
		const end = once(this.socket, "close");
		this.socket.on("data", (part) => parts.push(part)).resume();
		await within("the server to end the connection", end);
		return Buffer.concat(parts);
	}

	// Gone without a word.
	destroy() {
		this.socket.destroy();
	}
}
