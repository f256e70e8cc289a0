#include "common/ui/theme.h"

#define COLOURS                                                                                    \
	.paper = 0xF3F2EC, .card = 0xFFFFFF, .sunk = 0xE4E5DF, .rule = 0xC9CBC4, .line = 0x6B7680, \
	.ink = 0x16202B, .cham = 0x153A66, .on_cham = 0xFFFFFF, .band = 0x153A66,                  \
	.on_band = 0xFFFFFF, .cham_deep = 0x0D2747, .cham_tint = 0xDCE6F0, .hoe = 0xFFC83D,        \
	.ring = 0x16202B, .hoe_tint = 0xFFF0C7, .son_tint = 0xF9E4DD, .luc = 0x18503D,             \
	.luc_tint = 0xDDECE4, .border_px = 2, .strong_px = 4

#define COLOURS_CONTRAST                                                                           \
	.paper = 0x000000, .card = 0x000000, .sunk = 0x262626, .rule = 0x8C8C8C, .line = 0xFFFFFF, \
	.ink = 0xFFFFFF, .ink_2 = 0xFFFFFF, .cham = 0xFFFFFF, .on_cham = 0x000000,                 \
	.band = 0x000000, .on_band = 0xFFFFFF, .cham_deep = 0xFFD500, .cham_tint = 0x333333,       \
	.hoe = 0xFFD500, .ring = 0x000000, .hoe_tint = 0x332B00, .son = 0xFFB4A8,                  \
	.son_tint = 0x330F0A, .luc = 0x9FE8C0, .luc_tint = 0x0A2A1C, .border_px = 4,               \
	.strong_px = 8

#define KIOSK_SIZES                                                                     \
	[THEME_HERO] = 330, [THEME_ROW] = 64, [THEME_DISPLAY] = 64, [THEME_TITLE] = 52, \
	[THEME_HEADING] = 42, [THEME_BODY] = 38, [THEME_SMALL] = 36

#define KIOSK_SIZES_LARGE                                                               \
	[THEME_HERO] = 330, [THEME_ROW] = 86, [THEME_DISPLAY] = 86, [THEME_TITLE] = 70, \
	[THEME_HEADING] = 56, [THEME_BODY] = 52, [THEME_SMALL] = 48

const struct theme theme_kiosk = {
	COLOURS,
	.ink_2 = 0x3B4753,
	.son = 0x862419,
	.size_px = {KIOSK_SIZES},
};

const struct theme theme_kiosk_large = {
	COLOURS,
	.ink_2 = 0x3B4753,
	.son = 0x862419,
	.size_px = {KIOSK_SIZES_LARGE},
};

const struct theme theme_kiosk_contrast = {COLOURS_CONTRAST, .size_px = {KIOSK_SIZES}};

const struct theme theme_kiosk_contrast_large = {COLOURS_CONTRAST, .size_px = {KIOSK_SIZES_LARGE}};

const struct theme theme_board = {
	COLOURS,
	.ink_2 = 0x2C3742,
	.son = 0x7A2016,
	.size_px =
		{
			[THEME_HERO] = 348,
			[THEME_ROW] = 108,
			[THEME_DISPLAY] = 88,
			[THEME_TITLE] = 64,
			[THEME_HEADING] = 56,
			[THEME_BODY] = 52,
			[THEME_SMALL] = 52,
		},
};
