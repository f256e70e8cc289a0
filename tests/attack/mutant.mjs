// mutant: requests that two readers may well read in two ways, made of others by chance.
const ODD = ["\0", "\t", "\n", "\r", "\x0b", "\x0c", " ", ",", ";", ":", "\"", "-", "+", "0", "\x7f", "\x80", "\xff", "\r\n"];
const ENDS = ["\n", "\r", "\r\r\n", "\n\r", "\r\n\r\n", "\r\n ", "\r\n\t", "\0\r\n", "\u0085"];
const CHUNKED = "Transfer-Encoding: chunked";
const FIELDS = [CHUNKED, "Transfer-Encoding:\tchunked", "Transfer-Encoding : chunked", "Transfer-Encoding: xchunked",
	"Transfer-Encoding: chunked, identity", "Transfer-Encoding: identity", "Transfer-Encoding:\x0bchunked",
	"Transfer-Encoding\0: chunked", `X: a\r\n ${CHUNKED}`, `X: a\n${CHUNKED}`, `X: a\r${CHUNKED}`, " Content-Length: 5",
	"Content-Length: 0", "Content-Length: 5", "Content-Length: +5", "Content-Length: 5, 5", "Content-Length: 5 ",
	"Content-Length: 00005", "Content-Length: 5\r\nContent-Length: 0", "Content-Length : 5", "Content_Length: 5",
	`Content-Length: 4\r\n${CHUNKED}`, `${CHUNKED}\r\nContent-Length: 4`, "Connection: Content-Length",
	"Connection: Transfer-Encoding", "Connection: close", "Connection: keep-alive", "Expect: 100-continue",
	"Upgrade: h2c\r\nConnection: Upgrade", "Host: other.example", "X-HTTP-Method-Override: PUT", "TE: trailers"];
const HIDDEN = "GET /none?hidden HTTP/1.1\r\nHost: mc.example\r\n\r\n";
const BODIES = ["abc", "0\r\n\r\n", `0\r\n\r\n${HIDDEN}`, "5\r\nabcde\r\n0\r\n\r\n", `3\r\nabc\r\n0\r\n\r\n${HIDDEN}`,
	`5;\nabcde\r\n0\r\n\r\n${HIDDEN}`, `0\r\nX: a\r\n\r\n${HIDDEN}`, `0x5\r\nabcde\r\n0\r\n\r\n`, HIDDEN, `\r\n${HIDDEN}`];

// Puts `text` in the place of `length` characters.
function put(bytes, at, length, text) {
	return bytes.slice(0, at) + text + bytes.slice(at + length);
}

// Where one of the ends of its lines is.
function endOfLine(bytes, random) {
	const ends = [...bytes.matchAll(/\r\n/g)].map(({ index }) => index);
	return ends.length > 0 ? random.pick(ends) : bytes.length;
}

const CHANGES = [
	(bytes, random) => put(bytes, random.between(0, bytes.length), 1, random.pick(ODD)),
	(bytes, random) => put(bytes, random.between(0, bytes.length), 0, random.pick(ODD)),
	(bytes, random) => put(bytes, random.between(0, bytes.length), random.between(1, 4), ""),
	(bytes, random) => put(bytes, endOfLine(bytes, random), 2, random.pick(ENDS)),
	(bytes, random) => put(bytes, endOfLine(bytes, random), 0, `\r\n${random.pick(FIELDS)}`),
	(bytes, random) => put(bytes, endOfLine(bytes, random), 0, `\r\n${random.pick(FIELDS)}`),
	(bytes, random) => bytes + random.pick(BODIES),
	(bytes, random) => bytes.replace(/\d+(?=\r\n)/, random.between(0, 40)),
	(bytes, random) => bytes.replace(/^[A-Z]+/, random.pick(["GET", "POST", "HEAD", "PUT", "OPTIONS"])),
];

// The bytes, changed in one to four places.
export function mutate(bytes, random) {
	let text = bytes.toString("latin1");
	for (let changes = random.between(1, 4); changes > 0; changes--) text = random.pick(CHANGES)(text, random);
	return Buffer.from(text, "latin1");
}
