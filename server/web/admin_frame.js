// admin_frame: the page /admin around its sections: who is signed in, the link, the menu, the bar of
// what is unsaved; and the way of each section to the server.
import { get, getOffice, putFile, Refusal, remove, setCsrf, withToken } from "./api.js";
import { question } from "./admin_question.js";
import { Routes } from "./admin_routes.js";
import { SaveBar } from "./admin_save.js";
import { now, syncClock, timeText } from "./clock.js";
import { byId, setText } from "./dom.js";
import { TabFeed } from "./tab_feed.js";
import { Menu } from "./menu.js";
import { Moves } from "./moves.js";
import { say } from "./note.js";
import { changesOffice } from "./office_change.js";
import { showPages } from "./pages.js";
import { showLink } from "./parts.js";
import { pathOf } from "./paths.js";
import { nameOf, word } from "./words.js";

const ALIVE_MS = 20000;

export class Admin {
	constructor(session, office) {
		this.session = session;
		this.office = office;
		this.lostAt = 0;
		this.ended = false;
		this.moves = Object.fromEntries(["POST", "PUT", "DELETE"].map((method) => [method, new Moves("/api/v1", method)]));
		this.routes = this.makeRoutes();
		this.saveBar = new SaveBar(this);
		this.menu = new Menu((words) => (words ? this.reworded() : this.render()));
		byId("menu-signout").addEventListener("click", () => this.signOut());
		byId("again").addEventListener("click", () => location.reload());
		addEventListener("focus", () => this.alive());
		addEventListener("keydown", (event) => {
			if (event.key === "Escape") this.menu.close();
		});
	}

	makeRoutes() {
		return new Routes(this);
	}

	show() {
		this.feed = new TabFeed("/api/v1/feed", {
			event: (name, data) => this.heard(name, data),
			up: () => this.linked(0),
			down: (since) => this.linked(since),
			gone: () => this.end(),
		});
		byId("admin").hidden = false;
		this.routes.start();
		this.feed.start();
		this.render();
		setInterval(() => this.alive(), ALIVE_MS);
		setInterval(() => this.tick(), 1000);
	}

	heard(name, data) {
		if (name === "snapshot") syncClock(data.now);
		if (name === "change" && changesOffice(data)) this.refreshOffice();
		this.routes.each((section) => section.heard(name, data));
	}

	linked(lostAt) {
		this.lostAt = lostAt;
		this.render();
	}

	async refreshOffice() {
		this.office = await getOffice(this.office);
		this.render();
	}

	// A session that nobody uses ends; one that ended is back when somebody signed in beside this page.
	async alive() {
		try {
			const session = await get("/api/v1/session");
			const back = this.ended && session.role === "admin";
			if (session.role !== "admin" || session.user !== this.session.user) this.end();
			else if (back) this.again(session);
		} catch (error) {
			if (error instanceof Refusal && error.status < 500) this.end();
		}
	}

	again(session) {
		setCsrf(session.csrf);
		this.ended = false;
		this.render();
	}

	// Nobody is signed in here any more: the page is only to read.
	end() {
		if (this.ended) return;
		this.ended = true;
		this.render();
	}

	// Why nothing can be changed now, or null.
	blocked() {
		if (this.ended) return word("clerk.blocked.readonly");
		return this.lostAt ? word("clerk.blocked.lost") : null;
	}

	/* The sections' way to the server; paths begin behind /api/v1/. */

	async get(path) {
		return this.noting(get(`/api/v1/${path}`));
	}

	// method: "POST", "PUT" or "DELETE". The same press is sent again where no answer came.
	async send(method, path, body = {}) {
		return this.noting(this.moves[method].send(path, body, () => this.lostAt > 0));
	}

	// A file, as it is.
	async put(path, type, body) {
		return this.noting(withToken(() => putFile(`/api/v1/${path}`, type, body)));
	}

	// An answer that says that the session is over ends it here too.
	async noting(answer) {
		try {
			return await answer;
		} catch (error) {
			if (error instanceof Refusal && error.status === 401) this.end();
			throw error;
		}
	}

	refusalText(error) {
		if (!(error instanceof Refusal)) return word("admin.unreachable");
		return this.hereText(error) || word("web.refused");
	}

	// A refusal's words where the place that they name is plain to see.
	hereText({ message, field }) {
		const text = message.replace(field || "\n", word("admin.this")).replace(pathOf(field || "\n"), word("admin.this"));
		return text.charAt(0).toUpperCase() + text.slice(1);
	}

	// See admin_question.js.
	ask(asked) {
		return question(asked);
	}

	say(text, kind) {
		say(text, kind);
	}

	// A section's fields are other now.
	changed() {
		this.saveBar.changed();
	}

	render() {
		setText(byId("office-name"), nameOf(this.office.name));
		setText(byId("person-name"), this.session.name || this.session.user);
		showLink(this.lostAt);
		showPages(this.session.role);
		byId("link").hidden = this.ended;
		byId("ended").hidden = !this.ended;
		this.routes.each((section) => section.render());
		this.saveBar.render();
		this.menu.render();
		this.tick();
	}

	tick() {
		setText(byId("clock"), timeText(now()));
		this.routes.here?.tick();
	}

	reworded() {
		say("");
		this.routes.each((section) => section.reword());
		this.routes.render();
		this.saveBar.changed();
		this.render();
	}

	async signOut() {
		this.menu.close();
		if (!(await this.routes.mayLeave())) return;
		try {
			await remove("/api/v1/session");
			location.reload();
		} catch {
			say(word("web.unreachable"), "warn");
		}
	}
}
