/*
 * auth: who a request comes from — accounts, their sessions, and devices, all in memory.
 *
 * Made of what the store has at the start; what must survive a restart leaves through `keep`, or is
 * an act of an administrator, who tells auth when the disk has it (auth_put_user, auth_put_device).
 * Passwords are verified and hashed on a thread of auth's own: such calls return at once, and
 * `done` is called by auth_finish when auth_fd is readable. Everything else is the loop's thread
 * alone. Cookies and device keys are 256 random bits in base64url; only their hashes are kept.
 * Times are Unix milliseconds. Pointers hold until the next call that takes the auth (reading
 * sessions may end those that are too old). Errors: an enum where a person must be told why.
 */
#ifndef MOTCUA_AUTH_H
#define MOTCUA_AUTH_H

#include "server/secret.h"
#include "server/store.h"

enum {
	AUTH_SILENT_MS = 3 * 60 * 1000, /* at a counter, whose page asks all the time */
	AUTH_IDLE_MS = 12 * 3600 * 1000,
	AUTH_WHOLE_MS = 24 * 3600 * 1000,
	AUTH_ADDRESS_SIZE = 64, /* "192.0.2.7", an IPv6 address */
};

struct auth_session {
	struct store_session kept; /* user, counter (0: none), since_ms, seen_ms */
	char role[8];              /* clerk, lead, admin */
	struct clerk clerk;
	char csrf[SECRET_TEXT_SIZE];
	bool taken_over; /* someone else has signed in at its counter since */
};

enum auth_result {
	AUTH_OK,
	AUTH_WRONG,     /* no such user, or another password: nobody is told which */
	AUTH_SLOW_DOWN, /* too many failures: come back in retry_after_s */
	AUTH_FAILED,    /* there is no memory to hash a password with */
};

struct auth_outcome {
	enum auth_result result;
	int retry_after_s;
	char cookie[SECRET_TEXT_SIZE];      /* AUTH_OK of a sign-in: the secret, told this once */
	const struct auth_session *session; /* AUTH_OK of a sign-in */
	char password[STORE_PASSWORD_SIZE]; /* AUTH_OK of a new password: what to keep of it */
};

typedef void auth_done(const struct auth_outcome *outcome, void *arg);

struct auth;

/* Copies the arrays. `keep` is told of each session that must be written (or removed). NULL when
 * the system gives no thread. */
struct auth *auth_new(const struct store_user *users, size_t user_count,
	const struct store_device *devices, size_t device_count,
	const struct store_session *sessions, size_t session_count,
	void (*keep)(const struct store_session *session, bool remove, void *arg), void *arg);

/* Waits until all passwords under way are done with, calls their `done` and ends the thread: nobody
 * can sign in any more. NULL is nothing. */
void auth_stop(struct auth *auth);

/* Ends the thread; what is not done yet never will be. NULL is nothing. */
void auth_free(struct auth *auth);

/* --- devices (auth_devices.c) --- */

/* The device whose key this is (what follows "Bearer "), or NULL. */
const struct store_device *auth_device(const struct auth *auth, const char *key);

/* All devices, by name, those too that were ended; the one of that name, or NULL. */
const struct store_device *auth_devices(const struct auth *auth, size_t *count);
const struct store_device *auth_device_named(const struct auth *auth, const char *name);

/* A device is new, or another from now on but for its settings. */
void auth_put_device(struct auth *auth, const struct store_device *device);

/* Another way for a display to be; what must be kept is the caller's. */
void auth_set_display(struct auth *auth, const char *name, const struct display_settings *settings);

/* AUTH_OK: the device whose one-time code this is, until it is put without. Wrong codes slow their
 * address down. */
enum auth_result auth_try_code(struct auth *auth, const char *code, const char *address,
	int64_t now_ms, const struct store_device **device, int *retry_after_s);

/* --- accounts (auth_users.c) --- */

/* All accounts, by name, those too that were ended; the one of that name, or NULL. */
const struct store_user *auth_users(const struct auth *auth, size_t *count);
const struct store_user *auth_user(const struct auth *auth, const char *name);

/* How many accounts of a role (NULL: any) can sign in. */
size_t auth_user_count(const struct auth *auth, const char *role);

/* An account is new, or another from now on. With its end, another role or another password its
 * sessions end, but for the one of this hash (NULL: none); true if one did. */
bool auth_put_user(
	struct auth *auth, const struct store_user *user, const unsigned char *but_secret);

/* --- sessions --- */

/* The session whose cookie this is, now seen, or NULL when there is none or its time is over. */
const struct auth_session *auth_session(struct auth *auth, const char *cookie, int64_t now_ms);

/* The last sign of life of whoever is signed in at a counter; 0: nobody is. */
int64_t auth_seen_ms(const struct auth *auth, int counter);

/* The session of a person that was seen last, or NULL. */
const struct auth_session *auth_session_of(struct auth *auth, const char *user, int64_t now_ms);

/* Whether a request of this session carries its token; in constant time. NULL is none. */
bool auth_csrf_ok(const struct auth_session *session, const char *token);

/* Ends a session. */
void auth_sign_out(struct auth *auth, const struct auth_session *session);

/* Signs in, as after the right password, whoever has just made this account; `cookie` is told this
 * once. */
const struct auth_session *auth_admit(struct auth *auth, const struct store_user *user,
	int64_t now_ms, char cookie[static SECRET_TEXT_SIZE]);

/* --- passwords (auth_password.c) --- */

/* Begins to sign someone in at a counter (0: none); `address` is the peer's. A session that was at
 * this counter stays but is without a counter from then on. */
void auth_sign_in(struct auth *auth, const char *user, const char *password, int counter,
	const char *address, int64_t now_ms, auth_done *done, void *arg);

/* Begins to hash a password without fault. */
void auth_hash(struct auth *auth, const char *password, auth_done *done, void *arg);

/* The same where the old password of the account is right; a wrong one counts as with auth_sign_in.
 */
void auth_change(struct auth *auth, const char *user, const char *old, const char *fresh,
	const char *address, int64_t now_ms, auth_done *done, void *arg);

/* Readable while auth_finish has something to do. */
int auth_fd(const struct auth *auth);

/* Calls `done` of everything whose password is done with. */
void auth_finish(struct auth *auth);

#endif
