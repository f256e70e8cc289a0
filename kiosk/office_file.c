#include "kiosk/office_file.h"

#include "common/log.h"
#include "common/mem.h"
#include "common/proto_json.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

void office_file_save(const char *directory, const struct office_view *office) {
	if (!directory) {
		return;
	}
	char *path = mem_printf("%s/office.json", directory);
	char *part = mem_printf("%s.part", path);
	json_t *json = office_view_json(office);
	mkdir(directory, 0755);
	if (json_dump_file(json, part, JSON_COMPACT) != 0 || rename(part, path) != 0) {
		log_warn("kiosk: %s: %s", path, strerror(errno));
	}
	json_decref(json);
	mem_free(part);
	mem_free(path);
}

bool office_file_load(const char *directory, struct office_view *office) {
	if (!directory) {
		return false;
	}
	char *path = mem_printf("%s/office.json", directory);
	json_t *json = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
	bool good = json && office_view_from_json(json, office);
	json_decref(json);
	mem_free(path);
	return good;
}
