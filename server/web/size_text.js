// size_text: how large a file is, as people say it.
import { numberText } from "./amounts.js";

const UNITS = ["KB", "MB", "GB", "TB"];

// "12 KB", "3,2 MB"
export function sizeText(bytes) {
	let size = bytes / 1024;
	let at = 0;
	while (size >= 1000 && at < UNITS.length - 1) {
		size /= 1024;
		at++;
	}
	const few = at > 0 && size < 10;
	return `${numberText(few ? size : Math.max(1, Math.round(size)), few ? 1 : 0)}\u00A0${UNITS[at]}`;
}
