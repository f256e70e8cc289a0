/*
 * kiosk: window, link, printer and flow put together.
 *
 * Everything runs on the thread that opened it, but for the link's and the printer's own threads,
 * which only wake it. Owner: whoever called kiosk_open.
 */
#ifndef MOTCUA_KIOSK_KIOSK_H
#define MOTCUA_KIOSK_KIOSK_H

#include "kiosk/options.h"

struct kiosk;

/* NULL, logged, when there is no screen, no key or no script; the options must outlive it. */
struct kiosk *kiosk_open(const struct options *options);
void kiosk_close(struct kiosk *k);

/* Runs until the end; the program's exit status. */
int kiosk_run(struct kiosk *k);

#endif
