// random: numbers that follow from a seed, which is printed so that a failure can be had again.

export class Random {
	// SEED= of the environment, else a new one each time.
	constructor(t, seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))) {
		this.state = seed;
		t.diagnostic(`seed ${seed}`);
	}

	// A number from 0 to below 1.
	next() {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let x = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
		return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
	}

	// A whole number from `low` to `high`.
	between(low, high) {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	pick(list) {
		return list[this.between(0, list.length - 1)];
	}
}
