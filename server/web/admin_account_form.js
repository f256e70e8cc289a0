// admin_account_form: the forms of an account: a new one, who somebody is, a password anew.
import { openForm } from "./admin_dialog.js";
import { el } from "./dom.js";
import { passwordField, passwordTools } from "./password_field.js";
import { word } from "./words.js";

const NAME_MAX = 60;
const USER_MAX = 32;
const ROLES = ["clerk", "lead", "admin"];
const USER = /^[A-Za-z0-9._][A-Za-z0-9._-]*$/;

export function userField(form, value) {
	const check = (text) => (USER.test(text) ? "" : word("admin.accounts.user.wrong"));
	const more = { autocomplete: "username", autocapitalize: "none", spellcheck: "false" };
	return form.text("user", { label: word("admin.accounts.user"), value, max: USER_MAX, need: true, hint: word("admin.accounts.user.hint"), check, more });
}

export function personFields(form, { name, title }) {
	return [
		form.text("name", { label: word("admin.accounts.name"), value: name, max: NAME_MAX, need: true, hint: word("admin.accounts.name.hint") }),
		form.text("title", { label: word("admin.accounts.title"), value: title, max: NAME_MAX, hint: word("admin.accounts.title.hint") }),
	];
}

// One's own role is changed by another administrator, so that somebody is always left who can.
function roleField(form, role, own) {
	const choices = (own ? [role] : ROLES).map((one) => [one, word(`admin.role.${one}`)]);
	const hint = own ? word("admin.accounts.role.own") : ROLES.map((one) => word(`admin.role.${one}.hint`)).join(" ");
	return form.choice("role", { label: word("admin.accounts.role"), value: role, choices, hint });
}

function pathOf({ user }) {
	return `admin/accounts/${encodeURIComponent(user)}`;
}

// Sends it; what comes of it is said, and the focus goes to the account.
async function send(section, method, path, body, user, text) {
	await section.admin.send(method, path, body);
	await section.read();
	section.admin.say(text);
	return () => section.focus(user);
}

export function openNewAccount(section) {
	const draft = { name: "", title: "", user: "", role: "clerk", password: "" };
	openForm({
		id: "account",
		draft,
		title: word("admin.accounts.add"),
		does: word("admin.accounts.add.do"),
		fill: (form) => [
			...personFields(form, draft),
			roleField(form, draft.role, false),
			userField(form, draft.user),
			passwordField(form, "password", { label: word("admin.accounts.password.first"), hint: word("admin.accounts.password.hint") }),
			passwordTools(form, ["password"], { suggest: true }),
		],
		take: () => send(section, "POST", "admin/accounts", draft, draft.user, word("admin.accounts.added", { name: draft.name, user: draft.user })),
	});
}

export function openAccount(section, account) {
	const { name, title, role } = account;
	const draft = { name, title, role };
	const own = section.isOwn(account);
	openForm({
		id: "account",
		draft,
		title: word("admin.accounts.edit", { user: account.user }),
		does: word("admin.save"),
		fill: (form) => [
			...personFields(form, draft),
			roleField(form, role, own),
			own ? "" : el("p", { class: "hint" }, word("admin.accounts.signs_out")),
		],
		take: () => send(section, "PUT", pathOf(account), draft, account.user, word("admin.accounts.changed", { name: draft.name })),
	});
}

export function openPassword(section, account) {
	const draft = { password: "" };
	const name = account.name || account.user;
	openForm({
		id: "account",
		draft,
		title: word("admin.accounts.password.of", { name }),
		does: word("admin.accounts.password.set"),
		fill: (form) => [
			passwordField(form, "password", { label: word("admin.accounts.password.new"), hint: word("admin.accounts.password.tell") }),
			passwordTools(form, ["password"], { suggest: true }),
		],
		take: () => send(section, "PUT", pathOf(account), draft, account.user, word("admin.accounts.password.done", { name })),
	});
}

export function openOwnPassword(section, account) {
	const draft = { old: "", new: "" };
	openForm({
		id: "account",
		draft,
		title: word("admin.accounts.password.own"),
		does: word("admin.accounts.password.set"),
		fill: (form) => [
			passwordField(form, "old", { label: word("admin.accounts.password.old"), fresh: false }),
			passwordField(form, "new", { label: word("admin.accounts.password.new"), hint: word("admin.accounts.password.own.hint") }),
			passwordTools(form, ["old", "new"]),
		],
		take: () => send(section, "PUT", "session/password", draft, account.user, word("admin.accounts.password.own.done")),
	});
}
