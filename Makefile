# Motcua: make run (try it) · make test (prove it) · make help (everything else)
SHELL := /bin/bash
BUILD ?= build
CC    ?= gcc
SAN   ?=

PACKAGES := build-essential pkg-config libevent-dev libsqlite3-dev libsdl2-dev libsdl2-ttf-dev \
	libsdl2-image-dev libjansson-dev libsodium-dev libcurl4-openssl-dev libqrencode-dev \
	libutf8proc-dev libinih-dev libcmocka-dev fonts-noto-core jq

PKG_COMMON  := jansson libsodium libcurl libutf8proc inih
PKG_SERVER  := libevent_core libevent_extra libevent_pthreads sqlite3
PKG_SCREENS := sdl2 SDL2_ttf SDL2_image libqrencode
PKG_TESTS   := cmocka
pkg_cflags   = $(shell pkg-config --cflags $(1) 2>/dev/null)
pkg_libs     = $(shell pkg-config --libs $(1) 2>/dev/null)

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
CFLAGS   += -std=c11 $(OPT) $(HARDEN) $(WARN) -pthread -MMD -MP \
	$(call pkg_cflags,$(PKG_COMMON) $(PKG_SERVER) $(PKG_SCREENS) $(PKG_TESTS))
LDFLAGS  += -pie -pthread -Wl,-z,relro,-z,now,-z,noexecstack $(if $(SAN),-fsanitize=$(SAN))
LIBS_COMMON  = $(call pkg_libs,$(PKG_COMMON)) -lm
LIBS_SERVER  = $(call pkg_libs,$(PKG_SERVER)) $(LIBS_COMMON)
LIBS_SCREENS = $(call pkg_libs,$(PKG_SCREENS)) $(LIBS_COMMON)

# Files that live inside the programs: the words, the icons, the pages, the schema.
EMBED_COMMON := $(sort $(wildcard assets/words/*.json))
EMBED_UI     := $(sort $(wildcard assets/images/icons/*.svg))
EMBED_SERVER := $(sort $(wildcard server/web/*) $(wildcard server/schema/*.sql) \
	$(wildcard server/openapi.yaml) $(wildcard assets/office/synonyms.json))

objects = $(patsubst %.c,$(BUILD)/o/%.o,$(1))
COMMON  := $(call objects,$(wildcard common/*.c)) $(BUILD)/o/embed_common.o
UI      := $(call objects,$(wildcard common/ui/*.c)) $(BUILD)/o/embed_ui.o
SERVER  := $(call objects,$(wildcard server/*.c)) $(BUILD)/o/embed_server.o
KIOSK   := $(call objects,$(wildcard kiosk/*.c))
DISPLAY := $(call objects,$(wildcard display/*.c))
PROGRAMS := $(addprefix $(BUILD)/motcua-,server kiosk display)

all: $(PROGRAMS)

$(BUILD)/motcua-server: $(SERVER) $(COMMON)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS_SERVER)
$(BUILD)/motcua-kiosk: $(KIOSK) $(UI) $(COMMON)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS_SCREENS)
$(BUILD)/motcua-display: $(DISPLAY) $(UI) $(COMMON)
	$(CC) $(LDFLAGS) -o $@ $^ $(LIBS_SCREENS)

$(BUILD)/o/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# One table of embedded files per program part: struct embed { name, data, size }, see common/embed.h.
define embed_rule
$(BUILD)/o/embed_$(1).S: $(2) $(MAKEFILE_LIST)
	@mkdir -p $$(@D)
	@tests/lint/embed $(1) $(2) > $$@
$(BUILD)/o/embed_$(1).o: $(BUILD)/o/embed_$(1).S $(2)
	$(CC) -c -o $$@ $$<
endef
$(eval $(call embed_rule,common,$(EMBED_COMMON)))
$(eval $(call embed_rule,ui,$(EMBED_UI)))
$(eval $(call embed_rule,server,$(EMBED_SERVER)))

clean:
	rm -rf build

.PHONY: all clean
.SECONDARY:
-include $(shell find $(BUILD)/o -name '*.d' 2>/dev/null)
