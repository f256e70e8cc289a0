// feed: a reader of the server's event stream.
import { until, within } from "./wait.mjs";

export class FeedReader {
	// query: "?counter=2"; lastEventId: where to go on; key: of a device; cookie: of a person
	static async open(url, { query = "", lastEventId = null, key = null, cookie = null } = {}) {
		const reader = new FeedReader();
		reader.abort = new AbortController();
		reader.frames = [];
		reader.comments = 0;
		reader.lastEventId = lastEventId;
		const headers = lastEventId ? { "Last-Event-ID": lastEventId } : {};
		if (key) headers.Authorization = `Bearer ${key}`;
		if (cookie) headers.Cookie = cookie;
		const signal = reader.abort.signal;
		const answer = await fetch(`${url}/api/v1/feed${query}`, { headers, signal });
		if (!answer.ok) throw new Error(`feed: ${answer.status}`);
		reader.ended = reader.read(answer.body).catch(() => {});
		return reader;
	}

	async read(body) {
		let rest = "";
		for await (const text of body.pipeThrough(new TextDecoderStream())) {
			const parts = (rest + text).split("\n\n");
			rest = parts.pop();
			for (const part of parts) this.take(part);
		}
	}

	take(part) {
		const frame = { event: "message", id: null, data: "" };
		for (const line of part.split("\n")) {
			const at = line.indexOf(":");
			if (at === 0) this.comments++;
			if (at > 0) frame[line.slice(0, at)] = line.slice(at + 1).trimStart();
		}
		if (!frame.data) return;
		frame.data = JSON.parse(frame.data);
		if (frame.id) this.lastEventId = frame.id;
		this.frames.push(frame);
	}

	// The data of the first frame that fits, of those that came and those to come.
	async next(event, fits = () => true) {
		const find = () => this.frames.find((frame) => frame.event === event && fits(frame.data));
		return (await until(`a ${event} frame`, find)).data;
	}

	changes() {
		return this.frames.filter(({ event }) => event === "change").map(({ data }) => data);
	}

	async close() {
		this.abort.abort();
		await within("the feed to end", this.ended);
	}
}
