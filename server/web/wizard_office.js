// wizard_office: the second step of the set-up: the office's name, and the sample that the rest begins
// with.
import { Section } from "./admin_section.js";
import { el, setText } from "./dom.js";
import { Form } from "./form.js";
import { icon } from "./parts.js";
import { newId } from "./services_data.js";
import { nameOf, word } from "./words.js";

const NAME_MAX = 120;
const KEEP = "keep";
const OF_SAMPLE = ["note", "opening_hours_note_vi", "reference_volumes"];

export class WizardOffice extends Section {
	constructor(admin, id) {
		super(admin, id);
		this.draft = { sample: "ward", name_vi: "", name_en: "" };
	}

	async open() {
		if (this.samples) return;
		this.loading();
		try {
			await this.load();
			this.draw();
		} catch (error) {
			this.failed(error, () => this.open());
		}
	}

	// The samples with their files; an office that is there already is the first of them.
	async load() {
		const { has_office: has } = await this.admin.get("setup");
		const { templates } = await this.admin.get("admin/templates");
		const samples = await Promise.all(templates.map(async ({ id, name }) => ({ id, name: nameOf(name), pair: name, file: await this.admin.get(`admin/templates/${id}`) })));
		if (has) await this.keep(samples);
		this.samples = samples;
	}

	async keep(samples) {
		const file = await this.admin.get("admin/office");
		samples.unshift({ id: KEEP, file });
		Object.assign(this.draft, { sample: KEEP, name_vi: file.office.name_vi, name_en: file.office.name_en ?? "" });
	}

	reword() {
		if (this.samples) this.draw();
	}

	draw() {
		this.form = new Form("first", (path, value) => (this.draft[path] = value));
		const names = el("div", { class: "box bare names" },
			this.form.text("name_vi", { label: word("admin.wizard.name.vi"), value: this.draft.name_vi, lang: "vi", max: NAME_MAX, need: true, hint: word("admin.wizard.name.hint") }),
			this.form.text("name_en", { label: word("admin.name.en"), value: this.draft.name_en, lang: "en", max: NAME_MAX, hint: word("admin.name.en.hint") }));
		this.zone = el("p", { class: "hint" });
		this.said = el("p", { class: "trouble", role: "alert", hidden: true }, icon("warn"), el("span"));
		this.node.replaceChildren(this.head(), names, this.choice(), this.zone, this.said);
		this.chosen();
	}

	choice() {
		const rows = this.samples.map((sample) => {
			const { id, file } = sample;
			const input = el("input", { type: "radio", name: "sample", id: `sample-${id}`, value: id });
			input.checked = id === this.draft.sample;
			input.addEventListener("change", () => {
				this.draft.sample = id;
				this.chosen();
			});
			const facts = word("admin.wizard.sample.facts", { services: file.services.length, counters: file.counters.length });
			const name = id === KEEP ? word("admin.wizard.sample.keep") : nameOf(sample.pair);
			return el("li", {}, input, el("label", { for: `sample-${id}` }, el("span", {}, name, el("small", {}, facts)), icon("check")));
		});
		return el("fieldset", { class: "samples" }, el("legend", {}, word("admin.wizard.sample")), el("ul", { class: "choices" }, ...rows));
	}

	sample() {
		return this.samples.find(({ id }) => id === this.draft.sample);
	}

	chosen() {
		setText(this.zone, word("admin.wizard.zone", { zone: this.sample().file.office.timezone }));
	}

	// The sample's file with this office's own name; what it tells of the sample's office is left out.
	file() {
		const { name_vi, name_en } = this.draft;
		const { id, file } = this.sample();
		const made = structuredClone(file);
		const office = { ...made.office, name_vi, name_en };
		if (!name_en) delete office.name_en;
		if (id !== KEEP) {
			for (const name of OF_SAMPLE) delete made[name];
			made.office = { id: newId(name_vi, []), name_vi, ...(name_en ? { name_en } : {}), timezone: office.timezone, ...(office.kind ? { kind: office.kind } : {}) };
		} else {
			made.office = office;
		}
		return made;
	}

	async mayReplace() {
		if (this.draft.sample === KEEP || this.samples[0].id !== KEEP) return true;
		return this.admin.ask({
			title: word("admin.wizard.replace"),
			text: word("admin.wizard.replace.text"),
			choices: [{ text: word("admin.keep"), value: false }, { text: word("admin.wizard.replace.do"), value: true, look: "p" }],
		});
	}

	// Whether the office is there now.
	async proceed() {
		const [wrong] = this.form.check();
		if (wrong) this.form.focus(wrong.path);
		if (wrong || !(await this.mayReplace())) return false;
		try {
			await this.admin.send("PUT", "admin/office", this.file());
			await this.admin.refreshOffice();
			this.samples = null;
			return true;
		} catch (error) {
			this.said.hidden = false;
			setText(this.said.lastElementChild, this.admin.refusalText(error));
			return false;
		}
	}
}
