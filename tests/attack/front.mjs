// front: a proxy as offices put before the server, with a configuration of its own in a temporary folder, that says
// of each request where it went and what came back.
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../harness/port.mjs";
import { until, within } from "../harness/wait.mjs";

const PATIENCE_MS = 200; // of the proxy with a client that says no more

// Of nginx and HAProxy the lines that differ. Both say "went came query" of each request.
const NGINX = ({ dir, port, log, to }) => `daemon off;
master_process off;
pid ${dir}/pid;
error_log ${dir}/error;
events { worker_connections 64; }
http {
	${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${dir}/${name};`).join("\n\t")}
	log_format asked "said $upstream_addr $upstream_bytes_received $args";
	access_log syslog:server=127.0.0.1:${log},nohostname asked;
	client_header_timeout ${PATIENCE_MS}ms;
	client_body_timeout ${PATIENCE_MS}ms;
	keepalive_timeout ${PATIENCE_MS}ms;
	upstream office { server 127.0.0.1:${to}; keepalive 1; }
	server {
		listen 127.0.0.1:${port};
		location / {
			proxy_pass http://office;
			proxy_http_version 1.1;
			proxy_set_header Host $http_host;
			proxy_set_header Connection "";
			proxy_next_upstream off;
		}
	}
}
`;

const HAPROXY = ({ port, log, to }) => `global
	nbthread 1
	log 127.0.0.1:${log} format raw local0
defaults
	mode http
	log global
	log-format "said %s %Tr %HQ"
	retries 0
	http-reuse always
	timeout connect 5s
	timeout server 5s
	timeout client ${PATIENCE_MS}ms
	timeout http-request ${PATIENCE_MS}ms
frontend hall
	bind 127.0.0.1:${port}
	default_backend office
backend office
	server office 127.0.0.1:${to}
`;

const KINDS = {
	nginx: { config: NGINX, command: (dir, file) => ["/usr/sbin/nginx", "-p", dir, "-e", join(dir, "error"), "-c", file] },
	haproxy: { config: HAPROXY, command: (dir, file) => ["/usr/sbin/haproxy", "-db", "-f", file] },
};

// { went: sent on, came: something was answered, query } of a line.
function readLine(text) {
	const [, to, came, query = ""] = text.slice(text.indexOf("said ")).trim().split(" ");
	const went = to !== "-" && to !== "<NOSRV>";
	return { went, came: went && (to === "office" ? came !== "-1" : Number(came) > 0), query };
}

export class Front {
	// kind: "nginx" or "haproxy"; to: the server's port
	static async start(kind, to) {
		const front = new Front();
		Object.assign(front, { kind, lines: [], said: "" });
		front.dir = await mkdtemp(join(tmpdir(), "motcua-front-"));
		front.log = createSocket("udp4").on("message", (text) => front.lines.push(readLine(String(text))));
		front.log.bind(0, "127.0.0.1");
		await once(front.log, "listening");
		front.port = await freePort();
		const file = join(front.dir, "config");
		const { config, command } = KINDS[kind];
		await writeFile(file, config({ dir: front.dir, port: front.port, log: front.log.address().port, to }));
		await front.spawn(command(front.dir, file));
		return front;
	}

	async spawn([program, ...args]) {
		this.child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
		this.child.on("error", (error) => (this.said += error));
		for (const out of [this.child.stdout, this.child.stderr]) out.on("data", (text) => (this.said += text));
		this.ended = new Promise((resolve) => this.child.on("close", resolve));
		await until(`${this.kind} to listen`, async () => (await this.ask(Buffer.from("GET / HTTP/1.0\r\n\r\n"))).length > 0)
			.catch((error) => Promise.reject(new Error(`${this.said}${error.message}`)));
	}

	// All that is answered to these bytes until the proxy closes.
	async ask(bytes) {
		const parts = [];
		const socket = connect(this.port, "127.0.0.1").on("error", () => {}).on("data", (part) => parts.push(part));
		socket.write(bytes);
		await within(`${this.kind} to close`, new Promise((resolve) => socket.on("close", resolve)));
		return Buffer.concat(parts);
	}

	// The line of the request with that query, when it is there.
	async told(query) {
		await until(`${this.kind} to tell of ${query}`, () => this.lines.some((line) => line.query.endsWith(query)));
	}

	// How many requests of those lines were sent on, and how many of these were answered.
	count(from) {
		const lines = this.lines.slice(from);
		return { went: lines.filter(({ went }) => went).length, came: lines.filter(({ came }) => came).length };
	}

	async close() {
		if (this.child?.exitCode === null) this.child.kill("SIGTERM");
		await within(`${this.kind} to end`, this.ended);
		this.log.close();
		await rm(this.dir, { recursive: true, force: true });
	}
}
