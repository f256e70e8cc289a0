#include "server/password.h"

#include "common/mem.h"
#include "common/text.h"

#include <sodium.h>
#include <string.h>

enum {
	PASSES = 2,
	MEMORY_BYTES = 19 * 1024 * 1024,
};

/* Of no password: what is verified where there is no account. */
static const char NOBODY[STORE_PASSWORD_SIZE] =
	"$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
	"$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

_Static_assert(STORE_PASSWORD_SIZE >= crypto_pwhash_STRBYTES, "a kept password fits");

const char *password_fault(const char *password) {
	if (strlen(password) > PASSWORD_BYTES_MAX)
		return "the password is too long";
	if (!text_valid(password, strlen(password)))
		return "the password is not valid UTF-8";
	if (text_length(password) < PASSWORD_LENGTH_MIN)
		return "the password must have at least 10 characters";
	return NULL;
}

bool password_hash(const char *password, char kept[static STORE_PASSWORD_SIZE]) {
	char *nfc = text_nfc(password);
	bool ok = nfc && crypto_pwhash_str_alg(kept, nfc, strlen(nfc), PASSES, MEMORY_BYTES,
				 crypto_pwhash_ALG_ARGON2ID13) == 0;
	if (nfc)
		sodium_memzero(nfc, strlen(nfc));
	mem_free(nfc);
	return ok;
}

bool password_verify(const char *password, const char *kept) {
	char *nfc = strlen(password) <= PASSWORD_BYTES_MAX ? text_nfc(password) : NULL;
	const char *tried = nfc ? nfc : "";
	bool same =
		crypto_pwhash_str_verify(kept ? kept : NOBODY, tried, strlen(tried)) == 0 && kept;
	if (nfc)
		sodium_memzero(nfc, strlen(nfc));
	mem_free(nfc);
	return same;
}
