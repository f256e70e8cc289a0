// notify: hears what a program tells systemd (sd_notify(3)). Datagrams are beyond node's own sockets: perl listens.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { within } from "./wait.mjs";

const LISTEN = `
	use Socket;
	$| = 1;
	my ($ear, $said);
	socket($ear, AF_UNIX, SOCK_DGRAM, 0) && bind($ear, sockaddr_un($ARGV[0])) or die "$!";
	print "\\n";
	while (defined recv($ear, $said, 4096, 0)) { print "$said\\n" }`;

export class NotifyEar {
	static async open(t) {
		const ear = new NotifyEar();
		ear.heard = "";
		const dir = await mkdtemp(join(tmpdir(), "motcua-notify-"));
		ear.path = join(dir, "socket");
		const child = spawn("perl", ["-e", LISTEN, ear.path], { stdio: ["ignore", "pipe", "inherit"] });
		t.after(async () => {
			child.kill();
			await rm(dir, { recursive: true });
		});
		await within("the ear to open", once(child.stdout.setEncoding("utf8"), "data"));
		child.stdout.on("data", (text) => {
			ear.heard += text;
		});
		return ear;
	}
}
