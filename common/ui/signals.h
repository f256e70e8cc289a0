/*
 * signals: SIGTERM and SIGINT handed to a function, on a thread of their own.
 *
 * The signals are blocked in the thread that opens this and in all it starts afterwards, so that
 * no system call of theirs is disturbed.
 */
#ifndef MOTCUA_UI_SIGNALS_H
#define MOTCUA_UI_SIGNALS_H

struct signals;

/* Calls `arrived` for each signal until closed; NULL (logged) if no thread can be had. */
struct signals *signals_open(void (*arrived)(void *arg), void *arg);
void signals_close(struct signals *signals);

#endif
