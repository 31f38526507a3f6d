/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Recordings travel: what opens doors is not written into them, nor into logs and error messages. When in doubt it is a secret. */

#define WEIR_REDACTED "[redacted]"

/**
 * weir_redact_is_secret_name:
 * @name: of a header or of a query parameter, any case
 *
 * Names are taken apart into words at `-`, `_`, `.`, brackets, spaces, and where a capital follows a small letter. A name is secret when one of its
 * words is auth, bearer, cookie2, hmac, jwt, otp, pass, pin, pwd, session, sessionid, sid, sig, signature, signed or ticket; or
 * ends in authorization, apikey, cookie, credential, passphrase, passwd, password, secret or token; or when the last word is key,
 * unless the one before it is cache, idempotency, socket or surrogate.
 *
 * So Authorization, Proxy-Authorization, Cookie, Set-Cookie, X-Api-Key, X-Auth-Token, Mcp-Session-Id are; WWW-Authenticate,
 * Access-Control-Allow-Credentials and X-RateLimit-Remaining-Tokens are not.
 */
gboolean weir_redact_is_secret_name (const char *name);
gboolean weir_redact_is_secret_header (const char *name);

/* A header's value as it may be written: `[redacted]`, or with the URLs in Location, Content-Location, Link, Referer and Refresh
 * redacted, or a copy. Returns: (transfer full) */
char *weir_redact_header (const char *name, const char *value);

/**
 * weir_redact_url:
 * @url: any text meant as a URL, absolute or relative, also one that does not parse
 *
 * The user information, and the values of parameters with secret names in query and fragment, become `[redacted]`. Names are
 * compared percent-decoded. Everything else stays byte for byte.
 *
 * Returns: (transfer full)
 */
char *weir_redact_url (const char *url);
/* The names, percent-decoded, any bytes, of the parameters whose values weir_redact_url() takes out. Returns: (transfer full) */
GStrv weir_redact_list_parameters (const char *url);

G_END_DECLS
