// Behind nginx as the README sets it up: the session's cookie, the feed at once, and everybody as himself.
import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { get } from "node:https";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { askSecurely, makePair } from "../harness/certificate.mjs";
import { Kiosk } from "../harness/client.mjs";
import { freePort } from "../harness/port.mjs";
import { ROOT } from "../harness/program.mjs";
import { PASSWORD, Server } from "../harness/server.mjs";
import { until, within } from "../harness/wait.mjs";

const NAME = "motcua.phuong.vn";
const READERS = 70; // more than one address may have

// The README's own lines, but for addresses and files.
async function configuration(dir, { port, to, pair }) {
	const readme = await readFile(join(ROOT, "README.md"), "utf8");
	const [block] = /^ {4}server \{ +# nginx\n[^]*?^ {4}\}\n/m.exec(readme);
	const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${dir}/${name};`);
	const server = block.replace("listen 443 ssl", `listen 127.0.0.1:${port} ssl`).replace("127.0.0.1:8080", `127.0.0.1:${to}`)
		.replace("/etc/ssl/motcua.pem", pair.cert).replace("/etc/ssl/motcua.key", pair.key);
	return `daemon off;\nmaster_process off;\npid ${dir}/pid;\nevents { worker_connections 512; }\nhttp {\naccess_log off;\n${temporary.join("\n")}\n${server}}\n`;
}

async function open(t) {
	const args = ["--host", NAME, "--trusted-proxy", "127.0.0.1", "--public-url", `https://${NAME}`];
	const server = await Server.start({ catalogue: false, args });
	t.after(() => server.close());
	const dir = await mkdtemp(join(tmpdir(), "motcua-nginx-"));
	const [pair, port] = await Promise.all([makePair(dir, NAME), freePort()]);
	await writeFile(join(dir, "nginx.conf"), await configuration(dir, { port, to: server.port, pair }));
	const nginx = spawn("/usr/sbin/nginx", ["-p", dir, "-e", join(dir, "error"), "-c", join(dir, "nginx.conf")], { stdio: "ignore" });
	const ended = once(nginx, "exit");
	t.after(async () => {
		nginx.kill();
		await within("nginx to end", ended);
		await rm(dir, { recursive: true });
	});
	const url = `https://localhost:${port}`;
	const headers = { Host: NAME };
	const ask = (path, more) => askSecurely(url + path, pair.pem, { ...more, headers: { ...headers, ...more?.headers } });
	await until("nginx to serve", async () => (await ask("/healthz")).status === 200);
	return { server, ask, follow: async () => (await once(get(`${url}/api/v1/feed`, { ca: pair.pem, agent: false, headers }), "response"))[0] };
}

test("proxied: a cookie for https alone, and the feed at once to more readers than one address may have", async (t) => {
	const { server, ask, follow } = await open(t);
	const body = JSON.stringify({ user: "an", password: PASSWORD });
	const session = await ask("/api/v1/session", { method: "POST", headers: { "Content-Type": "application/json", Origin: `https://${NAME}` }, body });
	assert.match(session.headers["set-cookie"][0], /; Secure$/);
	const readers = await Promise.all(Array.from({ length: READERS }, follow));
	const heard = readers.map(() => "");
	readers.forEach((reader, i) => {
		t.after(() => reader.destroy());
		reader.on("error", () => {}).setEncoding("utf8").on("data", (text) => {
			heard[i] += text;
		});
	});
	await until("all to have begun", () => heard.every((text) => text.includes("event: snapshot")));
	const { number, url } = await new Kiosk(server.url, { key: server.keys.cua }).take("ho-tich");
	await until("all to hear of it", () => heard.every((text) => text.includes(`"${number}"`)));
	assert.ok(url.startsWith(`https://${NAME}/t/`));
});
