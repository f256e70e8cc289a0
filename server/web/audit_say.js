// audit_say: what administrators did, in words: the act, the place that it changed, and what stood and
// stands there. What has no word of its own is told as it is kept.
import { dateText as dayText } from "./calendar_days.js";
import { dateOf } from "./form_values.js";
import { nameOf, word } from "./words.js";

const MEMBERS_MAX = 6;
const LIST_MAX = 8;
const NAMES = ["name_vi", "name", "vi", "id", "code", "date"];

// A word where there is one.
function known(key) {
	const text = word(key);
	return text === key ? "" : text;
}

function plain(name) {
	return name.replaceAll("_", " ");
}

function memberText(name) {
	return known(`admin.audit.member.${name}`) || known(`admin.part.${name}`) || known(`admin.day.${name}`) || plain(name);
}

// As the form of the rules calls it.
function ruleText(group, name) {
	const text = known(`admin.rule.${group}.${name}`) || known(`admin.rule.${name}`) || memberText(name);
	return text.charAt(0).toLowerCase() + text.slice(1);
}

function quoted(text) {
	return word("admin.quoted", { text });
}

// "Chứng thực" of a service's id.
function idText(list, id, office) {
	if (dateOf(id)) return dayText(id);
	const found = { services: office.services, zones: office.zones, priority_classes: office.priorities }[list]?.find((one) => one.id === id);
	return nameOf(found?.name) || id;
}

// "Lĩnh vực Chứng thực", "Quầy 3".
function oneText(list, id, office) {
	return `${known(`admin.audit.one.${list}`)} ${idText(list, id, office)}`.trim();
}

// The place of a change of the office file or the catalogue.
function filePlace(steps, office) {
	const [top, ...rest] = steps;
	const lists = ["services", "counters", "zones", "holidays", "make_up_workdays", "priority_classes", "procedures", "outcomes", "indicators"];
	const day = top === "opening_hours" && rest.length ? known(`admin.day.${rest[0]}`) : "";
	if (day) return `${memberText(top)}, ${day}`;
	if (!rest.length) return memberText(top);
	if (lists.includes(top)) return [oneText(top, rest[0], office), ...rest.slice(1).map(memberText)].join(": ");
	return [memberText(top), ...rest.map((name) => ruleText(top, name))].join(": ");
}

export function placeText({ kind }, path, office) {
	const steps = path.split(".");
	if (!path) return word("admin.audit.whole");
	const text = kind === "office" || (kind === "catalogue" && steps[0] === "procedures") ? filePlace(steps, office) : steps.map(memberText).join(": ");
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/* What stands somewhere. */

function isSpan(value) {
	return Array.isArray(value) && value.length === 2 && value.every((hour) => /^\d\d:\d\d$/.test(hour));
}

// [["chung-thuc", 1]]: what a counter serves
function isServed(value) {
	return Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && Number.isInteger(value[1]);
}

function listText(list, office) {
	if (!list.length) return word("admin.audit.none");
	const shown = list.slice(0, LIST_MAX).map((value) => {
		if (isSpan(value)) return value.join("–");
		if (isServed(value)) return `${idText("services", value[0], office)} (${value[1] === 1 ? word("admin.services.own").toLowerCase() : word("admin.audit.help", { n: value[1] })})`;
		if (typeof value === "string") return idText("services", value, office);
		return valueText(value, "", office);
	});
	return shown.join(", ") + (list.length > LIST_MAX ? word("admin.audit.more", { n: list.length - LIST_MAX }) : "");
}

// Whether a member of a thing tells anything beside its name.
function says(member) {
	if (Array.isArray(member)) return member.length > 0;
	return member instanceof Object ? Object.values(member).some(says) : !["", false, null].includes(member);
}

function objectText(value, office) {
	const named = NAMES.find((name) => typeof value[name] === "string" && value[name]);
	const told = ([name, member]) => name !== named && name !== "hash" && says(member);
	const rest = Object.entries(value).filter(told);
	const said = rest.slice(0, MEMBERS_MAX).map(([name, member]) => memberText(name) + (member === true ? "" : ` ${valueText(member, name, office)}`));
	const lead = named ? quoted(value[named]) : "";
	return [lead, ...said].filter(Boolean).join("; ") + (rest.length > MEMBERS_MAX ? "…" : "");
}

export function valueText(value, name, office) {
	if (value === null || value === undefined || value === "") return word("admin.audit.none");
	if (typeof value === "boolean") return word(value ? "form.yes" : "form.no");
	if (name === "measure") return known(`admin.indicators.of.${value}`) || value;
	if (name === "role") return known(`admin.role.${value}`) || known(`lead.device.${value}`) || value;
	if (typeof value === "number") return /valid_|from$/.test(name) && value > 19000101 ? dayText(String(value).replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3")) : String(value);
	if (typeof value === "string") return dateOf(value) ? dayText(value) : quoted(value);
	return Array.isArray(value) ? listText(value, office) : objectText(value, office);
}

/* The act. */

// "Lê Minh Quân (Quản trị)"; "kiosk-1 (Ki-ốt lấy số)" of a device that enrolled itself
export function whoText({ by, name }) {
	const [role, account] = by.split(":");
	if (!account) return word("admin.audit.system");
	const kind = known(`admin.role.${role}`) || known(`lead.device.${role}`) || role;
	return word("admin.audit.who", { name: name || account, role: kind.toLowerCase() });
}

// A whole file in the place of what was there, by an administrator or by a command on the server.
export function isImport({ act, by, object: { kind, id } }) {
	return act === "import" || (act === "put" && by === "system" && !id && ["office", "catalogue"].includes(kind));
}

export function actText(entry) {
	const { kind, id } = entry.object;
	const act = isImport(entry) ? "import" : entry.act;
	if (act === "undo") return word("admin.audit.undo", { what: (known(`admin.audit.of.${kind}`) || kind) + (id ? ` ${id}` : "") });
	const text = known(`admin.audit.act.${kind}.${act}`);
	if (text) return text.replace("{id}", id ?? "");
	return word("admin.audit.other", { what: [known(`admin.audit.of.${kind}`) || kind, id].filter(Boolean).join(" "), act });
}

// In one line: which places, as far as there is room.
export function summaryText(object, changes, office) {
	const [{ path, was, is } = {}] = changes;
	if (path === "") return ["office", "catalogue"].includes(object.kind) ? "" : valueText(is ?? was, "", office);
	const places = [...new Set(changes.map(({ path }) => placeText(object, path, office)))];
	const shown = places.slice(0, 3).join("; ");
	return places.length > 3 ? shown + word("admin.audit.more", { n: places.length - 3 }) : shown;
}
