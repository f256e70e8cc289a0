/*
 * espeak_fake: a program in the place of espeak-ng that does what a test wants of it.
 *
 * It lies in a new directory that is put before the rest of PATH (or, missing, is all of it).
 */
#ifndef MOTCUA_TEST_ESPEAK_FAKE_H
#define MOTCUA_TEST_ESPEAK_FAKE_H

extern char espeak_fake_dir[];

/* Makes the directory; espeak_fake_end removes it and gives PATH back. */
void espeak_fake_begin(void);
void espeak_fake_end(void);

/* The lines of a shell script; NULL: there is no such program. */
void espeak_fake(const char *script);

/* How often it was run: the scripts say `echo >> "$RUNS"`. */
int espeak_fake_runs(void);

/* A line that gives so many bytes of sound, 8 kHz; one that gives a second. */
#define ESPEAK_FAKE_SPEAKS ESPEAK_FAKE_SOUNDS(16000)
#define ESPEAK_FAKE_SOUNDS(BYTES)                                                                  \
	"printf 'RIFF\\377\\377\\377\\177WAVEfmt \\020\\000\\000\\000\\001\\000\\001\\000'\n"      \
	"printf "                                                                                  \
	"'\\100\\037\\000\\000\\200\\076\\000\\000\\002\\000\\020\\000data\\377\\377\\377\\177'\n" \
	"head -c " #BYTES " /dev/zero | tr '\\000' '\\020'\n"

#endif
