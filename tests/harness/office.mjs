// office: the sample ward, changed for a test: open round the clock, so that tests pass at any hour.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./program.mjs";

export const WARD = join(ROOT, "assets/office/ward.json");
export const PROVINCE = join(ROOT, "assets/office/province.json");
export const PROCEDURES = join(ROOT, "assets/office/procedures.json");

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export async function readOffice(path = WARD) {
	return JSON.parse(await readFile(path, "utf8"));
}

export function openAlways(office) {
	const hours = Object.fromEntries(DAYS.map((day) => [day, [["00:00", "24:00"]]]));
	const services = office.services.map((service) => ({ ...service, open_saturday: true }));
	const counters = office.counters.map(({ hours: own, ...counter }) => ({ ...counter, open_saturday: true }));
	return {
		...office,
		opening_hours: hours,
		holidays: [],
		make_up_workdays: [],
		ticket_issue: { ...office.ticket_issue, open_minutes_before: 0, stop_minutes_before_close: 0 },
		limits: { ...office.limits, kiosk_tickets_per_minute: 0 },
		services,
		counters,
	};
}

// Numbers enough for all that a machine can take in a day.
export function manyNumbers(office) {
	return { ...office, ticket_number: { ...office.ticket_number, max: 999999 } };
}

export async function writeOffice(path, office) {
	await writeFile(path, JSON.stringify(office));
}
