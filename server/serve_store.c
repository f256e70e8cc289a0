#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "server/command.h"
#include "server/commands.h"
#include "server/serve_state.h"
#include "server/templates.h"

#include <errno.h>
#include <string.h>

static int read_office(struct serve *s, const char *text, int64_t version) {
	char why[SETUP_WHY_SIZE];
	s->setup = setup_reopen(text, strlen(text), why, sizeof why);
	if (!s->setup) {
		log_error("the office file in the store cannot be used: %s", why);
		return COMMANDS_FAILED;
	}
	if (why[0])
		log_warn("zones and notices of the office file are left out: %s", why);
	s->setup->version = version;
	if (clock_use_zone(s->setup->time_zone))
		return COMMANDS_DONE;
	log_error("this machine does not know the office's time zone %s", s->setup->time_zone);
	return COMMANDS_FAILED;
}

/* The office that is not yet: nothing of it is in the store before somebody has set it up. */
static char *begin_blank(void) {
	log_info("no office has been set up yet: a blank one is served, closed");
	return mem_strdup(templates_text(TEMPLATES_BLANK));
}

int serve_read_setup(struct serve *s) {
	char *office = NULL, *catalogue = NULL;
	int64_t version = 0, catalogue_version = 0;
	enum store_result result = store_setup(s->store, "office", &office, &version);
	if (result == STORE_OK)
		result = store_setup(s->store, "catalogue", &catalogue, &catalogue_version);
	int status = command_status(result);
	if (status == COMMANDS_DONE && !office)
		office = begin_blank();
	if (status == COMMANDS_DONE)
		status = read_office(s, office, version);
	if (status == COMMANDS_DONE)
		status = serve_read_catalogue(s, catalogue, catalogue_version);
	else
		mem_free(catalogue);
	s->office_text = office;
	return status;
}

static void keep_session(const struct store_session *session, bool remove, void *arg) {
	struct serve *s = arg;
	office_keep_session(s->office, session, remove);
}

int serve_read_accounts(struct serve *s) {
	struct store_user *users = NULL;
	struct store_device *devices = NULL;
	struct store_session *sessions = NULL;
	size_t user_count = 0, device_count = 0, session_count = 0;
	enum store_result result = store_users(s->store, &users, &user_count);
	if (result == STORE_OK)
		result = store_devices(s->store, &devices, &device_count);
	if (result == STORE_OK)
		result = store_sessions(s->store, &sessions, &session_count);
	if (result == STORE_OK)
		s->auth = auth_new(users, user_count, devices, device_count, sessions,
			session_count, keep_session, s);
	mem_free(users);
	mem_free(devices);
	mem_free(sessions);
	if (s->auth || result != STORE_OK)
		return command_status(result);
	log_error("the server cannot start: %s", strerror(errno));
	return COMMANDS_FAILED;
}
