// wave: WAV files as somebody may hand them in.
const RATE_HZ = 22050;

// A tone; channels, bits, rate and what stands before the sound as wanted.
export function wav({ seconds = 0.5, rate = RATE_HZ, channels = 1, bits = 16, format = 1, before = Buffer.alloc(0), hz = 440 } = {}) {
	const frames = Math.round(seconds * rate);
	const sound = Buffer.alloc(frames * channels * (bits / 8));
	if (bits === 16) for (let i = 0; i < frames * channels; i++) sound.writeInt16LE(Math.round(12000 * Math.sin((2 * Math.PI * hz * Math.floor(i / channels)) / rate)), 2 * i);
	const head = Buffer.alloc(24);
	head.write("fmt ");
	head.writeUInt32LE(16, 4);
	head.writeUInt16LE(format, 8);
	head.writeUInt16LE(channels, 10);
	head.writeUInt32LE(rate, 12);
	head.writeUInt32LE((rate * channels * bits) / 8, 16);
	head.writeUInt16LE((channels * bits) / 8, 20);
	head.writeUInt16LE(bits, 22);
	const data = Buffer.alloc(8);
	data.write("data");
	data.writeUInt32LE(sound.length, 4);
	const riff = Buffer.alloc(12);
	riff.write("RIFF");
	riff.writeUInt32LE(4 + head.length + before.length + data.length + sound.length, 4);
	riff.write("WAVE", 8);
	return Buffer.concat([riff, head, before, data, sound]);
}
