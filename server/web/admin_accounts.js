// admin_accounts: who works here: each account with its role, where it is signed in, and what an
// administrator does with it.
import { openAccount, openNewAccount, openOwnPassword, openPassword } from "./admin_account_form.js";
import { ListSection } from "./admin_list_section.js";
import { addButton } from "./cards.js";
import { el, setText } from "./dom.js";
import { icon, setBlocked } from "./parts.js";
import { Rows } from "./rows.js";
import { word } from "./words.js";

const KINDS = ["counter_opened", "counter_paused", "counter_closed"];

// What people call the account by.
function personText({ name, user }) {
	return name || user;
}

export class AccountsSection extends ListSection {
	constructor(admin, id) {
		super(admin, id, ["user"]);
	}

	async ask() {
		return (await this.admin.get("admin/accounts")).accounts;
	}

	concerns(name, data) {
		return (name === "change" && KINDS.includes(data.kind)) || super.concerns(name, data);
	}

	actions() {
		return [addButton("admin.accounts.add", "account-add", this.does(() => openNewAccount(this)))];
	}

	body() {
		const list = (look) => el("ul", { class: `card listed ${look}` });
		const [here, ended] = [list("people"), list("people over")];
		this.here = new Rows(here, () => this.make(false), (row, account) => this.tell(row, account));
		this.ended = new Rows(ended, () => this.make(true), (row, account) => this.tell(row, account));
		this.sum = el("span", {});
		this.past = el("details", { class: "past" }, el("summary", {}, icon("chev"), el("h2", {}, this.sum)), el("p", { class: "hint" }, word("admin.accounts.ended.hint")), ended);
		return [el("p", { class: "hint" }, word("admin.accounts.hint")), here, this.past];
	}

	fill() {
		const listed = this.list.map((account) => ({ ...account, id: account.user }));
		const over = listed.filter(({ ended }) => ended);
		this.here.show(listed.filter(({ ended }) => !ended));
		this.ended.show(over);
		this.past.hidden = !over.length;
		setText(this.sum, word("admin.accounts.ended", { n: over.length }));
	}

	isOwn({ user }) {
		return user === this.admin.session.user;
	}

	make(ended) {
		const row = { li: el("li", {}), name: el("b", {}), facts: el("small", { class: "mut" }), role: el("span", { class: "tag" }), state: el("span", { class: "sm" }) };
		const button = (look, act, ...content) => this.button(look, () => act(row.item), ...content);
		const edit = button("", (account) => openAccount(this, account), icon("edit"), word("admin.edit"));
		const password = button("", (account) => (this.isOwn(account) ? openOwnPassword : openPassword)(this, account), word("admin.accounts.password"));
		const end = button("", (account) => this.end(account), word("admin.accounts.end"));
		const back = button("", (account) => this.back(account), icon("back"), word("admin.accounts.back"));
		row.end = end;
		row.buttons = ended ? [back] : [edit, password, end];
		row.labels = row.buttons.map((one) => one.textContent);
		row.li.append(el("div", { class: "who" }, row.name, row.facts), el("div", { class: "how" }, row.role, row.state), el("div", { class: "does" }, ...row.buttons));
		return row;
	}

	tell(row, account) {
		row.li.dataset.user = account.user;
		setText(row.name, personText(account));
		setText(row.facts, [account.name ? account.user : "", account.title].filter(Boolean).join(" · "));
		setText(row.role, word(`admin.role.${account.role}`));
		setText(row.state, this.stateText(account));
		row.end.hidden = this.isOwn(account);
		for (const [at, button] of row.buttons.entries()) {
			button.setAttribute("aria-label", `${row.labels[at]}: ${personText(account)}`);
			setBlocked(button, this.admin.blocked());
		}
	}

	stateText(account) {
		const { signed_in: here } = account;
		if (this.isOwn(account)) return word("admin.accounts.you");
		if (!here) return "";
		return here.counter ? word("admin.accounts.at", { counter: here.counter }) : word("admin.accounts.in");
	}

	async end(account) {
		const name = personText(account);
		const sure = await this.admin.ask({
			title: word("admin.accounts.end.ask", { name }),
			text: word(account.signed_in?.counter ? "admin.accounts.end.open" : "admin.accounts.end.text", { counter: account.signed_in?.counter ?? "" }),
			choices: [{ text: word("admin.keep"), value: false }, { text: word("admin.accounts.end"), value: true, look: "p" }],
		});
		if (!sure) return;
		await this.send("DELETE", `admin/accounts/${encodeURIComponent(account.user)}`, {}, word("admin.accounts.end.done", { name }));
		this.focus("");
	}

	async back(account) {
		await this.send("PUT", `admin/accounts/${encodeURIComponent(account.user)}`, { ended: false }, word("admin.accounts.back.done", { name: personText(account) }));
		this.focus(account.user);
	}

	// On the first button of an account, else on the heading.
	focus(user) {
		const row = [...this.here.rows.values()].find(({ item }) => item.user === user);
		(row?.buttons[0] ?? this.node.querySelector("h1")).focus();
	}
}
