// count: words with a number in them, in the singular where the language has one: key, or key.one.
import { word } from "./words.js";

export function count(key, n, values = {}) {
	return word(n === 1 ? `${key}.one` : key, { n, ...values });
}
