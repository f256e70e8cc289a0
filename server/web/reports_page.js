// reports_page: the page /reports once somebody is in: what is asked, what is known of it, and that it
// stays true. What was shown stays until there is something newer.
import { numberText, spanText } from "./amounts.js";
import { get, getOffice, Refusal, remove } from "./api.js";
import { now, syncClock, timeText } from "./clock.js";
import { byId, el, setText } from "./dom.js";
import { Feed } from "./feed.js";
import { Menu } from "./menu.js";
import { changesOffice } from "./office_change.js";
import { showPages } from "./pages.js";
import { showLink } from "./parts.js";
import { saveChanges } from "./reports_changes.js";
import { Counters } from "./reports_counters.js";
import { Facts } from "./reports_facts.js";
import { Figures } from "./reports_figures.js";
import { Heat } from "./reports_heat.js";
import { Outcomes } from "./reports_outcomes.js";
import { Quarter } from "./reports_quarter.js";
import { Query } from "./reports_query.js";
import { Ratings } from "./reports_ratings.js";
import { Services } from "./reports_services.js";
import { Tools } from "./reports_tools.js";
import { Waits } from "./reports_waits.js";
import { Windows } from "./reports_windows.js";
import { nameOf, word } from "./words.js";

const PARTS = ["summary", "waits", "services", "counters", "hours", "ratings"];
const QUIET_MS = 60000;

export class Reports {
	constructor(session, office) {
		this.session = session;
		this.office = office;
		this.today = office.day;
		this.query = Query.read(location.search, this.today);
		this.report = null;
		this.state = "idle"; // or "loading", or "failed" with `failure`
		this.asked = 0;
		this.askedAt = 0;
		this.lostAt = 0;
		this.ended = false;
		this.cards = [new Waits(), new Heat((measure) => this.measure(measure)), new Services(), new Counters(), new Windows(), new Outcomes(), new Ratings(), new Facts()];
		this.placeCards();
		this.figures = new Figures();
		this.quarter = new Quarter();
		this.tools = new Tools(this);
		this.menu = new Menu(() => this.render());
		byId("menu-signout").addEventListener("click", () => this.signOut());
		byId("again").addEventListener("click", () => location.reload());
		byId("retry").addEventListener("click", () => this.load());
		window.addEventListener("popstate", () => this.ask(Query.read(location.search, this.today), false));
		document.addEventListener("visibilitychange", () => this.listen(!document.hidden));
	}

	// What told of the windows stands below the counters, which are few in a small office.
	placeCards() {
		const [waits, heat, services, counters, windows, ...rest] = this.cards.map(({ card }) => card.section);
		byId("cards").replaceChildren(waits, heat, services, el("div", { class: "stack" }, counters, windows), ...rest);
	}

	show() {
		byId("page").hidden = false;
		history.replaceState(null, "", this.query.address());
		this.render();
		this.load();
		this.listen(true);
		setInterval(() => this.tick(), 1000);
	}

	/* The link to the server; a page that nobody sees leaves its connection to others. */

	listen(on) {
		this.feed?.stop();
		this.feed = null;
		if (!on || this.ended) return;
		this.feed = new Feed("/api/v1/feed", {
			event: (name, data) => this.heard(name, data),
			up: () => this.linked(0),
			down: (since) => this.linked(since),
			gone: () => this.end(),
		});
		this.feed.start();
	}

	heard(name, data) {
		if (name === "snapshot") {
			syncClock(data.now);
			this.dayIs(data.day);
			this.renderState();
		}
		if (name === "change") this.changed(data);
	}

	changed(change) {
		if (changesOffice(change)) this.refreshOffice();
		if (change.day) this.dayIs(change.day);
		this.refreshSoon();
	}

	// Whoever looks at today goes on with the next day.
	dayIs(day) {
		if (day <= this.today) return;
		const { from, to } = this.query;
		const follows = from === this.today && to === this.today;
		this.today = day;
		if (follows) this.ask(this.query.with({ from: day, to: day }), false);
		else this.tools.render();
	}

	linked(lostAt) {
		this.lostAt = lostAt;
		if (!lostAt && this.state === "failed") this.load();
		this.renderFrame();
	}

	async refreshOffice() {
		this.office = await getOffice(this.office);
		this.render();
	}

	// Days that are over do not change.
	refreshSoon() {
		if (this.query.to < this.today || this.ended) return;
		const wait = Math.max(0, this.askedAt + QUIET_MS - Date.now());
		this.timer ??= setTimeout(() => {
			this.timer = null;
			if (this.query.to >= this.today) this.load(true);
		}, wait);
	}

	/* What is asked, and the answer. */

	ask(query, remembered = true) {
		const same = query.sameFigures(this.query);
		this.query = query;
		if (remembered) history.pushState(null, "", query.address());
		this.renderFrame();
		this.renderReport();
		if (!same || this.state === "failed") this.load();
	}

	measure(measure) {
		this.query = this.query.with({ measure });
		history.replaceState(null, "", this.query.address());
		this.renderReport();
	}

	async load(quiet = false) {
		if (this.ended) return;
		const { query } = this;
		const turn = ++this.asked;
		this.askedAt = Date.now();
		if (!quiet) this.enter("loading");
		try {
			const answers = await Promise.all(PARTS.map((part) => get(query.path(part))));
			if (turn === this.asked) this.take(query, Object.fromEntries(PARTS.map((part, i) => [part, answers[i]])));
		} catch (error) {
			if (turn === this.asked) this.fail(error, quiet);
		}
	}

	take(query, answers) {
		this.report = { ...answers, query };
		this.readAt = Date.now();
		this.enter("idle");
		this.renderReport();
	}

	fail(error, quiet) {
		if (error instanceof Refusal && (error.status === 401 || error.status === 403)) this.end();
		else if (!quiet) this.enter("failed", error instanceof Refusal ? error.message : word("reports.unreachable"));
	}

	enter(state, failure = "") {
		Object.assign(this, { state, failure });
		this.renderFrame();
	}

	// Nobody is signed in here any more: what is shown can still be read.
	end() {
		this.ended = true;
		this.listen(false);
		this.enter("idle");
	}

	async saveChanges() {
		if (this.saving) return;
		this.saving = true;
		const say = (text) => setText(byId("saving"), text);
		try {
			await saveChanges(this.query, (n) => say(word("reports.csv.gathering", { n: numberText(n) })));
			say("");
		} catch (error) {
			say("");
			this.fail(error, false);
		} finally {
			this.saving = false;
		}
	}

	/* What is shown. */

	render() {
		this.renderFrame();
		this.renderReport();
	}

	renderFrame() {
		setText(byId("office-name"), nameOf(this.office.name));
		setText(byId("person-name"), this.session.name || this.session.user);
		document.title = word("web.title", { page: word("reports.title") });
		showLink(this.lostAt);
		byId("link").hidden = this.ended;
		byId("ended").hidden = !this.ended;
		byId("page").classList.toggle("over", this.ended);
		this.tools.render();
		this.menu.render();
		showPages(this.session.role);
		this.renderState();
		this.tick();
	}

	renderState() {
		const loading = this.state === "loading";
		byId("report").setAttribute("aria-busy", String(loading));
		setText(byId("state"), loading ? word("reports.loading") : "");
		byId("failed").hidden = this.state !== "failed";
		setText(byId("failure"), `${this.failure} ${this.keptText()}`);
		setText(byId("days"), this.report && !loading ? `${this.tools.daysText(this.report)} ${word("reports.read", { time: timeText(now() + this.readAt - Date.now()) })}` : "");
	}

	// Whose figures are still shown, where it is not what was asked.
	keptText() {
		if (!this.report || this.report.query.sameFigures(this.query)) return "";
		return word("reports.failed.keeps", { span: spanText(this.report.query.span) });
	}

	renderReport() {
		const { report, office } = this;
		const quarter = this.query.view === "quarter";
		byId("page").dataset.view = this.query.view;
		const some = report?.summary.tickets.issued > 0;
		byId("none").hidden = !report || some;
		byId("charts").hidden = !some || quarter;
		byId("quarterly").hidden = !some || !quarter;
		if (!some) return;
		const all = { ...report, office, query: report.query.with({ measure: this.query.measure }) };
		if (quarter) {
			this.quarter.render(all);
			return;
		}
		this.figures.render(all);
		for (const part of this.cards) {
			part.render(all);
			part.card.offer(all.query);
		}
	}

	unfoldAll() {
		const open = byId("figures-all").getAttribute("aria-pressed") !== "true";
		byId("figures-all").setAttribute("aria-pressed", String(open));
		for (const { card } of this.cards) card.unfold(open);
	}

	tick() {
		setText(byId("clock"), timeText(now()));
	}

	async signOut() {
		try {
			await remove("/api/v1/session");
			location.reload();
		} catch {
			this.enter("failed", word("web.unreachable"));
		}
	}
}
