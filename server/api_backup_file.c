#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/api_call.h"

#include <stdio.h>
#include <string.h>

/* A backup is taken elsewhere: it is read piece by piece, as fast as it is taken. */

enum { AT_ONCE = 4, PATIENCE_MS = 60 * 1000 };

struct api_download {
	struct api *api;
	struct api_call *call; /* until its head is sent */
	struct http_stream *stream;
	char name[BACKUP_NAME_SIZE];
	int64_t at, size;
	bool reading;     /* its done is to come */
	int64_t moved_ms; /* when something was taken last, monotonic */
	struct api_download *next;
};

static void take_off(struct api_download *d) {
	struct api_download **at = &d->api->downloads;
	while (*at && *at != d)
		at = &(*at)->next;
	if (*at)
		*at = d->next;
	mem_free(d);
}

/* The client is gone; what is being read comes first. */
static void closed(struct http_stream *stream, void *user) {
	struct api_download *d = user;
	(void)stream;
	d->stream = NULL;
	if (!d->reading)
		take_off(d);
}

static void end(struct api_download *d) {
	http_stream_close(d->stream);
	take_off(d);
}

static void read_on(struct api_download *d);

static void drained(struct http_stream *stream, void *user) {
	struct api_download *d = user;
	(void)stream;
	if (!d->reading)
		read_on(d);
}

static struct http_stream *begin(struct api_download *d) {
	char disposition[BACKUP_NAME_SIZE + 32];
	snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", d->name);
	struct http_pair field = {"Content-Disposition", disposition};
	struct http_reply head = {.type = "application/octet-stream",
		.fields = &field,
		.field_n = 1,
		.body_len = (size_t)d->size};
	struct api_call *call = d->call;
	d->call = NULL;
	log_info("backup: %s is taken by %s", d->name, call->by);
	d->stream = http_stream_begin_file(call->x, &head, drained, closed, d);
	api_forget(call);
	return d->stream;
}

/* Sends what was read; a file that is another one since, or shorter, is not gone on with. */
static void send(struct api_download *d, const char *bytes, size_t count, int64_t size) {
	bool sent = bytes && count > 0 && size == d->size &&
		    http_stream_send_opening(d->stream, bytes, count);
	d->at += (int64_t)count;
	d->moved_ms = clock_mono_ms();
	if (!sent || d->at >= d->size)
		end(d);
	else if (http_stream_backlog(d->stream) == 0)
		read_on(d);
}

static void have_read(void *arg, const char *bytes, size_t count, int64_t size) {
	struct api_download *d = arg;
	d->reading = false;
	if (d->call && (!bytes || !size)) {
		api_error(d->call, 404, "not_found", NULL);
		take_off(d);
		return;
	}
	if (d->call)
		d->size = size;
	if (d->call ? begin(d) != NULL : d->stream != NULL)
		send(d, bytes, count, size);
	else
		take_off(d);
}

static void read_on(struct api_download *d) {
	d->reading = true;
	backups_read(d->api->options.backups, d->name, d->at, have_read, d);
}

void api_backup_tick(struct api *api) {
	int64_t now_ms = clock_mono_ms();
	for (struct api_download *d = api->downloads, *next; d; d = next) {
		next = d->next;
		if (d->stream && !d->reading && now_ms > d->moved_ms + PATIENCE_MS)
			end(d);
	}
}

void api_backup_get(struct api_call *call) {
	int under_way = 0;
	for (const struct api_download *d = call->api->downloads; d; d = d->next)
		under_way++;
	if (!backups_name_ok(call->params[0])) {
		api_error(call, 404, "not_found", NULL);
		return;
	}
	if (under_way >= AT_ONCE) {
		api_slow_down(call, PATIENCE_MS / 1000);
		return;
	}
	struct api_download *d = mem_alloc(1, sizeof *d);
	*d = (struct api_download){.api = call->api,
		.call = call,
		.moved_ms = clock_mono_ms(),
		.next = call->api->downloads};
	text_copy(d->name, sizeof d->name, call->params[0]);
	call->api->downloads = d;
	read_on(d);
}
