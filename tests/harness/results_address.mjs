// results address: a system of the office that gives its list of results over HTTP, well or badly.
import { createServer } from "node:http";

export class ResultsAddress {
	// What it does is `answer(request, response)`, which a test may change; all it was asked is in `asked`.
	static async open(t) {
		const address = new ResultsAddress();
		address.asked = [];
		address.answer = (_, response) => response.writeHead(404).end();
		address.sockets = new Set();
		address.server = createServer((request, response) => {
			address.asked.push(request);
			address.answer(request, response);
		});
		address.server.on("connection", (socket) => {
			address.sockets.add(socket);
			socket.on("close", () => address.sockets.delete(socket));
		});
		await address.listen(0);
		t.after(() => address.close());
		return address;
	}

	async listen(port) {
		await new Promise((resolve) => this.server.listen(port, "127.0.0.1", resolve));
		this.port = this.server.address().port;
		this.url = `http://127.0.0.1:${this.port}/ket-qua.csv?don-vi=H05`;
	}

	async close() {
		const closed = new Promise((resolve) => this.server.close(resolve));
		for (const socket of this.sockets) socket.destroy();
		await closed;
	}

	// Gives this text, with a mark of its version, and 304 to whoever has it.
	give(text, etag) {
		this.answer = (request, response) => {
			if (request.headers["if-none-match"] === etag) return response.writeHead(304).end();
			return response.writeHead(200, { "Content-Type": "text/csv; charset=utf-8", ETag: etag }).end(text);
		};
	}
}
