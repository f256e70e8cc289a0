#include "server/store_account.h"

#include "server/store_seal.h"

static const char USERS[] = "SELECT name, role, clerk_name, clerk_title, password, ended_at,"
			    " user.seal IS " SEAL_USER " FROM user ORDER BY name";
static const char END_SESSIONS[] =
	"DELETE FROM session WHERE user = ?1 AND secret IS NOT ?2 AND EXISTS (SELECT 1 FROM user"
	" WHERE name = ?1 AND (role <> ?3 OR password <> ?4 OR ?5))";
static const char USER_PUT[] =
	"INSERT INTO user (name, role, clerk_name, clerk_title, password, ended_at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO UPDATE SET role = excluded.role,"
	" clerk_name = excluded.clerk_name, clerk_title = excluded.clerk_title,"
	" password = excluded.password, ended_at = excluded.ended_at";
static const char USER_SEAL[] = "UPDATE user SET seal = " SEAL_USER " WHERE name = ?1";
static const char DEVICES[] =
	"SELECT name, role, secret, view, counter, zone, volume, code, code_until, ended_at,"
	" device.seal IS " SEAL_DEVICE " FROM device ORDER BY name";
static const char DEVICE_PUT[] =
	"INSERT INTO device (name, role, secret, code, code_until, ended_at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (name) DO UPDATE SET role = excluded.role,"
	" secret = excluded.secret, code = excluded.code, code_until = excluded.code_until,"
	" ended_at = excluded.ended_at";
static const char DEVICE_SEAL[] = "UPDATE device SET seal = " SEAL_DEVICE " WHERE name = ?1";
static const char DEVICE_SETTINGS[] =
	"UPDATE device SET view = ?2, counter = ?3, zone = ?4, volume = ?5 WHERE name = ?1";

static bool read_user(sqlite3_stmt *s, void *item) {
	struct store_user *user = item;
	user->ended_ms = sqlite3_column_int64(s, 5);
	return sqlite3_column_int(s, 6) && db_read_text(s, 0, user->name, sizeof user->name) &&
	       db_read_text(s, 1, user->role, sizeof user->role) &&
	       db_read_text(s, 2, user->clerk.name, sizeof user->clerk.name) &&
	       db_read_text(s, 3, user->clerk.title, sizeof user->clerk.title) &&
	       db_read_text(s, 4, user->password, sizeof user->password);
}

static bool read_settings(sqlite3_stmt *s, struct display_settings *to) {
	to->view = display_view_of((const char *)sqlite3_column_text(s, 3));
	to->volume = -1;
	return db_read_int(s, 4, 0, DEVICE_COUNTER_MAX, &to->counter) &&
	       db_read_text(s, 5, to->zone, sizeof to->zone) &&
	       (sqlite3_column_type(s, 6) == SQLITE_NULL || db_read_int(s, 6, 0, 100, &to->volume));
}

/* A hash that may not be there; whether it is. */
static bool read_hash(sqlite3_stmt *s, int at, unsigned char hash[STORE_SECRET_SIZE], bool *there) {
	*there = sqlite3_column_type(s, at) != SQLITE_NULL;
	return !*there || db_read_bytes(s, at, hash, STORE_SECRET_SIZE);
}

static bool read_device(sqlite3_stmt *s, void *item) {
	struct store_device *device = item;
	bool code;
	device->code_until_ms = sqlite3_column_int64(s, 8);
	device->ended_ms = sqlite3_column_int64(s, 9);
	return sqlite3_column_int(s, 10) && db_read_text(s, 0, device->name, sizeof device->name) &&
	       db_read_text(s, 1, device->role, sizeof device->role) &&
	       read_hash(s, 2, device->secret, &device->enrolled) &&
	       read_hash(s, 7, device->code, &code) && read_settings(s, &device->settings);
}

enum store_result store_users(struct store *store, struct store_user **users, size_t *count) {
	void *items;
	enum store_result result =
		db_list(store, USERS, sizeof(struct store_user), read_user, &items, count);
	if (result == STORE_OK)
		*users = items;
	return result;
}

enum store_result store_devices(struct store *store, struct store_device **devices, size_t *count) {
	void *items;
	enum store_result result =
		db_list(store, DEVICES, sizeof(struct store_device), read_device, &items, count);
	if (result == STORE_OK)
		*devices = items;
	return result;
}

/* The row of that name, as it is now. */
static enum store_result seal_row(struct store *store, const char *sql, const char *name) {
	sqlite3_stmt *s = db_statement(store, sql);
	if (!s)
		return db_failed(store, "seal a row");
	db_bind_text(s, 1, name);
	return db_step(s) ? STORE_OK : db_failed(store, "seal a row");
}

static enum store_result end_sessions(struct store *store, const struct store_user *user,
	const unsigned char stays[STORE_SECRET_SIZE]) {
	sqlite3_stmt *s = db_statement(store, END_SESSIONS);
	if (!s)
		return db_failed(store, "write the accounts");
	db_bind_text(s, 1, user->name);
	db_bind_bytes(s, 2, stays, user->ended_ms ? 0 : STORE_SECRET_SIZE);
	db_bind_text(s, 3, user->role);
	db_bind_text(s, 4, user->password);
	db_bind_int(s, 5, user->ended_ms != 0);
	return db_step(s) ? STORE_OK : db_failed(store, "write the accounts");
}

enum store_result account_put_user(struct store *store, const struct store_user *user,
	const unsigned char stays[STORE_SECRET_SIZE]) {
	enum store_result result = end_sessions(store, user, stays);
	if (result != STORE_OK)
		return result;
	sqlite3_stmt *s = db_statement(store, USER_PUT);
	if (!s)
		return db_failed(store, "write the accounts");
	db_bind_text(s, 1, user->name);
	db_bind_text(s, 2, user->role);
	db_bind_text(s, 3, user->clerk.name);
	db_bind_text(s, 4, user->clerk.title);
	db_bind_text(s, 5, user->password);
	db_bind_maybe_int(s, 6, user->ended_ms);
	return db_step(s) ? seal_row(store, USER_SEAL, user->name)
			  : db_failed(store, "write the accounts");
}

/* A hash, or NULL in its place. */
static void bind_hash(
	sqlite3_stmt *s, int at, const unsigned char hash[STORE_SECRET_SIZE], bool there) {
	if (there)
		db_bind_bytes(s, at, hash, STORE_SECRET_SIZE);
	else
		db_bind_maybe_int(s, at, 0);
}

enum store_result account_put_device(struct store *store, const struct store_device *device) {
	sqlite3_stmt *s = db_statement(store, DEVICE_PUT);
	if (!s)
		return db_failed(store, "write the devices");
	db_bind_text(s, 1, device->name);
	db_bind_text(s, 2, device->role);
	bind_hash(s, 3, device->secret, device->enrolled);
	bind_hash(s, 4, device->code, device->code_until_ms != 0);
	db_bind_maybe_int(s, 5, device->code_until_ms);
	db_bind_maybe_int(s, 6, device->ended_ms);
	return db_step(s) ? seal_row(store, DEVICE_SEAL, device->name)
			  : db_failed(store, "write the devices");
}

enum store_result account_put_settings(struct store *store, const struct store_device *device) {
	const struct display_settings *settings = &device->settings;
	sqlite3_stmt *s = db_statement(store, DEVICE_SETTINGS);
	if (!s)
		return db_failed(store, "keep a display's settings");
	db_bind_text(s, 1, device->name);
	db_bind_maybe_text(s, 2, display_view_word(settings->view));
	db_bind_maybe_int(s, 3, settings->counter);
	db_bind_maybe_text(s, 4, settings->zone);
	if (settings->volume >= 0)
		db_bind_int(s, 5, settings->volume);
	return db_step(s) ? seal_row(store, DEVICE_SEAL, device->name)
			  : db_failed(store, "keep a display's settings");
}
