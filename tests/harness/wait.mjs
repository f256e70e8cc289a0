// wait: tests wait for a condition, never for a time.

export const PATIENCE_MS = 20000;

// Asks `look` until it gives something true; a throw counts as "not yet". Fails after `patience`.
export async function until(what, look, patience = PATIENCE_MS) {
	const end = Date.now() + patience;
	let last;
	for (;;) {
		try {
			const found = await look();
			if (found) return found;
			last = undefined;
		} catch (error) {
			last = error;
		}
		if (Date.now() > end) throw new Error(`waited in vain: ${what}`, { cause: last });
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

// The promise's value, or a failure when it takes too long.
export async function within(what, promise, patience = PATIENCE_MS) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`waited in vain: ${what}`)), patience);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}
