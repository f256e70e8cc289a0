#include "server/serve.h"

#include "common/alive.h"
#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "server/command.h"
#include "server/commands.h"
#include "server/http_tls.h"
#include "server/serve_state.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { TICK_S = 1, BEAT_S = 2, DRAIN_S = 10 };
/* The waits are computed so long after a change, and never for more than a tenth of the time. */
enum { LOOK_AHEAD_MS = 200, LOOK_AHEAD_SHARE = 10, LOOK_AHEAD_MAX_MS = 5000 };

/* Another set-up is in force: the catalogue and all who read the feed must know. */
static void set_up(struct serve *s) {
	const struct setup *setup = office_setup(s->office);
	if (s->catalog)
		catalog_assign(s->catalog, setup->catalog, (size_t)setup->service_count);
	feed_snapshot(s->feed);
}

static void publish(const struct change *c, void *arg) {
	struct serve *s = arg;
	const struct timeval soon = {s->look_ahead_ms / 1000, s->look_ahead_ms % 1000 * 1000};
	feed_publish(s->feed, c);
	if (c->kind == CHANGE_SETUP && !strcmp(c->how, "office"))
		set_up(s);
	if (c->kind == CHANGE_DAY_OPENED && s->office)
		serve_turn_catalog(s, c->day);
	if (!event_pending(s->look_ahead, EV_TIMEOUT, NULL))
		event_add(s->look_ahead, &soon);
}

static void publish_waits(const struct snapshot *board, void *arg) {
	struct serve *s = arg;
	feed_waits(s->feed, board);
}

static void kiosks_changed(void *arg) {
	struct serve *s = arg;
	feed_kiosks(s->feed);
}

static void devices_told(void *arg) {
	struct serve *s = arg;
	feed_devices(s->feed);
}

static void cut(const char *who, void *arg) {
	struct serve *s = arg;
	feed_cut(s->feed, who);
}

static const struct snapshot *board(void *arg) {
	struct serve *s = arg;
	return office_board(s->office);
}

static char *holder_text(const char *token, int64_t *id, void *arg) {
	struct serve *s = arg;
	return api_holder_text(token, id, s->api);
}

static void on_store(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	office_drain(s->office);
}

static void on_auth(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	auth_finish(s->auth);
}

static void look_for_results(struct serve *s) {
	if (s->results)
		results_source_tick(s->results, &office_setup(s->office)->slips, clock_mono_ms());
}

static void on_results(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	results_source_drain(s->results, office_now(s->office));
}

static void on_recording(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	recordings_drain(s->recordings);
}

static void slides_changed(void *arg) {
	struct serve *s = arg;
	feed_slides(s->feed);
}

static void on_slides(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	slides_drain(s->slides);
}

static void on_tick(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	office_tick(s->office);
	serve_count_visits(s);
	serve_count_slips(s);
	serve_rest(s);
	api_tick(s->api);
	adviser_tick(s->adviser);
	backups_tick(s->backups);
	look_for_results(s);
	alive_tick(clock_mono_ms());
}

static void on_beat(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	feed_beat(s->feed);
}

static void on_look_ahead(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	int64_t begun_ms = clock_mono_ms();
	office_look_ahead(s->office);
	feed_tickets(s->feed);
	int64_t rest_ms = LOOK_AHEAD_SHARE * (clock_mono_ms() - begun_ms);
	/* The machine may have slept meanwhile. */
	rest_ms = rest_ms < LOOK_AHEAD_MAX_MS ? rest_ms : LOOK_AHEAD_MAX_MS;
	s->look_ahead_ms = (int)(rest_ms > LOOK_AHEAD_MS ? rest_ms : LOOK_AHEAD_MS);
}

static void on_empty(void *arg) {
	struct serve *s = arg;
	event_base_loopbreak(s->base);
}

/* Told a second time it waits for nobody. */
static void on_signal(evutil_socket_t fd, short what, void *arg) {
	(void)fd;
	(void)what;
	struct serve *s = arg;
	const struct timeval patience = {DRAIN_S, 0};
	if (s->stopping) {
		event_base_loopbreak(s->base);
		return;
	}
	s->stopping = true;
	event_base_loopexit(s->base, &patience);
	alive_stopping();
	http_server_stop(s->http, on_empty, s);
}

static void on_hangup(evutil_socket_t fd, short what, void *arg) {
	if (!serve_renew(arg))
		on_signal(fd, what, arg);
}

/* The office on its day, and the feed with what the day brought so far. */
static int open_office(struct serve *s) {
	struct store_day day = {0};
	enum store_result result = store_load(s->store, &day);
	struct office_options options = {
		.store = s->store,
		.setup = s->setup,
		.office_text = s->office_text,
		.catalog = s->catalog,
		.day = &day,
		.now_ms = clock_wall_ms,
		.mono_ms = clock_mono_ms,
		.publish = publish,
		.publish_waits = publish_waits,
		.arg = s,
	};
	if (result == STORE_OK)
		s->office = office_new(&options);
	else
		log_error("the open day could not be read");
	if (s->office) {
		s->feed = feed_new(&(struct feed_options){board, holder_text, s});
		for (size_t i = 0; i < day.change_count; i++)
			feed_publish(s->feed, &day.changes[i]);
	}
	store_day_clear(&day);
	return s->office                 ? COMMANDS_DONE
	       : result == STORE_DAMAGED ? COMMANDS_DAMAGED
					 : COMMANDS_FAILED;
}

static bool add(struct event **to, struct serve *s, int fd, short what, event_callback_fn call,
	int every_s) {
	const struct timeval every = {every_s, 0};
	*to = event_new(s->base, fd, what, call, s);
	return *to && (!every_s || event_add(*to, &every) == 0);
}

/* Without TLS a terminal that closes ends the server as Ctrl-C does, unless nohup asked for the
 * contrary. */
static bool open_hangup(struct serve *s) {
	struct sigaction now;
	if (sigaction(SIGHUP, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
		return true;
	return add(&s->hangup, s, SIGHUP, EV_SIGNAL | EV_PERSIST, on_hangup, 0) &&
	       event_add(s->hangup, NULL) == 0;
}

static bool open_events(struct serve *s) {
	bool ok =
		add(&s->look_ahead, s, -1, 0, on_look_ahead, 0) &&
		add(&s->store_ready, s, office_fd(s->office), EV_READ | EV_PERSIST, on_store, 0) &&
		add(&s->auth_ready, s, auth_fd(s->auth), EV_READ | EV_PERSIST, on_auth, 0) &&
		add(&s->tick, s, -1, EV_PERSIST, on_tick, TICK_S) &&
		add(&s->beat, s, -1, EV_PERSIST, on_beat, BEAT_S) &&
		add(&s->term, s, SIGTERM, EV_SIGNAL | EV_PERSIST, on_signal, 0) &&
		add(&s->interrupt, s, SIGINT, EV_SIGNAL | EV_PERSIST, on_signal, 0) &&
		open_hangup(s);
	return ok && event_add(s->store_ready, NULL) == 0 && event_add(s->auth_ready, NULL) == 0 &&
	       event_add(s->term, NULL) == 0 && event_add(s->interrupt, NULL) == 0;
}

static bool open_results(struct serve *s, const struct options *options) {
	if (!options->results)
		return true;
	s->results = results_source_open(options->results, options->results_every_s);
	if (!s->results || !add(&s->results_ready, s, results_source_fd(s->results),
				   EV_READ | EV_PERSIST, on_results, 0))
		return false;
	look_for_results(s);
	return event_add(s->results_ready, NULL) == 0;
}

static bool open_recordings(struct serve *s, const struct options *options) {
	char *usual = mem_printf("%s/voice", options->data_dir);
	s->recordings = recordings_open(options->voice_dir ? options->voice_dir : usual);
	mem_free(usual);
	return s->recordings &&
	       add(&s->recording_ready, s, recordings_fd(s->recordings), EV_READ | EV_PERSIST,
		       on_recording, 0) &&
	       event_add(s->recording_ready, NULL) == 0;
}

static bool open_slides(struct serve *s, const struct options *options) {
	s->slides = slides_open(options->data_dir, slides_changed, s);
	return s->slides &&
	       add(&s->slides_ready, s, slides_fd(s->slides), EV_READ | EV_PERSIST, on_slides, 0) &&
	       event_add(s->slides_ready, NULL) == 0;
}

static bool open_http(struct serve *s, const struct options *options) {
	struct http_options http;
	s->api = api_new(&(struct api_options){s->office, s->auth, s->feed, s->results,
		s->recordings, s->slides, s->backups, s->reporter, s->rehearsals, s->adviser,
		options->public_url, options->web_dir, kiosks_changed, devices_told, cut,
		&s->first_link, &s->catalogue, serve_put_catalogue, s->recovery.at_ms, s});
	http_options_init(&http);
	if (!serve_listen(s, &http, options))
		return false;
	http.hosts = options->hosts.items;
	http.host_n = (size_t)options->hosts.count;
	http.arg = s->api;
	http.handle = api_handle;
	http.body_limit = api_body_limit;
	http.refusal = api_refusal;
	s->http = http_server_open(s->base, &http);
	return s->http != NULL;
}

static int open_all(struct serve *s, const struct options *options) {
	s->why = STORE_DAMAGED;
	if (!serve_is_emptied(options))
		s->store = store_open(options->data_dir, &s->why);
	if (!s->store)
		return command_status(s->why);
	serve_confine(options);
	int status = serve_read_setup(s);
	if (status != COMMANDS_DONE)
		return status;
	s->base = event_base_new();
	status = open_office(s);
	if (status == COMMANDS_DONE)
		status = serve_read_accounts(s);
	if (status == COMMANDS_DONE)
		status = serve_read_first(s);
	if (status != COMMANDS_DONE)
		return status;
	if (!store_start(s->store) || !open_events(s) || !open_results(s, options) ||
		!open_recordings(s, options) || !open_slides(s, options) ||
		!serve_open_reports(s) || !serve_open_adviser(s) ||
		!serve_open_backups(s, options)) {
		log_error("the server cannot start: %s", strerror(errno));
		return COMMANDS_FAILED;
	}
	status = serve_open_day(s);
	if (status == COMMANDS_DONE && !open_http(s, options))
		status = COMMANDS_FAILED;
	return status;
}

static void close_all(struct serve *s) {
	struct event *events[] = {s->store_ready, s->auth_ready, s->tick, s->beat, s->look_ahead,
		s->term, s->interrupt, s->hangup, s->results_ready, s->recording_ready,
		s->slides_ready, s->report_ready, s->advice_ready, s->rehearsal_ready,
		s->backups_ready[0], s->backups_ready[1]};
	/* Whoever still waits for an answer gets it, also one whose client is gone. */
	recordings_close(s->recordings);
	slides_close(s->slides);
	backups_stop(s->backups);
	adviser_free(s->adviser);
	auth_stop(s->auth);
	office_stop(s->office);
	reporter_stop(s->reporter);
	rehearsals_stop(s->rehearsals);
	http_server_close(s->http);
	http_tls_close(s->tls);
	feed_free(s->feed);
	for (size_t i = 0; i < sizeof events / sizeof *events; i++)
		if (events[i])
			event_free(events[i]);
	results_source_close(s->results);
	reporter_free(s->reporter);
	rehearsals_free(s->rehearsals);
	backups_free(s->backups);
	auth_free(s->auth);
	store_close(s->store);
	api_free(s->api);
	office_free(s->office);
	if (s->base)
		event_base_free(s->base);
	popular_clear(&s->visits_before);
	catalog_free(s->catalog);
	mem_free(s->catalogue.text);
	setup_free(s->setup);
	mem_free(s->office_text);
}

/* What is damaged gives way to a backup, once. */
static int open_restored(struct serve *s, const struct options *options) {
	struct recovery recovery = {0};
	bool opens = s->store != NULL, ours = opens || s->why == STORE_DAMAGED;
	close_all(s);
	*s = (struct serve){.look_ahead_ms = LOOK_AHEAD_MS};
	if (!ours || !serve_recover(options, opens, &recovery))
		return COMMANDS_DAMAGED;
	s->recovery = recovery;
	return open_all(s, options);
}

/* Who has been told to end comes to the end. */
static void hold_signals(void) {
	sigset_t told;
	sigemptyset(&told);
	sigaddset(&told, SIGTERM);
	sigaddset(&told, SIGINT);
	sigaddset(&told, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &told, NULL);
}

int serve_run(const struct options *options) {
	struct serve s = {.look_ahead_ms = LOOK_AHEAD_MS};
	const char *url;
	mem_return_large();
	event_set_mem_functions(mem_bytes, mem_resize, mem_free);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is as good as a full disk */
	int status = open_all(&s, options);
	if (status == COMMANDS_DAMAGED)
		status = open_restored(&s, options);
	if (status == COMMANDS_DONE) {
		for (size_t i = 0; (url = http_server_url(s.http, i)); i++)
			printf("listening on %s\n", url);
		serve_invite(&s, options);
		fflush(stdout);
		alive_ready();
		event_base_dispatch(s.base);
		hold_signals();
		api_stop(s.api);
	}
	close_all(&s);
	return status;
}
