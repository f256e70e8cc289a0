// wizard: the set-up of a new office: the administrator's own sections one after the other, from a
// sample to the first number. It can be left at each step and taken up again.
import { CalendarSection } from "./admin_calendar.js";
import { DevicesSection } from "./admin_devices.js";
import { Admin } from "./admin_frame.js";
import { Routes } from "./admin_routes.js";
import { ServicesSection } from "./admin_services.js";
import { byId, el, setText } from "./dom.js";
import { icon } from "./parts.js";
import { WizardOffice } from "./wizard_office.js";
import { WizardReady } from "./wizard_ready.js";
import { finish, putOff, reach, reached, takeUp } from "./wizard_state.js";
import { stepHead, stepOf, stepRows, STEPS } from "./wizard_steps.js";
import { word } from "./words.js";

const SECTIONS = [
	{ id: "office", Section: WizardOffice },
	{ id: "services", Section: ServicesSection },
	{ id: "calendar", Section: CalendarSection },
	{ id: "devices", Section: DevicesSection },
	{ id: "ready", Section: WizardReady },
];

class WizardRoutes extends Routes {
	constructor(admin) {
		super(admin, SECTIONS);
		this.head = el("div", {});
		this.foot = el("div", { class: "step-foot" });
	}

	// As far as one has come; without an office no farther than that.
	start() {
		reach(2);
		const asked = this.has(location.hash.slice(1)) ? stepOf(location.hash.slice(1)) : reached();
		history.replaceState(null, "", `#${STEPS[Math.min(asked, reached()) - 1]}`);
		super.start();
	}

	has(id) {
		return super.has(id) && stepOf(id) <= reached();
	}

	show(id, rest) {
		super.show(id, rest);
		byId("main").prepend(this.head);
		byId("main").append(this.foot);
	}

	render() {
		if (!this.here) return;
		const step = stepOf(this.here.id);
		document.title = word("web.title", { page: word("admin.wizard.title") });
		this.list.replaceChildren(...stepRows(step, reached(), (one) => one > 1 && one <= reached()));
		this.head.replaceChildren(stepHead(step));
		this.foot.replaceChildren(...this.ways(step));
	}

	ways(step) {
		const button = (look, act, ...content) => {
			const one = el("button", { type: "button", class: `b ${look}` }, ...content);
			one.addEventListener("click", act);
			return one;
		};
		const last = step === STEPS.length;
		const next = last ? word("admin.wizard.finish") : word("admin.wizard.next", { n: step + 1, name: word(`admin.wizard.${STEPS[step]}`).toLowerCase() });
		return [
			button("p enter", () => this.proceed(step), next),
			step > 2 ? button("", () => this.go(STEPS[step - 2]), icon("back"), word("admin.wizard.back")) : "",
			last ? "" : button("quiet", () => this.leave(), word("admin.wizard.later")),
		];
	}

	// What is typed is saved first; a section may have a way of its own.
	async proceed(step) {
		const done = this.here.proceed ? await this.here.proceed() : await this.admin.saveBar.save();
		if (!done) return;
		if (step === STEPS.length) {
			finish();
			location.replace(location.pathname);
			return;
		}
		reach(step + 1);
		this.go(STEPS[step]);
	}

	async leave() {
		if (!(await this.mayLeave())) return;
		putOff();
		location.replace(location.pathname);
	}
}

export class Wizard extends Admin {
	makeRoutes() {
		return new WizardRoutes(this);
	}

	show() {
		takeUp();
		byId("admin").classList.add("wizard");
		byId("pages").hidden = true;
		const title = byId("admin").querySelector(".where > span");
		title.dataset.word = "admin.wizard.title";
		setText(title, word(title.dataset.word));
		super.show();
	}

	// What stands under the heading of a section here.
	about(id) {
		return word(`admin.wizard.${id}.lead`);
	}
}
