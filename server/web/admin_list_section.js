// admin_list_section: a section that shows a list of the server's. What is done in it is done at once,
// and the list is asked for anew when something changed.
import { Section } from "./admin_section.js";
import { Refusal, Unreachable } from "./api.js";
import { el } from "./dom.js";

export class ListSection extends Section {
	// objects: what the acts of administrators that may change the list are about
	constructor(admin, id, objects = []) {
		super(admin, id);
		this.objects = objects;
		this.list = null;
		this.reading = null;
	}

	// What the list is to be drawn from, asked of the server.
	ask() {
		return Promise.resolve([]);
	}

	// The nodes under the heading, made once and once more in another language.
	body() {
		return [];
	}

	// Fills them with this.list.
	fill() {}

	// What is beside the heading.
	actions() {
		return [];
	}

	// Whether a frame of the feed may have changed the list.
	concerns(name, { kind, object }) {
		return name === "change" && kind === "setup" && this.objects.includes(object);
	}

	open() {
		this.read();
	}

	heard(name, data) {
		if (this.list && !this.node.hidden && (name === "snapshot" || this.concerns(name, data))) this.read();
	}

	render() {
		if (this.list) this.fill();
	}

	reword() {
		if (this.list) this.draw();
		else this.node.replaceChildren(this.head());
	}

	// One question at a time; what changed meanwhile is asked for once more.
	async read() {
		this.wanted = true;
		this.reading ??= this.readWanted().finally(() => (this.reading = null));
		return this.reading;
	}

	async readWanted() {
		if (!this.list) this.loading();
		while (this.wanted) {
			this.wanted = false;
			try {
				this.take(await this.ask());
			} catch (error) {
				if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
				if (!this.list) this.failed(error, () => this.read());
			}
		}
	}

	take(list) {
		const first = !this.list;
		this.list = list;
		if (first) this.draw();
		else this.fill();
	}

	draw() {
		this.node.replaceChildren(this.head(...this.actions()), ...this.body());
		this.fill();
	}

	// Why nothing can be done now, or null.
	blocked() {
		return this.admin.blocked();
	}

	// Does what a button stands for, unless nothing can be done now: then it says why.
	does(act) {
		return () => {
			const blocked = this.blocked();
			if (blocked) this.admin.say(blocked, "advise");
			else act();
		};
	}

	button(look, act, ...content) {
		const button = el("button", { type: "button", class: `b ${look}` }, ...content);
		button.addEventListener("click", this.does(act));
		return button;
	}

	// Sends what needs no form; a refusal is said at the foot of the page.
	async send(method, path, body, text) {
		try {
			await this.admin.send(method, path, body);
			this.admin.say(text);
		} catch (error) {
			this.admin.say(this.admin.refusalText(error), "warn");
		}
		await this.read();
	}
}
