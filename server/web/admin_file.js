// admin_file: members of the office file, read with their version and written back only where nobody
// else changed the file meanwhile.
const PARTS = {
	services: ["services"],
	counters: ["counters", "zones", "saturday_counters"],
	calendar: ["opening_hours", "holidays", "make_up_workdays", "ticket_issue"],
	rules: ["priority_classes", "priority_rule", "limits", "call", "appointment_slips", "visit", "indicators"],
	texts: ["office", "slip", "ticket_number", "notices"],
};
const TRIES = 3;

function partsOf(members) {
	return Object.keys(PARTS).filter((part) => PARTS[part].some((name) => members.includes(name)));
}

// { version, <the members> }; read again where somebody changed the file between two of its parts
export async function readMembers(admin, members) {
	for (let tries = 1; ; tries++) {
		const parts = await Promise.all(partsOf(members).map((part) => admin.get(`admin/${part}`)));
		const [{ version }] = parts;
		if (tries < TRIES && parts.some((part) => part.version !== version)) continue;
		const all = Object.assign({}, ...parts);
		return { version, ...Object.fromEntries(members.filter((name) => name in all).map((name) => [name, all[name]])) };
	}
}

function wanted(members, view) {
	return Object.fromEntries(members.map((name) => [name, view[name] ?? null]));
}

// Members of several parts are written at once, so that no part is without what the other needs.
async function writeWhole(admin, members, view) {
	const file = { ...(await admin.get("admin/office")), ...wanted(members, view) };
	const said = Object.fromEntries(Object.entries(file).filter(([, value]) => value !== null));
	await admin.send("PUT", `admin/office?version=${view.version}`, said);
}

// Throws Refusal "wrong_state" when the view's version is not the newest.
export async function writeMembers(admin, members, view) {
	const [part, ...more] = partsOf(members);
	if (more.length) await writeWhole(admin, members, view);
	else await admin.send("PUT", `admin/${part}`, { version: view.version, ...wanted(members, view) });
}
