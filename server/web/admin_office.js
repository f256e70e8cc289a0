// admin_office: what the office is called, its time zone, and how its numbers look.
import { FileSection } from "./admin_file_section.js";
import { el } from "./dom.js";
import { word } from "./words.js";

const NAME_MAX = 120;
const NUMBER_MAX = 999999;
const DIGITS = [3, 4, 5, 6];

function formatOf(digits, dash) {
	return `{prefix}${dash}{n:0${digits}d}`;
}

// "A001", "A-0001"
function sampleOf(format, n) {
	const [, dash, digits] = /^\{prefix\}(-?)\{n:0(\d)d\}$/.exec(format) ?? [null, "", 3];
	return `A${dash}${String(n).padStart(Number(digits), "0")}`;
}

export class OfficeSection extends FileSection {
	constructor(admin, id) {
		super(admin, id, ["office", "ticket_number"]);
	}

	body() {
		const { office, ticket_number: number } = this.draft;
		const names = el("fieldset", { class: "card box" }, el("legend", {}, word("admin.office.names")),
			this.form.text("office.name_vi", { label: word("admin.name.vi"), value: office.name_vi, lang: "vi", max: NAME_MAX, need: true, hint: word("admin.office.names.hint") }),
			this.form.text("office.name_en", { label: word("admin.name.en"), value: office.name_en, lang: "en", max: NAME_MAX, hint: word("admin.name.en.hint") }));
		const zone = el("section", { class: "card box" }, el("h2", {}, word("admin.office.zone")), el("p", {}, el("b", {}, office.timezone)), el("p", { class: "hint" }, word("admin.office.zone.hint")));
		return [el("div", { class: "boxes" }, names, this.numbers(number), zone)];
	}

	numbers(number) {
		const formats = ["", "-"].flatMap((dash) => DIGITS.map((digits) => formatOf(digits, dash)));
		const choices = formats.map((format) => [format, sampleOf(format, 1)]);
		this.sample = el("p", { class: "hint", role: "status" });
		this.showSample();
		return el("fieldset", { class: "card box" }, el("legend", {}, word("admin.office.numbers")),
			this.form.choice("ticket_number.format", { label: word("admin.office.format"), value: number.format, choices, hint: word("admin.office.format.hint") }),
			el("div", { class: "beside" },
				this.form.number("ticket_number.start", { label: word("admin.office.start"), value: number.start ?? 1, otherwise: 1, min: 1, max: NUMBER_MAX }),
				this.form.number("ticket_number.max", { label: word("admin.office.max"), value: number.max ?? 999, otherwise: 999, min: 1, max: NUMBER_MAX, check: (n) => this.orderWrong(n) })),
			this.sample);
	}

	orderWrong(max) {
		const { start } = this.draft.ticket_number;
		return max < (start ?? 1) ? word("admin.office.max.wrong", { start }) : "";
	}

	showSample() {
		const { format, start = 1, max = 999 } = this.draft.ticket_number;
		const whole = Number.isInteger(start) && Number.isInteger(max) && max >= start;
		this.sample.textContent = whole ? word("admin.office.sample", { first: sampleOf(format, start), last: sampleOf(format, max), n: max - start + 1 }) : "";
	}

	edited() {
		super.edited();
		this.showSample();
	}
}
