// admin_backup_say: the backups in words: how safe the data are, what is under way, what came of it.
import { dayText, numberText } from "./amounts.js";
import { dayOf, now, timeText } from "./clock.js";
import { el } from "./dom.js";
import { icon } from "./parts.js";
import { sizeText } from "./size_text.js";
import { word } from "./words.js";

const RECENT_MS = 24 * 3600 * 1000;

// "17:15, 27/11/2026"
export function backupTime(at) {
	return word("admin.backup.time", { time: timeText(at), day: dayOf(at) });
}

// The first thing to know: whether there is a backup that holds, and of when.
export function standing({ proven_at: proven, late }) {
	const text = proven ? word(late ? "admin.backup.late" : "admin.backup.safe", { time: backupTime(proven) }) : word("admin.backup.never");
	if (proven && !late) return el("p", { class: "well" }, icon("check"), el("b", {}, text));
	return el("div", { class: late ? "trouble" : "advice" }, late ? icon("warn") : "", el("p", {}, text));
}

export function stepText({ task, step, percent }) {
	if (step === "copy") return word("admin.backup.step.copy", { n: percent });
	return word(task === "drill" ? "admin.backup.step.try" : `admin.backup.step.${step}`);
}

function nameTime(name, backups, at) {
	const found = backups.find((backup) => backup.name === name);
	return backupTime(found ? found.at : at);
}

// What came of the last one: what failed stays to be read, a drill as long as it is news; else null.
export function outcome(run, { backups }) {
	if (!run) return null;
	if (run.fault) {
		const key = run.task === "drill" ? "admin.backup.drill.failed" : "admin.backup.failed";
		return el("div", { class: "trouble", role: "alert" }, icon("warn"), el("p", {}, word(key, { time: backupTime(run.at), why: word(`admin.backup.fault.${run.fault}`) })));
	}
	if (run.task !== "drill" || now() - run.at > RECENT_MS) return null;
	const values = { time: nameTime(run.name, backups, run.at), day: run.day ? dayText(run.day) : "", n: numberText(run.numbers), changes: numberText(run.changes), s: numberText(Math.max(run.ms, 100) / 1000, 1) };
	return el("p", { class: "well", role: "status" }, icon("check"), el("span", {}, word(run.day ? "admin.backup.drill.done" : "admin.backup.drill.empty", values)));
}

// [name, text] of what is to be known of the folder.
export function facts({ folder, fault, same_disk: same, free, keeps, next_at: next }) {
	const list = [[word("admin.backup.folder"), folder]];
	if (fault) list.push([word("admin.backup.trouble"), word(`admin.backup.fault.${fault}`)]);
	if (free) list.push([word("admin.backup.free"), sizeText(free)]);
	if (same) list.push([word("admin.backup.note"), word("admin.backup.same_disk")]);
	list.push([word("admin.backup.next"), backupTime(next)], [word("admin.backup.keeps"), word("admin.backup.keeps.n", { n: keeps })]);
	return list;
}
