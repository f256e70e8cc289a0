// table_fields: fields, Host, conditions and ranges (RFC 9112, section 5; RFC 9110, sections 5, 7.2, 13, 14).
import { get, HOST, lines, NAME, request } from "./table.mjs";

const LINE = "GET /healthz HTTP/1.1";
const host = (...all) => lines(LINE, ...all.map((value) => `Host:${value}`), "");
const many = (n) => Array.from({ length: n }, (_, i) => `X-${i}: a`);

// A GET whose head is that long.
function head(length) {
	const short = get("X-Long: ");
	return get(`X-Long: ${"a".repeat(length - short.length)}`);
}

export const FIELDS = [
	// names and values
	["9112 5", get("X:"), "200 stays"],
	["9112 5", get("X:a"), "200 stays"],
	["9112 5", get("X: \t a \t "), "200 stays"],
	["9110 5.5", get("X: a\tb: c"), "200 stays"],
	["9110 5.5", get("X: caf\xc3\xa9 \xff"), "200 stays"],
	["9110 5.6.2", get("!#$%&'*+-.^_`|~09: a"), "200 stays"],
	["9110 5.6.4", get("X: \"a\\\"b"), "200 stays"],
	["9110 5.1", get("X-Unknown: a", "X-Unknown: b"), "200 stays"],
	["9112 5.1", get("X : a"), "400 closes"],
	["9112 5.1", get("X\t: a"), "400 closes"],
	["9112 5.1", lines(LINE, `Host : ${NAME}`, ""), "400 closes"],
	["9110 5.1", get("X y: a"), "400 closes"],
	["9110 5.1", get(": a"), "400 closes"],
	["9112 5", get("X"), "400 closes"],
	["9110 5.1", get("\xc3\xa9: a"), "400 closes"],
	["9110 5.1", get("X(y): a"), "400 closes"],
	["9110 5.1", get("X\0: a"), "400 closes"],
	["9110 5.5", get("X: a\0b"), "400 closes"],
	["9110 5.5", get("X: a\x01b"), "400 closes"],
	["9110 5.5", get("X: a\x0bb"), "400 closes"],
	["9110 5.5", get("X: a\x7fb"), "400 closes"],
	["9112 2.2", get("X: a\rb"), "400 closes"],
	["9112 2.2", get("X: a\r"), "400 closes"],
	["9112 2.2", get("X: a\nY: b"), "400 closes"],
	["9112 2.2", `${LINE}\r\n${HOST}\r\n\n`, "400 closes"],
	["9112 2.2", `${LINE}\r\n${HOST}\n\r\n`, "400 closes"],
	["9112 2.2", `${LINE}\n${HOST}\n\n`, "400 closes"],
	["9112 5.2", get("X: a\r\n b"), "400 closes"],
	["9112 5.2", get("X: a\r\n\tb"), "400 closes"],
	["9112 5.2", get("X: a\r\n "), "400 closes"],
	["9112 2.2", lines(LINE, ` ${HOST}`, ""), "400 closes"],
	["9112 2.2", lines(LINE, " ", HOST, ""), "400 closes"],

	// how many and how large
	["6585 5", get(...many(63)), "200 stays"],
	["6585 5", get(...many(64)), "431 closes"],
	["6585 5", get(...many(500)), "431 closes"],
	["6585 5", head(8192), "200 stays"],
	["6585 5", head(8193), "431 closes"],
	["6585 5", head(20000), "431 closes"],
	["6585 5", get(`${"X".repeat(9000)}: a`), "431 closes"],

	// Host
	["9112 3.2", host(), "400 closes"],
	["9112 3.2", lines(LINE, HOST, HOST, ""), "400 closes"],
	["9112 3.2", lines(LINE, HOST, "hOST: other.example", ""), "400 closes"],
	["9112 3.2", lines("GET /healthz HTTP/1.0", HOST, HOST, ""), "400 closes"],
	["9110 7.2", host(NAME), "200 stays"],
	["9110 4.2.3", host(` ${NAME.toUpperCase()} `), "200 stays"],
	["9110 7.2", host(` ${NAME}:80`), "200 stays"],
	["3986 3.2.3", host(` ${NAME}:`), "200 stays"],
	["9110 7.4", host(""), "421 closes"],
	["9110 7.4", host(" other.example"), "421 closes"],
	["9110 7.4", host(` ${NAME}.`), "421 closes"],
	["9110 7.4", host(` x.${NAME}`), "421 closes"],
	["9110 7.4", host(` ${NAME}.other.example`), "421 closes"],
	["9110 7.4", host(" 192.0.2.1"), "421 closes"],
	["9110 7.4", host(" [::2]"), "421 closes"],
	["9110 7.4", host(" [fe80::1]:8080"), "421 closes"],
	["9110 7.4", host(` ${NAME},other.example`), "421 closes"],
	["9112 3.2", host(` ${NAME}, other.example`), "400 closes"],
	["9112 3.2", host(` ${NAME} other.example`), "400 closes"],
	["9112 3.2", host(` ${NAME}:65536`), "400 closes"],
	["9112 3.2", host(` ${NAME}:-1`), "400 closes"],
	["9112 3.2", host(` ${NAME}:80:80`), "400 closes"],
	["9112 3.2", host(" :80"), "400 closes"],
	["9112 3.2", host(` ${NAME}/healthz`), "400 closes"],
	["9112 3.2", host(` user@${NAME}`), "400 closes"],
	["9112 3.2", host(` http://${NAME}`), "400 closes"],
	["9112 3.2", host(" ::1"), "400 closes"],
	["9112 3.2", host(" [::1"), "400 closes"],
	["9112 3.2", host(" [::1]x"), "400 closes"],
	["9112 3.2", host(" [::g]"), "400 closes"],
	["9112 3.2", host(` ${NAME}\0`), "400 closes"],
	["9112 3.2", host(" b\xc3\xa9"), "400 closes"],

	// conditions and ranges
	["9110 13.1.2", get("If-None-Match: \"other\""), "200 stays"],
	["9110 13.1.2", get("If-None-Match: W/\"other\", \"more\""), "200 stays"],
	["9110 13.1.1", get("If-Match: *"), "200 stays"],
	["9110 13.1.3", get("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT"), "200 stays"],
	["9110 13.1.3", get("If-Modified-Since: yesterday"), "200 stays"],
	["9110 13.1.4", get("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT"), "200 stays"],
	["9110 13.2.1", request("GET /none HTTP/1.1", "If-None-Match: *"), "404 stays"],
	["9110 14.2", get("Range: bytes=0-3"), "200 stays"],
	["9110 14.2", get("Range: bytes=900000-"), "200 stays"],
	["9110 14.2", get("Range: bytes=0-0,0-0,0-0,0-0,0-0,0-0"), "200 stays"],
	["9110 14.2", get("Range: lines=1-2"), "200 stays"],
	["9110 14.2", get("Range: bytes=-"), "200 stays"],
	["9110 13.1.5", get("Range: bytes=0-3", "If-Range: \"other\""), "200 stays"],
	["9110 12.5.1", get("Accept: text/html;q=0.9, */*;q=0"), "200 stays"],
	["9110 12.5.3", get("Accept-Encoding: br, gzip;q=0"), "200 stays"],
	["9110 12.5.4", get("Accept-Language: en-\x80, *;q=x"), "200 stays"],
	["9110 11.6.2", get("Authorization: Basic eDp5"), "200 stays"],
	["6265 5.4", get("Cookie: ;;=;motcua=;motcua"), "200 stays"],
];
