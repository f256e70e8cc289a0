// line_break: a text on lines of their own, as full as they go. Knows neither sizes nor the page.

// fits(line): whether there is room for it. A word that is longer than a line stands alone.
export function linesOf(text, fits) {
	const lines = [];
	let line = "";
	for (const next of text.split(" ")) {
		const longer = line ? `${line} ${next}` : next;
		if (line && !fits(longer)) {
			lines.push(line);
			line = next;
		} else {
			line = longer;
		}
	}
	return line ? [...lines, line] : lines;
}
