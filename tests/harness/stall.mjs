// stall: a line that falls silent without a word, where there is no network of one's own (netns) to lose
// packets in: what is sent is held until it is mended. The same verbs as a Cable's.
import { once } from "node:events";
import { connect, createServer } from "node:net";

export class Stall {
	// port: the server's
	static async open(port) {
		const stall = new Stall();
		Object.assign(stall, { port, pairs: new Set(), held: { to: false, from: false }, through: [] });
		stall.server = createServer((near) => stall.join(near)).listen(0, "127.0.0.1");
		await once(stall.server, "listening");
		stall.url = `http://localhost:${stall.server.address().port}`;
		return stall;
	}

	// from: what comes from the screen; to: what goes to it
	join(screen) {
		const pair = { from: screen, to: connect(this.port, "127.0.0.1") };
		const end = () => {
			pair.from.destroy();
			pair.to.destroy();
			this.pairs.delete(pair);
		};
		for (const [socket, other] of [[pair.from, pair.to], [pair.to, pair.from]]) {
			socket.setNoDelay();
			socket.on("data", (bytes) => other.write(bytes));
			socket.on("error", end);
			socket.on("close", end);
		}
		this.pairs.add(pair);
		this.hold(pair);
	}

	hold(pair) {
		for (const way of ["to", "from"]) pair[way][this.held[way] ? "pause" : "resume"]();
	}

	lose(way = "both") {
		this.held = { to: way !== "from", from: way !== "to" };
		for (const pair of this.pairs) this.hold(pair);
	}

	unplug() {
		this.lose();
	}

	mend() {
		this.held = { to: false, from: false };
		for (const pair of this.pairs) this.hold(pair);
		return performance.now();
	}

	async close() {
		this.server.close();
		for (const { from, to } of this.pairs) [from, to].forEach((socket) => socket.destroy());
		await once(this.server, "close");
	}
}
