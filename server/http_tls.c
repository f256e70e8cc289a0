#include "server/http_tls.h"

#include "common/clock.h"
#include "common/log.h"
#include "common/mem.h"

#include <event2/bufferevent.h>
#include <event2/bufferevent_ssl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <string.h>
#include <time.h>

enum { WARN_DAYS = 14 };

struct http_tls {
	char *certificate, *key;
	SSL_CTX *context;
};

/* What the library says was wrong first, and forgets. */
static const char *reason(void) {
	unsigned long error = ERR_peek_error();
	const char *text = ERR_SYSTEM_ERROR(error) ? strerror(ERR_GET_REASON(error))
						   : ERR_reason_error_string(error);
	ERR_clear_error();
	return text ? text : "it is not to be understood";
}

/* Nobody is there who could type it. */
static int no_passphrase(char *out, int size, int writing, void *arg) {
	(void)out, (void)size, (void)writing, (void)arg;
	return -1;
}

static SSL_CTX *new_context(void) {
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	if (!context)
		return NULL;
	SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
					     SSL_OP_CIPHER_SERVER_PREFERENCE |
					     SSL_OP_IGNORE_UNEXPECTED_EOF);
	SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
	SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_default_passwd_cb(context, no_passphrase);
	if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
		SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1)
		return context;
	SSL_CTX_free(context);
	return NULL;
}

/* Whether it may be shown now; says when it soon may not. */
static bool is_of_its_time(const struct http_tls *tls, SSL_CTX *context) {
	const X509 *certificate = SSL_CTX_get0_certificate(context);
	const ASN1_TIME *end = X509_get0_notAfter(certificate);
	time_t now = (time_t)(clock_wall_ms() / 1000), soon = now + WARN_DAYS * 24 * 3600;
	struct tm until = {0};
	char date[16];
	ASN1_TIME_to_tm(end, &until);
	strftime(date, sizeof date, "%Y-%m-%d", &until);
	if (X509_cmp_time(X509_get0_notBefore(certificate), &now) > 0) {
		log_error("the certificate %s is not good yet: is the clock right?",
			tls->certificate);
		return false;
	}
	if (X509_cmp_time(end, &now) < 0) {
		log_error("the certificate %s has expired on %s", tls->certificate, date);
		return false;
	}
	if (X509_cmp_time(end, &soon) < 0)
		log_warn("the certificate %s expires on %s", tls->certificate, date);
	return true;
}

static bool read_pair(const struct http_tls *tls, SSL_CTX *context) {
	ERR_clear_error();
	if (SSL_CTX_use_certificate_chain_file(context, tls->certificate) != 1) {
		log_error("no certificate can be read from %s: %s", tls->certificate, reason());
		return false;
	}
	if (SSL_CTX_use_PrivateKey_file(context, tls->key, SSL_FILETYPE_PEM) != 1) {
		unsigned long error = ERR_peek_last_error();
		bool other = ERR_GET_LIB(error) == ERR_LIB_X509 &&
			     ERR_GET_REASON(error) == X509_R_KEY_VALUES_MISMATCH;
		if (other)
			log_error("the key %s is not that of the certificate %s", tls->key,
				tls->certificate);
		else
			log_error("no key can be read from %s: %s", tls->key, reason());
		ERR_clear_error();
		return false;
	}
	return is_of_its_time(tls, context);
}

bool http_tls_reload(struct http_tls *tls) {
	SSL_CTX *context = new_context();
	if (!context)
		log_error("TLS cannot be had: %s", reason());
	if (!context || !read_pair(tls, context)) {
		SSL_CTX_free(context);
		return false;
	}
	SSL_CTX_free(tls->context);
	tls->context = context;
	return true;
}

struct http_tls *http_tls_open(const char *certificate, const char *key) {
	struct http_tls *tls = mem_alloc(1, sizeof *tls);
	tls->certificate = mem_strdup(certificate);
	tls->key = mem_strdup(key);
	if (http_tls_reload(tls))
		return tls;
	http_tls_close(tls);
	return NULL;
}

void http_tls_close(struct http_tls *tls) {
	if (!tls)
		return;
	SSL_CTX_free(tls->context);
	mem_free(tls->certificate);
	mem_free(tls->key);
	mem_free(tls);
}

struct bufferevent *http_tls_accept(struct http_tls *tls, struct event_base *base, int fd) {
	SSL *ssl = SSL_new(tls->context);
	/* Deferred: an answer must not be told that it has left while it is being written. */
	struct bufferevent *bev =
		ssl ? bufferevent_openssl_socket_new(base, fd, ssl, BUFFEREVENT_SSL_ACCEPTING,
			      BEV_OPT_CLOSE_ON_FREE | BEV_OPT_DEFER_CALLBACKS)
		    : NULL;
	if (!bev)
		SSL_free(ssl);
	return bev;
}

void http_tls_say_end(struct bufferevent *bev) {
	SSL *ssl = bufferevent_openssl_get_ssl(bev);
	if (SSL_is_init_finished(ssl))
		SSL_shutdown(ssl);
	ERR_clear_error();
}
