// number: printed numbers as people type them.
// "a12" and "A012" are the same number: the letters, then the figure without its zeros.
export function bare(number) {
	const [, prefix, digits] = /^(.*?)0*(\d+)$/.exec(number.trim().toUpperCase()) ?? [];
	return digits === undefined ? number.trim().toUpperCase() : prefix + digits;
}

// Whether what was typed so far may become this number: "a", "a1" and "12" find A012.
export function couldBe(number, typed) {
	const asked = bare(typed);
	const whole = bare(number);
	return /^\d/.test(asked) ? whole.replace(/^\D*/, "").startsWith(asked) : whole.startsWith(asked) || number.toUpperCase().startsWith(typed.trim().toUpperCase());
}
