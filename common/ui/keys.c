#include "common/ui/keys.h"

#include <stddef.h>
#include <string.h>

static const struct {
	SDL_Keycode code;
	const char *name;
} names[] = {
	{SDLK_RETURN, "enter"},
	{SDLK_KP_ENTER, "enter"},
	{SDLK_ESCAPE, "escape"},
	{SDLK_UP, "up"},
	{SDLK_DOWN, "down"},
	{SDLK_LEFT, "left"},
	{SDLK_RIGHT, "right"},
	{SDLK_HOME, "home"},
	{SDLK_END, "end"},
	{SDLK_PAGEUP, "page-up"},
	{SDLK_PAGEDOWN, "page-down"},
	{SDLK_BACKSPACE, "backspace"},
	{SDLK_DELETE, "delete"},
	{SDLK_F1, "f1"},
	{SDLK_HELP, "f1"},
	{SDLK_F2, "f2"},
	{SDLK_F3, "f3"},
	{SDLK_F4, "f4"},
	{SDLK_F5, "f5"},
	{SDLK_F6, "f6"},
	{SDLK_F7, "f7"},
	{SDLK_F8, "f8"},
	{SDLK_F9, "f9"},
	{SDLK_F10, "f10"},
	{SDLK_F11, "f11"},
	{SDLK_F12, "f12"},
	{SDLK_F13, "f13"},
	{SDLK_F14, "f14"},
	{SDLK_F15, "f15"},
	{SDLK_F16, "f16"},
	{SDLK_F17, "f17"},
	{SDLK_F18, "f18"},
	{SDLK_F19, "f19"},
	{SDLK_F20, "f20"},
	{SDLK_F21, "f21"},
	{SDLK_F22, "f22"},
	{SDLK_F23, "f23"},
	{SDLK_F24, "f24"},
};

const char *keys_name(const SDL_Keysym *key) {
	if (key->sym == SDLK_TAB) {
		return key->mod & KMOD_SHIFT ? "back-tab" : "tab";
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (names[i].code == key->sym) {
			return names[i].name;
		}
	}
	return NULL;
}

bool keys_repeats(const char *name) {
	static const char *const moves[] = {"up", "down", "left", "right", "tab", "back-tab",
		"page-up", "page-down", "backspace"};
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		if (strcmp(name, moves[i]) == 0) {
			return true;
		}
	}
	return false;
}
