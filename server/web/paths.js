// paths: a value inside JSON by its path, such as "services.2.name_vi".
function steps(path) {
	return path.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
}

// undefined: not there
export function getAt(root, path) {
	return steps(path).reduce((value, step) => value?.[step], root);
}

// Makes what is missing on the way; undefined takes the value away.
export function setAt(root, path, value) {
	const way = steps(path);
	const last = way.pop();
	let at = root;
	for (const step of way) at = at[step] ??= {};
	if (value === undefined) delete at[last];
	else at[last] = value;
}

// The same path however it is written: "a[2].b" is "a.2.b".
export function pathOf(field) {
	return steps(field).join(".");
}

export function same(a, b) {
	if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
	if (typeof a !== "object" || typeof b !== "object" || !a || !b) return false;
	const keys = Object.keys(a);
	return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]));
}
