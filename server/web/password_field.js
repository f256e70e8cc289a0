// password_field: where a password is set: hidden or shown, and one suggested by the page.
import { el } from "./dom.js";
import { word } from "./words.js";

const PASSWORD_MIN = 10;
const CONSONANTS = "bcdghklmnprstv";
const VOWELS = "aeiou";
const SYLLABLES = 6;

function pick(signs) {
	return signs[crypto.getRandomValues(new Uint32Array(1))[0] % signs.length];
}

// "baco-timu-keda-47": easily read out and typed, with 43 bits of chance.
function suggestPassword() {
	const syllables = Array.from({ length: SYLLABLES }, () => pick(CONSONANTS) + pick(VOWELS));
	const words = [0, 2, 4].map((at) => syllables.slice(at, at + 2).join(""));
	return `${words.join("-")}-${pick("23456789")}${pick("23456789")}`;
}

function passwordWrong(text) {
	return Array.from(text).length < PASSWORD_MIN ? word("admin.password.short", { n: PASSWORD_MIN }) : "";
}

/*
 * The field at a path of the form, its blanks kept as they are; options as form.js has them. fresh: it
 * is a new one, which must be long enough. with: another field's path, shown and hidden together.
 */
export function passwordField(form, path, { fresh = true, ...options }) {
	const control = el("input", { type: "password", autocomplete: fresh ? "new-password" : "current-password", autocapitalize: "none", spellcheck: "false", dir: "auto" });
	return form.add(path, control, { need: true, check: fresh ? passwordWrong : () => "", ...options, read: () => control.value });
}

// Shows and hides those fields; with `suggest` also fills them in.
export function passwordTools(form, paths, { suggest = false } = {}) {
	const controls = () => paths.map((path) => form.fields.get(path).control);
	const show = el("input", { type: "checkbox" });
	const turn = () => controls().forEach((control) => (control.type = show.checked ? "text" : "password"));
	show.addEventListener("change", turn);
	const give = el("button", { type: "button", class: "b" }, word("admin.password.suggest"));
	give.addEventListener("click", () => {
		const password = suggestPassword();
		show.checked = true;
		turn();
		for (const control of controls()) {
			control.value = password;
			control.dispatchEvent(new Event("input"));
			control.dispatchEvent(new Event("blur"));
		}
	});
	return el("div", { class: "password-tools" }, el("label", { class: "check" }, show, el("span", {}, word("admin.password.show"))), suggest ? give : "");
}
