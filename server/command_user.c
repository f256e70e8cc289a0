#include "common/conf.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/command.h"
#include "server/password.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* The first line of the input, without its end. */
static void read_password(char password[static PASSWORD_BYTES_MAX + 2]) {
	if (!fgets(password, PASSWORD_BYTES_MAX + 2, stdin))
		password[0] = '\0';
	password[strcspn(password, "\r\n")] = '\0';
}

static bool role_ok(const char *role) {
	return role && (!strcmp(role, "clerk") || !strcmp(role, "lead") || !strcmp(role, "admin"));
}

/* Fills in the account's texts; false when one does not fit. */
static bool describe(struct store_user *user, const char *name, const char *role,
	const char *person, const char *title) {
	char *clean_person = text_nfc(person), *clean_title = text_nfc(title);
	text_copy(user->name, sizeof user->name, name);
	text_copy(user->role, sizeof user->role, role);
	bool fits = clean_person && clean_title &&
		    text_copy(user->clerk.name, sizeof user->clerk.name, clean_person) &&
		    text_copy(user->clerk.title, sizeof user->clerk.title, clean_title);
	mem_free(clean_person);
	mem_free(clean_title);
	return fits;
}

int command_user_add(struct store *store, int argc, char **argv) {
	const char *role = NULL, *person = NULL, *title = "";
	bool from_input = false;
	int rest = 0;
	const struct conf_option table[] = {
		{"role", CONF_TEXT, &role, "ROLE", "clerk, lead or admin", 0, 0},
		{"password-stdin", CONF_FLAG, &from_input, NULL,
			"the password is the first line of the input", 0, 0},
		{"name", CONF_TEXT, &person, "NAME",
			"as boards show it (default: the account's name)", 0, 0},
		{"title", CONF_TEXT, &title, "TITLE", "as boards show it", 0, 0},
		{0},
	};
	if (argc < 1 || !command_name_ok(argv[0]))
		return command_misused(
			"user add: a name is 1 to 32 letters, digits, '.', '_' or '-'");
	if (conf_read(table, "motcua-server user add NAME [OPTION …]", argc, argv, &rest) !=
			CONF_OK ||
		rest != argc)
		return COMMANDS_USAGE;
	if (!role_ok(role) || !from_input)
		return command_misused(
			"user add: --role clerk|lead|admin and --password-stdin are needed");
	struct store_user user = {0};
	char password[PASSWORD_BYTES_MAX + 2];
	int status = COMMANDS_FAILED;
	read_password(password);
	const char *fault = password_fault(password);
	if (!describe(&user, argv[0], role, person ? person : argv[0], title))
		fault = "the name or title is too long";
	else if (!fault && !password_hash(password, user.password))
		fault = "the password could not be kept: too little memory";
	else if (!fault && store_user_add(store, &user) != STORE_OK)
		fault = "there is an account of that name already";
	else if (!fault)
		status = COMMANDS_DONE;
	if (fault)
		fprintf(stderr, "motcua-server: user add %s: %s\n", argv[0], fault);
	sodium_memzero(password, sizeof password);
	return status;
}

int command_user_list(struct store *store, int argc, char **argv) {
	struct store_user *users = NULL;
	size_t count = 0;
	(void)argv;
	if (argc)
		return command_misused("user list takes no arguments");
	enum store_result result = store_users(store, &users, &count);
	for (size_t i = 0; i < count; i++)
		printf("%s\t%s\t%s\t%s\n", users[i].name, users[i].role, users[i].clerk.name,
			users[i].clerk.title);
	mem_free(users);
	return commands_status(result);
}

int command_user_remove(struct store *store, int argc, char **argv) {
	if (argc != 1)
		return command_misused("user remove: which account?");
	enum store_result result = store_user_remove(store, argv[0]);
	if (result != STORE_OK)
		fprintf(stderr, "motcua-server: user remove: no account \"%s\"\n", argv[0]);
	return commands_status(result);
}
