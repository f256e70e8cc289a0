// memory: what this machine remembers for the person at it; storage may be forbidden.
export function remember(name, value) {
	try {
		localStorage.setItem(`motcua.${name}`, value);
	} catch {
		return false;
	}
	return true;
}

export function recall(name) {
	try {
		return localStorage.getItem(`motcua.${name}`);
	} catch {
		return null;
	}
}
