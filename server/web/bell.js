// bell: two notes and a shake when a number is called. A browser lets a page sound only after a
// touch, so the person turns it on.
import { tone } from "./tone.js";

const NOTES_HZ = [784, 523];
const NOTE_S = 0.45;
const LOUD = 0.4;
const ROUNDS = 5;
const ROUND_MS = 3000;

export class Bell {
	constructor() {
		this.audio = null;
		this.timer = null;
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

	ring(done) {
		if (!this.on || this.ringing) return;
		let rounds = 0;
		const round = () => {
			if (++rounds > ROUNDS) {
				this.silence();
				done();
				return;
			}
			NOTES_HZ.forEach((hz, i) => tone(this.audio, { hz, after: i * NOTE_S, seconds: NOTE_S, loud: LOUD }));
			navigator.vibrate?.([400, 200, 400]);
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
