// certificate: pairs of certificate and key as openssl makes them, each vouching for itself.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { join } from "node:path";
import { promisify } from "node:util";

// Files NAME.pem and NAME.key in a folder, good for 127.0.0.1, localhost, NAME and 30 days: { cert, key, pem }
export async function makePair(dir, name) {
	const [cert, key] = [join(dir, `${name}.pem`), join(dir, `${name}.key`)];
	await promisify(execFile)("openssl", [
		"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30",
		"-keyout", key, "-out", cert, "-subj", `/CN=${name}`, "-addext", `subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:${name}`,
	]);
	return { cert, key, pem: await readFile(cert, "utf8") };
}

// One request over TLS: { status, headers, body: its text, by: whose certificate, protocol }. ca: as PEM; more: for node's https
export function askSecurely(url, ca, { method = "GET", headers = {}, body, ...more } = {}) {
	return new Promise((resolve, reject) => {
		const sent = request(url, { method, headers, ca, agent: false, ...more }, (answer) => {
			const { subject } = answer.socket.getPeerCertificate();
			const told = { status: answer.statusCode, headers: answer.headers, by: subject.CN, protocol: answer.socket.getProtocol(), body: "" };
			answer.setEncoding("utf8").on("data", (text) => {
				told.body += text;
			});
			answer.on("end", () => resolve(told)).on("error", reject);
		});
		sent.on("error", reject).end(body);
	});
}
