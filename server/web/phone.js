// phone: the page /t/<token>: one number, followed live. Nothing is stored, nobody is asked who
// they are. Where the stream does not come through, the page asks every ten seconds.
import { ask, Refusal } from "./ask.js";
import { byId } from "./page.js";
import { Feed } from "./feed.js";
import { now, setZone, syncClock } from "./hour.js";
import { isOver, PhoneView } from "./phone_view.js";
import { readWords } from "./words.js";

const POLL_MS = 10000;

class Phone {
	constructor(token) {
		this.path = `/api/v1/tickets/${encodeURIComponent(token)}`;
		this.feed = new Feed(`/api/v1/feed?ticket=${encodeURIComponent(token)}`, {
			event: (name, data) => this.heard(name, data),
			up: () => this.linked(),
			down: (since) => this.lost(since),
			gone: () => this.missing(),
		});
		this.ticket = null;
		this.office = null;
		this.more = null;
		this.lostAt = 0;
		this.updatedAt = 0;
		this.told = 0;
		this.bell = null;
		this.view = new PhoneView(this);
	}

	start() {
		this.feed.start();
		this.poll();
		this.refreshOffice();
	}

	heard(name, data) {
		if (name === "snapshot") syncClock(data.now);
		if (name === "ticket") this.take(data);
	}

	take(ticket) {
		const before = this.ticket;
		this.ticket = ticket;
		this.told++;
		this.updatedAt = now();
		this.lostAt = 0;
		if (before) this.compare(before, ticket);
		this.bell?.hear(before, ticket, () => this.view.render());
		this.view.render();
	}

	// What an end means is the server's to say. More ahead than before: others came in between.
	compare(before, { state, ahead, queue_at: queueAt }) {
		if (isOver(state) && state !== before.state) location.reload();
		const waits = state === "waiting" && before.state === state && queueAt === before.queue_at;
		if (waits && ahead > before.ahead) this.more = { at: now(), n: ahead - before.ahead };
	}

	// The server has said so in the page itself, or will when it is asked again.
	missing() {
		this.feed.stop();
		clearInterval(this.poller);
		if (this.ticket) location.reload();
		else this.view.renderMissing();
	}

	linked() {
		clearInterval(this.poller);
		this.poller = null;
		this.poll();
	}

	lost(since) {
		this.lostAt = since;
		this.view.render();
		this.poller ??= setInterval(() => this.poll(), POLL_MS);
		this.poll();
	}

	// An answer that the stream has overtaken is not news.
	async answer(asked) {
		const { told } = this;
		const ticket = await asked;
		if (told === this.told) this.take(ticket);
	}

	async poll() {
		try {
			await this.answer(ask(this.path));
		} catch (error) {
			if (error instanceof Refusal && error.status === 404) this.missing();
			else this.lostAt ||= this.updatedAt || now();
			this.view.render();
		}
	}

	async refreshOffice() {
		try {
			this.office = await ask("/api/v1/office");
			setZone(this.office.time_zone);
			this.view.render();
		} catch {
			// Only names are missing; the number and its place are there.
		}
	}

	// Who wants to hear the call turns the bell on; others need not load it.
	async turnBell() {
		const { Bell } = await import("./bell.js");
		this.bell ??= new Bell();
		this.bell.turn(!this.bell.on);
		this.view.render();
	}
}

readWords(byId("words"));
new Phone(location.pathname.split("/")[2]).start();
