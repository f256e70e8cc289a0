# Motcua: make run (try it) · make test (prove it) · all else below, a sentence before each
SHELL := /bin/bash
BUILD ?= build
SAN   ?=
ifeq ($(origin CC),default)
CC := gcc
endif
# make V=1 shows the commands
Q := $(if $(V),,@)

PACKAGES := build-essential pkg-config libevent-dev libsqlite3-dev libsdl2-dev libsdl2-ttf-dev \
	libsdl2-image-dev libjansson-dev libsodium-dev libcurl4-openssl-dev libqrencode-dev \
	libutf8proc-dev libinih-dev libssl-dev libcmocka-dev fonts-noto-core espeak-ng jq

PACKAGES_TEST := chromium-headless-shell xvfb xdotool openbox wmctrl systemd zbar-tools clang libclang-rt-dev \
	clang-format clang-tidy cppcheck nginx haproxy

PKG_COMMON  := jansson libsodium libcurl libutf8proc inih libqrencode
PKG_SERVER  := libevent_core libevent_extra libevent_pthreads libevent_openssl openssl sqlite3
PKG_SCREENS := sdl2 SDL2_ttf SDL2_image
PKG_TESTS   := cmocka
# Asked when it is first needed, which may be after it was installed, and then kept.
pkg_config    = $(shell pkg-config $(1) 2>/dev/null)
PKG_CFLAGS    = $(eval PKG_CFLAGS := $(call pkg_config,--cflags $(PKG_COMMON) $(PKG_SERVER) $(PKG_SCREENS) $(PKG_TESTS)))$(PKG_CFLAGS)
LIBS_COMMON   = $(eval LIBS_COMMON := $(call pkg_config,--libs $(PKG_COMMON)) -lm)$(LIBS_COMMON)
LIBS_SERVER   = $(eval LIBS_SERVER := $(call pkg_config,--libs $(PKG_SERVER)) $(LIBS_COMMON))$(LIBS_SERVER)
LIBS_SCREENS  = $(eval LIBS_SCREENS := $(call pkg_config,--libs $(PKG_SCREENS)) $(LIBS_COMMON))$(LIBS_SCREENS)
LIBS_TESTS    = $(eval LIBS_TESTS := $(call pkg_config,--libs $(PKG_TESTS)))$(LIBS_TESTS)

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wvla -Wundef
ifdef CI
WARN += -Werror
endif
HARDEN := -fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection
OPT    := -O2 -g
ifneq ($(SAN),)
OPT    := -O1 -g -fno-omit-frame-pointer -fsanitize=$(SAN) -fno-sanitize-recover=undefined
HARDEN := -fPIE
else
HARDEN += -D_FORTIFY_SOURCE=2
endif
CPPFLAGS += -I. -D_GNU_SOURCE
CFLAGS   += -std=c11 $(OPT) $(HARDEN) $(WARN) -pthread -MMD -MP $(PKG_CFLAGS)
LDFLAGS  += -pie -pthread -Wl,-z,relro,-z,now,-z,noexecstack $(if $(SAN),-fsanitize=$(SAN))

# Files that live inside the programs: the words, the icons, the pages, the schema.
EMBED_COMMON := $(sort $(wildcard assets/words/*.json))
EMBED_UI     := $(sort $(wildcard assets/images/icons/*.svg))
EMBED_SERVER := $(sort $(wildcard server/web/*) $(wildcard server/schema/*.sql) \
	$(wildcard server/openapi.yaml) \
	$(addprefix assets/office/,synonyms.json ward.json province.json blank.json))

objects = $(patsubst %.c,$(BUILD)/o/%.o,$(1))
# Small letters: make hands a variable of the environment, as DISPLAY, on with the value that it has here.
common_objects  := $(call objects,$(wildcard common/*.c)) $(BUILD)/o/embed_common.o
ui_objects      := $(call objects,$(wildcard common/ui/*.c)) $(BUILD)/o/embed_ui.o
server_objects  := $(call objects,$(wildcard server/*.c)) $(BUILD)/o/embed_server.o
kiosk_objects   := $(call objects,$(wildcard kiosk/*.c))
display_objects := $(call objects,$(wildcard display/*.c))
PROGRAMS := $(addprefix $(BUILD)/motcua-,server $(if $(wildcard kiosk/main.c),kiosk) display)

all: $(PROGRAMS)

# The server takes what it needs of common and no more: libcurl and its thirty libraries would cost it 6 MB.
$(BUILD)/o/common.a: $(common_objects)
	$(Q)$(RM) $@ && $(AR) rcs $@ $^
$(BUILD)/motcua-server: $(server_objects) $(BUILD)/o/common.a
	$(Q)$(CC) $(LDFLAGS) -Wl,--as-needed -o $@ $^ $(LIBS_SERVER)
$(BUILD)/motcua-kiosk: $(kiosk_objects) $(ui_objects) $(common_objects)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS_SCREENS)
$(BUILD)/motcua-display: $(display_objects) $(ui_objects) $(common_objects)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LIBS_SCREENS)

$(BUILD)/o/%.o: %.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# Which commit it is built from is asked each time, and said only where there is a repository.
COMMIT := $(shell git rev-parse --short HEAD 2>/dev/null)
$(BUILD)/o/common/version.o: CPPFLAGS += $(if $(COMMIT),-DVERSION_COMMIT='"-$(COMMIT)"')
$(BUILD)/o/common/version.o: $(BUILD)/o/commit
$(BUILD)/o/commit: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)echo '$(COMMIT)' | cmp -s - $@ || echo '$(COMMIT)' >$@

# One table of embedded files per program part: struct embed { name, data, size }, see common/embed.h.
define embed_rule
$(BUILD)/o/embed_$(1).S: $(2) tests/lint/embed $(MAKEFILE_LIST)
	$(Q)mkdir -p $$(@D)
	$(Q)tests/lint/embed $(1) $(2) > $$@
$(BUILD)/o/embed_$(1).o: $(BUILD)/o/embed_$(1).S $(2)
	$(Q)$(CC) -c -o $$@ $$<
endef
$(eval $(call embed_rule,common,$(EMBED_COMMON)))
$(eval $(call embed_rule,ui,$(EMBED_UI)))
$(eval $(call embed_rule,server,$(EMBED_SERVER)))

# Tests. A C test names in its first comment the files that it links ("kiosk/flow*.c": all of flow); it is built
# with the sanitizers.
ASAN       := build/asan
UNIT       := $(sort $(wildcard tests/unit/test_*.c))
SCREENS    := $(sort $(wildcard tests/screens/shots_*.c tests/screens/walk_*.c))
BENCH      := $(sort $(wildcard tests/bench/bench_*.c))
LOAD       := $(sort $(wildcard tests/bench/floor_*.c tests/bench/load*.c))
FILL       := tests/bench/fill.c
FUZZ       := $(sort $(wildcard tests/fuzz/fuzz_*.c))
named_in_first_comment := FNR == 1 { first = 1 } \
	{ for (line = $$0; first && match(line, /(common|server|kiosk|display|tests)\/[a-z0-9_\/]+\*?\.c|embed_[a-z]+/); \
		line = substr(line, RSTART + RLENGTH)) print FILENAME ":" substr(line, RSTART, RLENGTH) } \
	/\*\// { first = 0 }
ALL_NAMED  := $(shell awk '$(named_in_first_comment)' $(UNIT) $(SCREENS) $(BENCH) $(LOAD) $(FILL) $(FUZZ))
unit_named  = $(patsubst $(1):%,%,$(filter $(1):%,$(ALL_NAMED)))
unit_links  = $(foreach name,$(unit_named),$(if $(filter %.c,$(name)),$(wildcard $(name)),$(name)))
unit_object = $(patsubst %.c,$(BUILD)/o/%.o,$(filter %.c,$(1))) $(patsubst %,$(BUILD)/o/%.o,$(filter embed_%,$(1)))
define unit_rule
$(BUILD)/test/$(basename $(notdir $(1))): $(BUILD)/o/$(1:.c=.o) $(call unit_object,$(call unit_links,$(1)))
	$(Q)mkdir -p $$(@D)
	$(Q)$(CC) $(LDFLAGS) -Wl,--as-needed -o $$@ $$^ $$(LIBS_SCREENS) $$(LIBS_SERVER) $$(LIBS_TESTS)
endef
test_programs = $(foreach test,$(1),$(BUILD)/test/$(basename $(notdir $(test))))
$(foreach test,$(UNIT) $(SCREENS) $(BENCH) $(LOAD) $(FILL) $(FUZZ),$(eval $(call unit_rule,$(test))))
# Stands before the system's functions in a program as it is installed.
$(BUILD)/test/%.so: tests/crash/%.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -shared -o $@ $<
$(BUILD)/test/%.so: tests/bench/%.c
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -shared -o $@ $<
# Hold against a store all of the server's own code.
$(BUILD)/test/power: $(call objects,tests/crash/power.c tests/crash/image.c)
$(BUILD)/test/flips: $(call objects,tests/crash/flips.c)
$(BUILD)/test/audit: $(call objects,tests/crash/audit.c)
$(BUILD)/test/aged: $(call objects,tests/crash/aged.c)
$(addprefix $(BUILD)/test/,power flips audit aged): $(call objects,tests/crash/disk.c) \
		$(filter-out $(BUILD)/o/server/main.o,$(server_objects)) $(BUILD)/o/common.a
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -Wl,--as-needed -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS_SERVER)
crash_programs := $(addprefix $(BUILD)/test/,power flips audit aged record.so memory.so)
unit-programs: $(call test_programs,$(UNIT) $(SCREENS) $(BENCH) $(LOAD) $(FILL))
fuzz-programs: $(call test_programs,$(FUZZ))

# What a target needs is installed first, then built on all processors (or as many as make -j says).
BUILT      = +$(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
SANITIZED  = $(BUILT) BUILD=$(ASAN) SAN=address,undefined
FUZZED     = $(BUILT) BUILD=build/fuzz SAN=fuzzer,address,undefined CC=clang

# make unit T=queue: one test; make unit: all of them.
unit:
ifdef T
	$(SANITIZED) $(ASAN)/test/test_$(T)
	$(ASAN)/test/test_$(T)
else
	$(SANITIZED) unit-programs
	tests/run unit
endif

# The queue against its plain model, a million commands: COMMANDS=, SEED=.
model: export COMMANDS ?= 1000000
model:
	$(SANITIZED) $(ASAN)/test/test_queue_model
	$(ASAN)/test/test_queue_model

# Every screen of the kiosk in all languages, modes and on all panels: sizes, words, contrast.
walk:
	$(SANITIZED) $(ASAN)/test/walk_kiosk
	ALL=1 SDL_VIDEODRIVER=dummy $(ASAN)/test/walk_kiosk

# Numbers taken over a line that loses and delays three of ten answers, ten thousand: ROUNDS=, SEED=.
lossy: export ROUNDS ?= 10000
lossy:
	$(SANITIZED) all
	BUILD=$(ASAN) SDL_AUDIODRIVER=dummy node --test tests/e2e/lossy.test.mjs

# The server started anew under load, a hundred times: nobody may notice. ROUNDS=, SEED=.
restart: export ROUNDS ?= 100
restart: deps-test
	$(BUILT) all
	node --test tests/e2e/restart.test.mjs

# The monkey at the glass and the keys, a million events, as the programs are built: EVENTS=, SEED=.
monkey: export EVENTS ?= 1000000
monkey: $(BUILD)/test/walk_touch
	$<

# The proofs of what the README promises under "What we promise", a line of figures each; T=power: one of them,
# ROUNDS=10000: for longer, SEED=.
crash: deps-test
	$(BUILT) all $(crash_programs)
	node --test $(if $(T),tests/crash/$(T).test.mjs,tests/crash/*.test.mjs)

# The network's edge against what strangers send, T=requests: one of them, SECONDS= and ROUNDS= for longer, SEED=.
attack: export ATTACK_SECONDS = $(SECONDS)
attack: deps-test
	$(BUILT) all
	node --test $(if $(T),tests/attack/$(T).test.mjs,tests/attack/*.test.mjs)

# Random bytes to every parser of what comes from outside, SECONDS=60 for each; T=http: one of them, SEED=.
fuzz: export FUZZ_SECONDS = $(or $(SECONDS),60)
fuzz: deps-test
	$(FUZZED) $(if $(T),build/fuzz/test/fuzz_$(T),fuzz-programs)
	$(if $(T),tests/fuzz/run $(T),tests/run fuzz)

# What everything takes and costs, beside what the machine can do at best (a commit, a frame to many); T=feed: a part of
# it; programs as they are installed. A line for each figure; the last says where the table of the README is.
BENCH_PARTS    := numbers feed idle cores kiosk display reports
bench_programs  = $(call test_programs,$(BENCH) $(LOAD) $(FILL)) $(BUILD)/test/slow_sync.so
bench: deps-test
	@$(BUILT) all $(bench_programs)
	@for part in $(or $(T),$(BENCH_PARTS)); do node tests/bench/$$part.mjs || exit; done
	@node tests/bench/table.mjs

# The same RUNS=3 times, the least, middle and greatest of each, and with a million numbers of past days in the store.
bench-long: export IDLE_S ?= 60
bench-long: export TOUCHES ?= 30
bench-long: export CALLS ?= 150
bench-long: deps-test
	@$(BUILT) all $(bench_programs)
	@for ((run = 1; run <= $(or $(RUNS),3); run++)); do for part in $(BENCH_PARTS); do \
		AGAIN=$$((run - 1)) node tests/bench/$$part.mjs || exit; done; done
	@node tests/bench/growth.mjs
	@node tests/bench/table.mjs

# An office that is busy for MINUTES=3, with screens that come and go: what grows meanwhile. SEED=.
soak: deps-test
	@$(BUILT) all
	@node tests/bench/soak.mjs

# Everything that must hold; the last line is "N passed, N failed".
test: deps-test
	$(BUILT) all $(crash_programs)
	$(SANITIZED) all unit-programs
	$(FUZZED) fuzz-programs
	tests/run lint unit screens fuzz e2e browser crash attack

lint: deps-test
	tests/run lint

# The office to try: everything in build/run.
run: deps
	$(BUILT) all
	assets/demo/run

# One citizen and one clerk go through the whole job; the pictures are in build/demo.
demo: deps-test
	$(BUILT) all
	node assets/demo/demo.mjs

# The pages of a ward with two months behind it; the pictures are in build/demo.
pictures: deps-test
	$(BUILT) all $(call test_programs,$(FILL))
	node assets/demo/pictures.mjs

# What a fresh Debian 12 lacks.
missing = $(shell for p in $(1); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done)
SUDO   := $(if $(filter-out 0,$(shell id -u)),sudo)
define install_missing
	@packages="$(call missing,$(1))"; test -z "$$packages" || \
	{ $(SUDO) apt-get update && DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y --no-install-recommends $$packages; }
endef
deps:
	$(call install_missing,$(PACKAGES))
deps-test: deps
	$(call install_missing,$(PACKAGES_TEST))
	@command -v node >/dev/null || $(SUDO) apt-get install -y --no-install-recommends nodejs npm
	@test -d tests/node_modules/playwright-core -a -d tests/node_modules/axe-core || npm --prefix tests ci --no-audit --no-fund

# The programs, their units and sample settings; DESTDIR= for a package. Settings that are there are left alone.
PREFIX := /usr/local
UNITS   = $(DESTDIR)$(PREFIX)/lib/systemd/system
SHARE   = $(DESTDIR)$(PREFIX)/share/motcua
install: deps all
	install -D -t $(DESTDIR)$(PREFIX)/bin $(PROGRAMS)
	install -D -m 644 -t $(SHARE)/office assets/office/*.json
	install -D -m 644 -t $(SHARE)/conf assets/conf/*.conf assets/systemd/x11.conf
	install -D -m 644 -t $(UNITS) assets/systemd/*.service assets/systemd/*.socket
	sed -i 's|/usr/local/bin/|$(PREFIX)/bin/|' $(UNITS)/motcua-*.service
	install -D -m 644 assets/systemd/motcua.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/motcua.conf
	install -d $(DESTDIR)/etc/motcua
	for f in server kiosk display-hall display-counter-1; do \
		test -e $(DESTDIR)/etc/motcua/$$f.conf || install -m 644 assets/conf/$$f.conf $(DESTDIR)/etc/motcua; done
	test -n "$(DESTDIR)" || ! test -d /run/systemd/system || { systemd-sysusers && systemctl daemon-reload; }

# A machine for nothing but kiosk or screens: no console, no key that leaves the program.
install-lock:
	install -D -m 644 assets/conf/lock-sysctl.conf $(DESTDIR)/etc/sysctl.d/60-motcua.conf
	install -D -m 644 assets/conf/lock-logind.conf $(DESTDIR)/etc/systemd/logind.conf.d/motcua.conf
	install -D -m 644 assets/conf/lock-xorg.conf $(DESTDIR)/etc/X11/xorg.conf.d/60-motcua.conf
	install -d $(DESTDIR)/etc/systemd/system
	for unit in ctrl-alt-del.target getty@tty1.service getty@tty7.service; do \
		ln -sf /dev/null $(DESTDIR)/etc/systemd/system/$$unit; done

clean:
	rm -rf build

.PHONY: FORCE all install install-lock clean unit unit-programs fuzz fuzz-programs model lossy restart crash attack walk monkey bench bench-long soak test lint run demo pictures deps deps-test
.SECONDARY:
.DELETE_ON_ERROR:
-include $(shell find $(BUILD)/o -name '*.d' 2>/dev/null)
