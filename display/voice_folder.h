/*
 * voice_folder: the folder DIR/LANG/NAME.wav with the words of all calls.
 *
 * For the technician: what an office can record, and the folder made complete by espeak-ng, so that
 * every board, also one in a browser, can speak from it. Errors: false, logged.
 */
#ifndef MOTCUA_DISPLAY_VOICE_FOLDER_H
#define MOTCUA_DISPLAY_VOICE_FOLDER_H

#include <stdbool.h>

/* Prints each file and what is to be read for it. */
void voice_folder_list(void);

/* Writes each file that is not there; one that is there is never touched, and each is written whole
 * or not at all. */
bool voice_folder_make(const char *dir);

#endif
