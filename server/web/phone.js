// phone: the page /t/<token>: one number, followed live. Nothing is stored, nobody is asked who
// they are. Where the stream does not come through, the page asks every ten seconds.
import { ask, Refusal } from "./ask.js";
import { now, setZone, syncClock } from "./clock.js";
import { byId } from "./dom.js";
import { Feed } from "./feed.js";
import { PhoneView } from "./phone_view.js";
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
		this.papers = null;
		this.lostAt = 0;
		this.updatedAt = 0;
		this.bell = null;
		this.view = new PhoneView(this);
	}

	start() {
		this.feed.start();
		this.poll();
		this.refreshOffice();
		setInterval(() => this.view.render(), POLL_MS);
	}

	heard(name, data) {
		if (name === "snapshot") syncClock(data.now);
		if (name === "ticket") this.take(data);
	}

	take(ticket) {
		const before = this.ticket?.state;
		this.ticket = ticket;
		this.updatedAt = now();
		this.lostAt = 0;
		if (ticket.state !== "called") this.bell?.silence();
		else if (before && before !== "called") this.bell?.ring(() => this.view.render());
		if (ticket.state === "called") this.fetchPapers();
		if (ticket.state === "waiting" && !ticket.wait) this.refreshOffice();
		this.view.render();
	}

	missing() {
		this.ticket = null;
		this.feed.stop();
		clearInterval(this.poller);
		this.view.renderMissing();
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

	async poll() {
		try {
			this.take(await ask(this.path));
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

	async fetchPapers() {
		const code = this.ticket.procedure?.code;
		if (!code || this.papers) return;
		try {
			this.papers = (await ask(`/api/v1/procedures/${encodeURIComponent(code)}`)).documents;
			this.view.render();
		} catch {
			this.papers = null;
		}
	}
}

readWords(byId("words"));
new Phone(location.pathname.split("/")[2]).start();
