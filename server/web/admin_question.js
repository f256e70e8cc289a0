// admin_question: a question over the page, answered with one of its buttons.
import { byId, el } from "./dom.js";

// title, text: words; choices: [{ text, value, look }], the first with the focus; look: "p" for the
// one that does it. Escape answers null.
export function question({ title, text = "", more = [], choices }) {
	const dialog = byId("question");
	return new Promise((resolve) => {
		let answer = null;
		const buttons = choices.map(({ text: label, value, look = "" }) => {
			const button = el("button", { type: "button", class: `b ${look}` }, label);
			button.addEventListener("click", () => {
				answer = value;
				dialog.close();
			});
			return button;
		});
		dialog.replaceChildren(el("h2", { id: "question-title" }, title), text ? el("p", {}, text) : "", ...more, el("div", { class: "row" }, ...buttons));
		dialog.addEventListener("close", () => resolve(answer), { once: true });
		dialog.showModal();
		buttons[0].focus();
	});
}
