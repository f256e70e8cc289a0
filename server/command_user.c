#include "common/clock.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/accounts_json.h"
#include "server/command.h"
#include "server/password.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const roles[] = {"clerk", "lead", "admin", NULL};

/* What `user add` was told. */
struct wish {
	const char *account, *role, *name, *title;
	bool password_stdin;
};

static bool read_wish(struct wish *wish, int argc, char **argv, int *status) {
	const struct conf_option options[] = {
		{"role", CONF_TEXT, &wish->role, "clerk|lead|admin", "what the person may do", 0,
			0},
		{"name", CONF_TEXT, &wish->name, "TEXT", "the person's name, for the screens", 0,
			0},
		{"title", CONF_TEXT, &wish->title, "TEXT", "the person's title", 0, 0},
		{"password-stdin", CONF_FLAG, &wish->password_stdin, NULL,
			"the password is the first line of stdin", 0, 0},
		{0},
	};
	const struct command_line line = {
		options, "user add NAME --role clerk|lead|admin --password-stdin"};
	*wish = (struct wish){.role = "", .name = "", .title = ""};
	if (!command_read_name(&line, argc, argv, &wish->account, status))
		return false;
	*status = COMMANDS_USAGE;
	if (!command_is_one_of(wish->role, roles))
		command_usage("--role must be clerk, lead or admin");
	else if (!wish->password_stdin)
		command_usage("--password-stdin is missing: the password is read from stdin only");
	else
		return true;
	return false;
}

static bool read_person(const char *option, const char *text, char person[static PERSON_SIZE]) {
	char *nfc = text_nfc(text);
	bool ok = nfc && strlen(nfc) < PERSON_SIZE && !strpbrk(nfc, "\n\r\t");
	if (ok)
		memcpy(person, nfc, strlen(nfc) + 1);
	else
		command_usage("--%s must be one line of UTF-8, at most %d bytes", option,
			PERSON_SIZE - 1);
	mem_free(nfc);
	return ok;
}

static int read_password(char kept[static STORE_PASSWORD_SIZE]) {
	char *line = NULL;
	size_t room = 0;
	ssize_t size = getline(&line, &room, stdin);
	int status = COMMANDS_FAILED;
	if (size >= 0) {
		line[strcspn(line, "\r\n")] = '\0';
		const char *fault = password_fault(line);
		if (fault)
			fprintf(stderr, "%s\n", fault);
		else if (password_hash(line, kept))
			status = COMMANDS_DONE;
		else
			fputs("not enough memory to keep a password\n", stderr);
		sodium_memzero(line, room);
	} else {
		fputs("there is no password on stdin\n", stderr);
	}
	free(line);
	return status;
}

/* The account of that name as it is in the store; false when there never was one. */
static bool find(struct store *store, const char *name, struct store_user *found, int *status) {
	struct store_user *users = NULL;
	size_t count = 0, i = 0;
	*status = command_status(store_users(store, &users, &count));
	while (i < count && strcmp(users[i].name, name))
		i++;
	if (i < count)
		*found = users[i];
	mem_free(users);
	return i < count;
}

/* A name that was ended can be used again. */
static int add(struct store *store, const struct store_user *user) {
	int status;
	struct store_user was;
	bool known = find(store, user->name, &was, &status);
	if (status != COMMANDS_DONE)
		return status;
	if (known && !was.ended_ms) {
		fprintf(stderr, "%s is an account already\n", user->name);
		return COMMANDS_FAILED;
	}
	struct store_act act = accounts_user_act("add", known ? &was : NULL, user);
	return command_act(store, &act);
}

static int end(struct store *store, const char *name) {
	int status;
	struct store_user was;
	bool known = find(store, name, &was, &status);
	if (status != COMMANDS_DONE)
		return status;
	if (!known || was.ended_ms) {
		fprintf(stderr, "%s is no account\n", name);
		return COMMANDS_FAILED;
	}
	struct store_user is = was;
	is.ended_ms = clock_wall_ms();
	struct store_act act = accounts_user_act("end", &was, &is);
	return command_act(store, &act);
}

int command_user_add(const char *data_dir, int argc, char **argv) {
	int status;
	struct wish wish;
	struct store_user user = {0};
	if (!read_wish(&wish, argc, argv, &status))
		return status;
	strcpy(user.name, wish.account);
	strcpy(user.role, wish.role);
	if (!read_person("name", wish.name, user.clerk.name) ||
		!read_person("title", wish.title, user.clerk.title))
		return COMMANDS_USAGE;
	status = read_password(user.password);
	struct store *store = status == COMMANDS_DONE ? command_open(data_dir, &status) : NULL;
	if (store)
		status = add(store, &user);
	store_close(store);
	sodium_memzero(&user, sizeof user);
	return status;
}

int command_user_list(const char *data_dir, int argc, char **argv) {
	int status;
	struct store_user *users = NULL;
	size_t count = 0;
	if (!command_is_alone(argc, argv))
		return COMMANDS_USAGE;
	struct store *store = command_open_existing(data_dir, &status);
	if (!store)
		return status;
	status = command_status(store_users(store, &users, &count));
	for (size_t i = 0; i < count; i++)
		if (!users[i].ended_ms)
			printf("%s\t%s\t%s\t%s\n", users[i].name, users[i].role,
				users[i].clerk.name, users[i].clerk.title);
	mem_free(users);
	store_close(store);
	return status;
}

int command_user_remove(const char *data_dir, int argc, char **argv) {
	return command_remove(data_dir, "user remove NAME", end, argc, argv);
}
