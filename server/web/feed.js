// feed: the server's event stream, read by hand so that its heartbeat is seen: within five seconds of
// silence the link is lost. It comes back by itself and asks for what it missed.
const SILENCE_MS = 4500;
const JUMP_MS = 2000;

export class Feed {
	// on: { event(name, data), up(), down(sinceMs), gone(status) }
	constructor(path, on) {
		this.path = path;
		this.on = on;
		this.tryMs = SILENCE_MS;
		this.retryMs = [300, 1000, 2000, 4000];
		this.lastId = "";
		this.heardAt = Date.now();
		this.triedAt = 0;
		this.ahead = Date.now() - performance.now();
		this.failures = 0;
		this.lost = false;
		this.stopped = false;
		this.abort = new AbortController();
	}

	start() {
		this.watch = setInterval(() => this.check(), 500);
		this.run();
	}

	stop() {
		this.stopped = true;
		clearInterval(this.watch);
		this.abort.abort();
	}

	// This machine's clock was set, or it slept: what the server's time is, a new snapshot tells.
	checkClock() {
		const ahead = Date.now() - performance.now();
		const jump = ahead - this.ahead;
		if (Math.abs(jump) < JUMP_MS) return;
		this.ahead = ahead;
		this.heardAt += jump;
		this.triedAt += jump;
		this.lastId = "";
		this.abort.abort();
	}

	check() {
		this.checkClock();
		if (Date.now() - this.heardAt <= SILENCE_MS) return;
		if (!this.lost) {
			this.lost = true;
			this.on.down(this.heardAt);
		}
		if (Date.now() - this.triedAt > this.tryMs) this.abort.abort();
	}

	async run() {
		while (!this.stopped) {
			try {
				await this.read();
			} catch {
				// Cut off or never reached: tried again below, `check` tells the page.
			}
			if (this.stopped) return;
			const wait = this.retryMs[Math.min(this.failures++, this.retryMs.length - 1)];
			await new Promise((resolve) => setTimeout(resolve, wait));
		}
	}

	async read() {
		this.abort = new AbortController();
		this.triedAt = Date.now();
		const headers = { Accept: "text/event-stream" };
		if (this.lastId) headers["Last-Event-ID"] = this.lastId;
		const answer = await fetch(this.path, { headers, cache: "no-store", signal: this.abort.signal });
		if ([401, 403, 404].includes(answer.status)) {
			this.stop();
			this.on.gone(answer.status);
			return;
		}
		if (!answer.ok) return;
		await this.readFrames(answer.body.getReader());
	}

	async readFrames(reader) {
		const decoder = new TextDecoder();
		let rest = "";
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			this.heard();
			const frames = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
			rest = frames.pop();
			for (const frame of frames) this.take(frame);
		}
	}

	heard() {
		this.heardAt = Date.now();
		this.failures = 0;
		if (!this.lost) return;
		this.lost = false;
		this.on.up();
	}

	take(frame) {
		let name = "message";
		const data = [];
		for (const line of frame.split(/\r?\n/)) {
			const [, field, value] = /^(\w+): ?(.*)$/.exec(line) || [];
			if (field === "event") name = value;
			else if (field === "data") data.push(value);
			else if (field === "id") this.lastId = value;
		}
		if (data.length) this.on.event(name, JSON.parse(data.join("\n")));
	}
}
