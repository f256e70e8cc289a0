// bell: two notes and a shake, once when a number's turn is near, again and again when it is called. A browser lets a page sound only after a touch, so the person turns it on.
import { SOON_S } from "./phone_view.js";
import { tone } from "./tone.js";

const NOTES_HZ = [784, 523];
const NOTE_S = 0.45;
const LOUD = 0.4;
const ROUNDS = 5;
const ROUND_MS = 3000;

function isNear({ state, wait }) {
	return state === "waiting" && wait?.high_s <= SOON_S;
}

export class Bell {
	constructor() {
		this.audio = null;
		this.timer = null;
		this.nudged = false;
	}

	get on() {
		return this.audio !== null;
	}

	get ringing() {
		return this.timer !== null;
	}

	// To be called from a touch.
	turn(on) {
		this.silence();
		if (on && !this.audio) this.audio = new AudioContext();
		else if (!on) {
			this.audio?.close();
			this.audio = null;
		}
	}

	// A number as it was told last, or null, and as it is now; done: when the ringing is over by itself.
	hear(before, ticket, done) {
		if (ticket.state !== "called") this.silence();
		else if (before && before.state !== "called") this.ring(done);
		if (before && isNear(ticket) && !isNear(before)) this.nudge();
		if (ticket.state !== "waiting") this.nudged = false;
	}

	// A turn that is put off and near again is no news.
	nudge() {
		if (this.on && !this.nudged) this.sound();
		this.nudged = true;
	}

	sound() {
		NOTES_HZ.forEach((hz, i) => tone(this.audio, { hz, after: i * NOTE_S, seconds: NOTE_S, loud: LOUD }));
		navigator.vibrate?.([400, 200, 400]);
	}

	ring(done) {
		if (!this.on || this.ringing) return;
		let rounds = 0;
		const round = () => {
			if (++rounds <= ROUNDS) {
				this.sound();
				return;
			}
			this.silence();
			done();
		};
		this.timer = setInterval(round, ROUND_MS);
		round();
	}

	silence() {
		clearInterval(this.timer);
		this.timer = null;
		navigator.vibrate?.(0);
	}
}
