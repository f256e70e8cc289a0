// table: how a request of the tables is written, and what is expected of it.
//
// A row is [source, request, answers]. The source is where the answer follows from: "9112 6.3" is section 6.3 of RFC
// 9112. The answers: their status codes in order ("head:200" for one to HEAD), then whether the connection "stays" open
// for more or is closed ("closes"). With "cut" before them the client sends no more after these bytes.
export const NAME = "mc.example"; // what the server is called
export const HOST = `Host: ${NAME}`;

// Lines, each ended as it must be.
export function lines(...all) {
	return all.map((line) => `${line}\r\n`).join("");
}

// A request with its empty line, and its Host where it is not told another.
export function request(line, ...fields) {
	return lines(line, HOST, ...fields, "");
}

// GET of what always answers 200.
export function get(...fields) {
	return request("GET /healthz HTTP/1.1", ...fields);
}

// POST to what answers 405 when it has read the body.
export function post(body, ...fields) {
	return request("POST /healthz HTTP/1.1", ...fields) + body;
}

// { cite, bytes, statuses, stays, cut } of a row; key: of a kiosk, where the request says KEY
export function read([cite, text, answers], key = "") {
	const words = answers.split(" ");
	const cut = words[0] === "cut" && words.shift() === "cut";
	const stays = words.pop() === "stays";
	return { cite, bytes: Buffer.from(text.replace("KEY", key), "latin1"), statuses: words, stays, cut };
}
