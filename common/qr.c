#include "common/qr.h"

#include "common/mem.h"

#include <qrencode.h>

bool qr_make(const char *text, struct qr *qr) {
	QRcode *code = *text ? QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) : NULL;
	if (!code) {
		return false;
	}
	int size = code->width + 2 * QR_QUIET;
	uint8_t *bits = mem_alloc((size_t)size * (size_t)size, 1);
	for (int y = 0; y < code->width; y++) {
		for (int x = 0; x < code->width; x++) {
			bits[(y + QR_QUIET) * size + x + QR_QUIET] =
				code->data[y * code->width + x] & 1;
		}
	}
	QRcode_free(code);
	*qr = (struct qr){size, bits};
	return true;
}
