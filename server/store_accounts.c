#include "common/log.h"
#include "server/store_device.h"

static const char USERS[] =
	"SELECT name, role, clerk_name, clerk_title, password FROM user ORDER BY name";
static const char USER_ADD[] = "INSERT INTO user (name, role, clerk_name, clerk_title, password)"
			       " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
static const char USER_REMOVE[] = "DELETE FROM user WHERE name = ?1";
static const char DEVICES[] =
	"SELECT name, role, secret, view, counter, zone, volume FROM device ORDER BY name";
static const char DEVICE_ADD[] = "INSERT INTO device (name, role, secret)"
				 " VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
static const char DEVICE_SETTINGS[] =
	"UPDATE device SET view = ?2, counter = ?3, zone = ?4, volume = ?5 WHERE name = ?1";
static const char DEVICE_REMOVE[] = "DELETE FROM device WHERE name = ?1";

static bool read_user(sqlite3_stmt *s, void *item) {
	struct store_user *user = item;
	return db_read_text(s, 0, user->name, sizeof user->name) &&
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

static bool read_device(sqlite3_stmt *s, void *item) {
	struct store_device *device = item;
	return db_read_text(s, 0, device->name, sizeof device->name) &&
	       db_read_text(s, 1, device->role, sizeof device->role) &&
	       db_read_bytes(s, 2, device->secret, sizeof device->secret) &&
	       read_settings(s, &device->settings);
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

/* Exactly one row must come or go; `mistake` says what it means when none does. */
static enum store_result change_one(
	struct store *store, sqlite3_stmt *s, const char *name, const char *mistake) {
	if (!db_step(s))
		return db_failed(store, "write the accounts");
	if (sqlite3_changes(store->db) == 1)
		return STORE_OK;
	log_error("store: %s %s", name, mistake);
	return STORE_FAILED;
}

enum store_result store_user_add(struct store *store, const struct store_user *user) {
	sqlite3_stmt *s = db_statement(store, USER_ADD);
	if (!s)
		return db_failed(store, "write the accounts");
	db_bind_text(s, 1, user->name);
	db_bind_text(s, 2, user->role);
	db_bind_text(s, 3, user->clerk.name);
	db_bind_text(s, 4, user->clerk.title);
	db_bind_text(s, 5, user->password);
	return change_one(store, s, user->name, "is an account already");
}

enum store_result store_device_add(struct store *store, const struct store_device *device) {
	sqlite3_stmt *s = db_statement(store, DEVICE_ADD);
	if (!s)
		return db_failed(store, "write the accounts");
	db_bind_text(s, 1, device->name);
	db_bind_text(s, 2, device->role);
	db_bind_bytes(s, 3, device->secret, sizeof device->secret);
	return change_one(store, s, device->name, "is a device already");
}

enum store_result device_put_settings(struct store *store, const struct store_device *device) {
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
	return db_step(s) ? STORE_OK : db_failed(store, "keep a display's settings");
}

static enum store_result remove_name(
	struct store *store, const char *sql, const char *name, const char *mistake) {
	sqlite3_stmt *s = db_statement(store, sql);
	if (!s)
		return db_failed(store, "write the accounts");
	db_bind_text(s, 1, name);
	return change_one(store, s, name, mistake);
}

enum store_result store_user_remove(struct store *store, const char *name) {
	return remove_name(store, USER_REMOVE, name, "is no account");
}

enum store_result store_device_remove(struct store *store, const char *name) {
	return remove_name(store, DEVICE_REMOVE, name, "is no device");
}
