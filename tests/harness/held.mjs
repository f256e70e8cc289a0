// held: a listening socket that is not the server's, as systemd's are: whoever connects while the server is away
// waits in it.

// As systemd hands it over: descriptor 3, and the process's own number.
const THROUGH = ["sh", "-c", 'LISTEN_PID=$$ exec "$0" "$@"'];

export class HeldSocket {
	// Not a server of node's: that would accept who comes.
	constructor() {
		const { TCP, constants } = process.binding("tcp_wrap");
		this.handle = new TCP(constants.SERVER);
		if (this.handle.bind("127.0.0.1", 0) !== 0) throw new Error("no port to be had");
	}

	// For Server.start.
	get handed() {
		return { through: THROUGH, env: { LISTEN_FDS: "1" }, stdio: ["pipe", "pipe", "pipe", this.handle.fd] };
	}

	close() {
		this.handle.close();
	}
}
