// mounts: disks of the test's own, which programs that are started `through` them see, and who else looks through
// `path`. Made of Linux' namespaces, which end with the process in them, whatever becomes of the test.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { open, rm } from "node:fs/promises";

const RIGHTS = [["--mount"], ["--mount", "--user", "--map-root-user"]]; // of root, or of who is root there alone

function rights() {
	return RIGHTS.find((flags) => spawnSync("unshare", [...flags, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0);
}

// Why there can be none; false: there can.
export const NO_MOUNTS = rights() ? false : "this machine gives no mounts of one's own";

export class Mounts {
	// script: what is mounted, in sh, with its arguments as "$1" …
	static async open(t, script, args) {
		const mounts = new Mounts();
		const held = ["sh", "-ec", `${script}\necho ready\nread -r end`, "sh", ...args];
		mounts.child = spawn("unshare", [...rights(), ...held], { stdio: ["pipe", "pipe", "inherit"] });
		mounts.ended = once(mounts.child, "exit");
		t.after(() => mounts.close());
		await Promise.race([once(mounts.child.stdout, "data"), mounts.ended.then(() => Promise.reject(new Error("no mounts")))]);
		const user = rights().includes("--user") ? ["--user", "--preserve-credentials"] : [];
		mounts.through = ["nsenter", "--target", `${mounts.child.pid}`, ...user, "--mount", `--wd=${process.cwd()}`];
		return mounts;
	}

	// A folder that can be read and no more.
	static readOnly(t, path) {
		return Mounts.open(t, 'mount --bind "$1" "$1"\nmount -o remount,ro,bind "$1"', [path]);
	}

	// What is in a folder, on a disk of this size ("3m").
	static small(t, path, size) {
		return Mounts.open(t, 'cp -a "$1" "$1.all"\nmount -t tmpfs -o "size=$2" tmpfs "$1"\ncp -a "$1.all/." "$1"', [path, size]);
	}

	// Where a path of theirs is to be found.
	path(path) {
		return `/proc/${this.child.pid}/root${path}`;
	}

	// Takes all the room that is left, to the last byte.
	async fill(file) {
		const handle = await open(this.path(file), "w");
		for (let size = 65536; size >= 1; ) {
			const { bytesWritten } = await handle.write(Buffer.alloc(size)).catch(() => ({ bytesWritten: 0 }));
			if (bytesWritten < size) size >>= 1;
		}
		await handle.close();
	}

	free(file) {
		return rm(this.path(file));
	}

	async close() {
		this.child.stdin.end("\n");
		await this.ended;
	}
}
