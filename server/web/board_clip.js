// board_clip: a recording made ready to be played beside others: without the silence around it, as
// loud as all are made; the same as common/ui/wave. Pure: samples from -1 to 1.
const SILENCE_PART = 50; // what is softer than a fiftieth of the peak is silence
const SILENCE_MIN = 100 / 32767; // of a peak that is a voice
const BEFORE_S = 0.01;
const BEHIND_S = 0.04;
const LOUDNESS = 1 / 9; // root mean square
const GAIN_MAX = 8;
const PEAK = 0.8;

export function toOneChannel(channels) {
	if (channels.length === 1) return channels[0];
	return channels[0].map((_, i) => channels.reduce((sum, one) => sum + one[i], 0) / channels.length);
}

function peakOf(samples) {
	return samples.reduce((peak, v) => Math.max(peak, Math.abs(v)), 0);
}

// The sound alone; null where there is none.
export function trim(samples, rateHz) {
	const peak = peakOf(samples);
	if (peak < SILENCE_MIN) return null;
	const loud = (v) => Math.abs(v) > peak / SILENCE_PART;
	let last = samples.length - 1;
	while (!loud(samples[last])) last--;
	const from = Math.max(0, samples.findIndex(loud) - Math.round(BEFORE_S * rateHz));
	return samples.slice(from, last + 1 + Math.round(BEHIND_S * rateHz));
}

// So that what was cut begins and ends without a click.
function fade(samples, rateHz) {
	const n = Math.min(Math.round(BEFORE_S * rateHz / 2), samples.length >> 1);
	for (let i = 0; i < n; i++) {
		samples[i] *= i / n;
		samples[samples.length - 1 - i] *= i / n;
	}
}

export function finish(channels, rateHz) {
	const samples = trim(toOneChannel(channels), rateHz);
	if (!samples) return null;
	const power = samples.reduce((sum, v) => sum + v * v, 0) / samples.length;
	const gain = Math.min(LOUDNESS / Math.sqrt(power), GAIN_MAX, PEAK / peakOf(samples));
	fade(samples, rateHz);
	return samples.map((v) => v * gain);
}
