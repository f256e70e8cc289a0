/* The backups: where they are, and since when there is anything to be kept. */
#include "common/clock.h"
#include "common/day.h"
#include "common/mem.h"
#include "server/command.h"
#include "server/commands.h"
#include "server/serve_state.h"

#include <event2/event.h>

static void on_backups(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	backups_drain(s->backups);
}

int serve_read_first(struct serve *s) {
	struct change *first = NULL;
	size_t count = 0;
	bool more;
	enum store_result result =
		store_changes(s->store, 0, DAY_LAST, 0, 1, &first, &count, &more);
	s->first_ms = count ? first->at_ms : clock_wall_ms();
	mem_free(first);
	return command_status(result);
}

/* mem_alloc'd. */
static char *folder_of(const struct options *options) {
	return options->backups ? mem_strdup(options->backups)
				: mem_printf("%s/backups", options->data_dir);
}

bool serve_is_emptied(const struct options *options) {
	char *folder = folder_of(options);
	bool emptied = recover_is_emptied(options->data_dir, folder);
	mem_free(folder);
	return emptied;
}

bool serve_recover(const struct options *options, bool opens, struct recovery *recovery) {
	char *folder = folder_of(options);
	bool ok = recover_store(options->data_dir, folder, opens, recovery);
	mem_free(folder);
	return ok;
}

bool serve_open_backups(struct serve *s, const struct options *options) {
	char *folder = folder_of(options);
	s->backups = backups_open(&(struct backups_options){
		.office = s->office,
		.folder = folder,
		.data_dir = options->data_dir,
		.first_ms = s->first_ms,
	});
	mem_free(folder);
	for (int i = 0; s->backups && i < BACKUPS_FDS; i++) {
		s->backups_ready[i] = event_new(
			s->base, backups_fd(s->backups, i), EV_READ | EV_PERSIST, on_backups, s);
		if (!s->backups_ready[i] || event_add(s->backups_ready[i], NULL) != 0)
			return false;
	}
	return s->backups != NULL;
}
