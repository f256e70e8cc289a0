// lead_hall: the hall as the lead sees it: what is known of it, and how a step on it ends. The
// server's answer is the truth; the feed says when to read it again.
import { get, getOffice, Refusal, remove } from "./api.js";
import { dateText, now, syncClock, timeText } from "./clock.js";
import { byId, setText } from "./dom.js";
import { TabFeed } from "./tab_feed.js";
import { Advice } from "./lead_advice.js";
import { Alerts } from "./lead_alerts.js";
import { Calls } from "./lead_calls.js";
import { Counters } from "./lead_counters.js";
import { Devices } from "./lead_devices.js";
import { Issue } from "./lead_issue.js";
import { LeadKeys } from "./lead_keys.js";
import { Leases } from "./lead_leases.js";
import { Notices } from "./lead_notices.js";
import { Paper } from "./lead_paper.js";
import { Panel } from "./lead_panel.js";
import { Rules } from "./lead_rules.js";
import { Score } from "./lead_score.js";
import { Services } from "./lead_services.js";
import { Slides } from "./lead_slides.js";
import { Tickets } from "./lead_tickets.js";
import { Menu } from "./menu.js";
import { Moves } from "./moves.js";
import { say } from "./note.js";
import { bare } from "./number.js";
import { changesOffice } from "./office_change.js";
import { showPages } from "./pages.js";
import { showLink } from "./parts.js";
import { nameOf, word } from "./words.js";

const REFRESH_MS = 500;
const ALIVE_MS = 20000;

export class Hall {
	constructor(session, office) {
		this.session = session;
		this.office = office;
		this.counters = [];
		this.services = [];
		this.tickets = [];
		this.leases = [];
		this.warnings = [];
		this.kiosks = [];
		this.devices = [];
		this.officeOpen = false;
		this.day = office.day;
		this.readAt = 0;
		this.reads = 0;
		this.taken = 0;
		this.lostAt = 0;
		this.ended = false;
		this.moves = new Moves("/api/v1");
		this.panel = new Panel(this);
		this.notices = new Notices(this);
		this.rules = new Rules(this);
		this.score = new Score(this);
		this.fleet = new Devices(this);
		this.slides = new Slides(this);
		this.issue = new Issue(this);
		this.paper = new Paper(this);
		this.calls = new Calls(this);
		this.advice = new Advice(this);
		this.parts = [this.fleet, this.notices, this.slides, this.issue, this.paper, this.calls, this.advice, ...[Alerts, Counters, Leases, Services, Tickets].map((Part) => new Part(this))];
		this.keys = new LeadKeys(this);
		this.menu = new Menu(() => this.reworded());
		byId("menu-signout").addEventListener("click", () => this.signOut());
		byId("again").addEventListener("click", () => location.reload());
	}

	async show() {
		this.feed = new TabFeed("/api/v1/feed", {
			event: (name, data) => this.heard(name, data),
			up: () => this.linked(0),
			down: (since) => this.linked(since),
			gone: () => this.end(),
		});
		this.feed.start();
		await this.refresh();
		byId("hall").hidden = false;
		this.render();
		this.score.show();
		setInterval(() => this.refreshSoon(), ALIVE_MS);
		setInterval(() => this.tick(), 1000);
	}

	heard(name, data) {
		if (name === "snapshot" || name === "slides") this.slides.read();
		if (name === "snapshot") syncClock(data.now);
		this.paper.heard(name, data);
		this.calls.heard(name, data);
		this.advice.heard(name, data);
		if (name === "change" && changesOffice(data)) this.refreshOffice();
		this.refreshSoon();
	}

	linked(lostAt) {
		this.lostAt = lostAt;
		this.refreshSoon();
		this.render();
	}

	refreshSoon() {
		this.refreshTimer ??= setTimeout(() => {
			this.refreshTimer = null;
			this.refresh();
		}, REFRESH_MS);
	}

	// What was asked for earlier never takes the place of what was asked for later.
	async refresh() {
		if (this.ended) return;
		const read = ++this.reads;
		try {
			const [hall] = await Promise.all([get("/api/v1/hall"), this.fleet.read(), this.advice.read()]);
			if (read < this.taken) return;
			this.taken = read;
			this.take(hall);
		} catch (error) {
			if (error instanceof Refusal && error.status < 500) this.end();
		}
	}

	async refreshOffice() {
		this.office = await getOffice(this.office);
		this.render();
	}

	take(answer) {
		const { now: serverNow, rules_version: version, ...hall } = answer;
		Object.assign(this, hall);
		syncClock(serverNow);
		this.readAt = now();
		this.moves.settle(this.tickets.map(({ id, state, counter }) => `${id} ${state} ${counter}`).join());
		this.rules.know(version);
		this.notices.know(version);
		this.render();
	}

	// Nobody is signed in here any more: the page is only to read from now on.
	end() {
		this.ended = true;
		this.feed.stop();
		this.panel.close();
		byId("form-dialog").close();
		this.render();
	}

	// Why nothing can be changed now, or null.
	blocked() {
		if (this.ended) return word("clerk.blocked.readonly");
		if (this.lostAt) return word("clerk.blocked.lost");
		return this.session.role === "lead" ? null : word("lead.blocked.role");
	}

	// Sends a step; throws as Moves does.
	async send(path, body) {
		const answer = await this.moves.send(path, body, () => this.lostAt > 0);
		await this.refresh();
		return answer;
	}

	/* What is known, put together. */

	serviceOf({ service }) {
		return this.office.services.find(({ id }) => id === service);
	}

	// What somebody comes for: the procedure, else the service.
	matterOf(ticket) {
		return nameOf(ticket.procedure?.name) || nameOf(this.serviceOf(ticket)?.name);
	}

	// The number that waits and was typed so; undefined: none
	waitingNumber(typed) {
		return this.tickets.find(({ number, state }) => state === "waiting" && bare(number) === bare(typed))?.number;
	}

	// The counters of the office that serve this service, by number.
	countersOf(service) {
		return this.office.counters.filter(({ services }) => services.includes(service)).map(({ id }) => id);
	}

	render() {
		setText(byId("office-name"), nameOf(this.office.name));
		setText(byId("person-name"), this.session.name || this.session.user);
		document.title = word("web.title", { page: word("lead.hall") });
		showLink(this.lostAt);
		showPages(this.session.role);
		byId("link").hidden = this.ended;
		byId("ended").hidden = !this.ended;
		byId("hall").classList.toggle("stale", this.lostAt > 0 || this.ended);
		for (const part of [...this.parts, this.panel, this.rules]) part.render();
		this.menu.render();
		this.keys.render();
		this.tick();
	}

	tick() {
		setText(byId("clock"), timeText(now()));
		setText(byId("date"), dateText(now()));
		for (const part of this.parts) part.tick?.();
	}

	reworded() {
		say("");
		this.panel.close();
		this.issue.reword();
		if (byId("form-dialog").open) byId("form-dialog").close();
		this.rules.reword();
		this.notices.reword();
		this.score.render();
		this.render();
	}

	async signOut() {
		try {
			await remove("/api/v1/session");
			location.reload();
		} catch {
			say(word("web.unreachable"), "warn");
		}
	}
}
