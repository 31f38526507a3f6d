/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-redact.h"
#include "weir-span.h"

static const char *const secret_words[] = {
  "auth", "bearer",  "cookie2",   "hmac", "jwt", "otp",       "pass",   "pin",
  "pwd",  "session", "sessionid", "sid",  "sig", "signature", "signed", "ticket",
};
static const char *const secret_endings[] = {
  "authorization", "apikey", "cookie", "credential", "passphrase", "passwd", "password", "secret", "token",
};
/* What a word before "key" must be for it to open no door. */
static const char *const harmless_keys[] = { "cache", "idempotency", "socket", "surrogate" };
static const char *const url_headers[] = { "Location", "Content-Location", "Link", "Referer", "Refresh" };

static gboolean
is_one_of (WeirSpan word, const char *const *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (strlen (words[i]) == word.len && g_ascii_strncasecmp (word.data, words[i], word.len) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_secret_ending (WeirSpan word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (secret_endings); i++)
    {
      const gsize length = strlen (secret_endings[i]);

      if (word.len >= length && g_ascii_strncasecmp (word.data + word.len - length, secret_endings[i], length) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Takes the next word off @name. Returns: an empty span at the end. */
static WeirSpan
next_word (const char **name)
{
  const char *start = *name + strspn (*name, "-_. []");
  const char *end = start;

  while (*end != '\0' && strchr ("-_. []", *end) == NULL)
    {
      end++;
      if (g_ascii_islower (end[-1]) && g_ascii_isupper (*end))
        break;
    }
  *name = end;

  return weir_span (start, (gsize) (end - start));
}

gboolean
weir_redact_is_secret_name (const char *name)
{
  static const char *const key[] = { "key" };
  WeirSpan before = WEIR_SPAN_EMPTY;
  WeirSpan last = WEIR_SPAN_EMPTY;

  for (WeirSpan word = next_word (&name); word.len > 0; word = next_word (&name))
    {
      if (is_one_of (word, secret_words, G_N_ELEMENTS (secret_words)) || has_secret_ending (word))
        return TRUE;
      before = last;
      last = word;
    }

  /* Words cut at a capital hide `apiKey` from the endings, not from this. */
  return is_one_of (last, key, 1) && !is_one_of (before, harmless_keys, G_N_ELEMENTS (harmless_keys));
}

gboolean
weir_redact_is_secret_header (const char *name)
{
  return weir_redact_is_secret_name (name);
}

char *
weir_redact_header (const char *name, const char *value)
{
  if (weir_redact_is_secret_header (name))
    return g_strdup (WEIR_REDACTED);
  if (is_one_of (weir_span_from_string (name), url_headers, G_N_ELEMENTS (url_headers)))
    return weir_redact_url (value);

  return g_strdup (value);
}

static char *
decode_name (const char *name, gsize length)
{
  GString *decoded = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char c = name[i];

      if (c == '%' && length - i > 2 && g_ascii_isxdigit (name[i + 1]) && g_ascii_isxdigit (name[i + 2]))
        {
          c = (char) (g_ascii_xdigit_value (name[i + 1]) * 16 + g_ascii_xdigit_value (name[i + 2]));
          i += 2;
        }
      g_string_append_c (decoded, c == '+' || c == '\0' ? ' ' : c);
    }

  return g_string_free (decoded, FALSE);
}

static gboolean
is_secret_parameter (const char *name, gsize length)
{
  g_autofree char *decoded = decode_name (name, length);

  return weir_redact_is_secret_name (decoded);
}

/* The length of the authority that starts at @text; longer than RFC 3986 says when a password with a bare `/`, `?` or `#` must be in it. */
static gsize
authority_length (const char *text)
{
  const gsize length = strcspn (text, "/?#");
  const char *colon = memchr (text, ':', length);
  const char *at = strrchr (text, '@');

  if (memchr (text, '@', length) == NULL && colon != NULL && at != NULL && text[0] != '[' &&
      strspn (colon + 1, "0123456789") != (gsize) (text + length - colon - 1))
    return (gsize) (at - text) + 1;

  return length;
}

/* Appends what comes before the path, without user information. Returns: the rest */
static const char *
append_authority (GString *out, const char *url)
{
  const char *slashes = strstr (url, "//");
  const char *start = url;
  gsize length;
  const char *at;

  /* "//" counts only at the start or after a scheme, not in a path or query. */
  if (slashes != NULL && (slashes == url || slashes[-1] == ':') && strcspn (url, "/?#") == (gsize) (slashes - url))
    start = slashes + 2;
  length = authority_length (start);
  at = g_strrstr_len (start, (gssize) length, "@");

  g_string_append_len (out, url, start - url);
  if (at == NULL)
    return start;
  g_string_append (out, WEIR_REDACTED);

  return at;
}

/* The next parameter in @text that has a secret name. Returns: whether there is one */
static gboolean
find_secret (const char *text, WeirSpan *name, WeirSpan *value)
{
  for (const char *p = text + strcspn (text, "?&#;"); *p != '\0'; p += strcspn (p, "?&#;"))
    {
      gsize length = strcspn (++p, "=?&#;");

      if (p[length] != '=' || !is_secret_parameter (p, length))
        continue;
      *name = weir_span (p, length);
      *value = weir_span (p + length + 1, strcspn (p + length + 1, "&#"));
      return TRUE;
    }

  return FALSE;
}

char *
weir_redact_url (const char *url)
{
  GString *out = g_string_new (NULL);
  const char *rest = append_authority (out, url);
  WeirSpan name, value;

  while (find_secret (rest, &name, &value))
    {
      g_string_append_len (out, rest, value.data - rest);
      if (value.len > 0)
        g_string_append (out, WEIR_REDACTED);
      rest = value.data + value.len;
    }
  g_string_append (out, rest);

  return g_string_free (out, FALSE);
}

GStrv
weir_redact_list_parameters (const char *url)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GString) authority = g_string_new (NULL);
  const char *rest = append_authority (authority, url);
  WeirSpan name, value;

  while (find_secret (rest, &name, &value))
    {
      g_autofree char *decoded = decode_name (name.data, name.len);

      if (value.len > 0)
        g_strv_builder_add (names, decoded);
      rest = value.data + value.len;
    }

  return g_strv_builder_end (names);
}
