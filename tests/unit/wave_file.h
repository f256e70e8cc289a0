/*
 * wave_file: WAV files for tests: a tone, with silence around it.
 */
#ifndef MOTCUA_TEST_WAVE_FILE_H
#define MOTCUA_TEST_WAVE_FILE_H

struct wave_file {
	int rate_hz, channels, bits; /* bits: 8 or 16 */
	int silence_ms, tone_ms;     /* before and behind the tone; the tone */
	double loudness;             /* its peak, of 1 */
};

void wave_file_write(const char *path, const struct wave_file *w);

#endif
