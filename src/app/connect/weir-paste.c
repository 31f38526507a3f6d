/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-paste.h"

#include "weir-curl.h"
#include "weir-json.h"

#include <gio/gio.h>

/* Enough to tell; what is longer is cut for the guess. */
#define LOOKED_AT (256u * 1024)
/* Lines of a stream or of JSON that are looked at. */
#define MOST_LINES 50u
/* What is longer is a text, whatever it begins with. */
#define LONGEST_URL (64u * 1024)

static WeirSpan
strip (WeirSpan text)
{
  if (text.len >= 3 && memcmp (text.data, "\xef\xbb\xbf", 3) == 0)
    text = weir_span (text.data + 3, text.len - 3);
  while (text.len > 0 && g_ascii_isspace (text.data[0]))
    text = weir_span (text.data + 1, text.len - 1);
  while (text.len > 0 && g_ascii_isspace (text.data[text.len - 1]))
    text.len--;

  return text;
}

static gboolean
starts_with (WeirSpan text, const char *start)
{
  const gsize length = strlen (start);

  return text.len >= length && g_ascii_strncasecmp (text.data, start, length) == 0;
}

/* Takes the next line off @text, without its end. Returns: FALSE: there is none */
static gboolean
next_line (WeirSpan *text, WeirSpan *line)
{
  const char *end;

  if (text->len == 0)
    return FALSE;
  for (end = text->data; end < text->data + text->len && *end != '\n' && *end != '\r'; end++)
    ;
  *line = weir_span (text->data, (gsize) (end - text->data));
  text->len -= line->len;
  text->data = end;
  if (text->len > 1 && end[0] == '\r' && end[1] == '\n')
    *text = weir_span (end + 2, text->len - 2);
  else if (text->len > 0)
    *text = weir_span (end + 1, text->len - 1);

  return TRUE;
}

/* Whether the line is one that the event stream format gives a meaning. */
static gboolean
is_field (WeirSpan line)
{
  static const char *const names[] = { "data", "event", "id", "retry" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const gsize length = strlen (names[i]);

      if (line.len >= length && memcmp (line.data, names[i], length) == 0 && (line.len == length || line.data[length] == ':'))
        return TRUE;
    }

  return FALSE;
}

/* Comments alone could be anything; of other lines most must be fields. */
static gboolean
is_stream (WeirSpan text)
{
  WeirSpan line;
  guint n_fields = 0;
  guint n_others = 0;

  if (starts_with (text, "data:text/") || starts_with (text, "data:application/"))
    return FALSE;
  for (guint i = 0; i < MOST_LINES && next_line (&text, &line); i++)
    {
      if (line.len == 0)
        continue;
      if (is_field (line) || starts_with (line, ":@ "))
        n_fields++;
      else if (line.data[0] != ':')
        n_others++;
    }

  return n_fields > n_others;
}

static gboolean
is_json_lines (WeirSpan text, gboolean is_cut)
{
  WeirSpan line;
  guint n_values = 0;

  for (guint i = 0; i < MOST_LINES && next_line (&text, &line); i++)
    {
      const gboolean is_last = text.len == 0;

      line = strip (line);
      if (line.len == 0)
        continue;
      if (!weir_json_looks_like (line) && !(is_last && is_cut))
        return FALSE;
      n_values++;
    }

  return n_values > 1;
}

/* @is_cut: only the start of the text is there */
static WeirPasteKind
guess_json (WeirSpan text, gboolean is_cut)
{
  if (text.data[0] != '{' && text.data[0] != '[')
    return WEIR_PASTE_OTHER;
  if (weir_json_looks_like (text))
    return WEIR_PASTE_JSON;
  if (is_json_lines (text, is_cut))
    return WEIR_PASTE_JSON_LINES;

  return is_cut ? WEIR_PASTE_JSON : WEIR_PASTE_OTHER;
}

/* `[::1]`, `[fe80::1%25eth0]:80`; not `[{"a":1}]` */
static gboolean
is_ip_in_brackets (WeirSpan host)
{
  gsize n = 1;
  guint n_colons = 0;

  while (n < host.len && (g_ascii_isxdigit (host.data[n]) || host.data[n] == ':' || host.data[n] == '.'))
    n_colons += host.data[n++] == ':';
  if (n < host.len && host.data[n] == '%')
    while (n < host.len && host.data[n] != ']')
      n++;

  return n_colons > 1 && n < host.len && host.data[n] == ']';
}

static gboolean
is_digits (WeirSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    if (!g_ascii_isdigit (text.data[i]))
      return FALSE;

  return TRUE;
}

/* `localhost:8123/x`, `example.com`, `[::1]:80`, `box/events`, `:8123` of this computer. @host: up to the path */
static gboolean
is_host (WeirSpan host, gboolean has_path)
{
  gboolean has_name = FALSE;
  gboolean has_dot = FALSE;
  gboolean has_port = FALSE;

  if (host.len > 0 && host.data[0] == '[')
    return is_ip_in_brackets (host);
  if (host.len > 2 && host.data[0] == ':' && is_digits (weir_span (host.data + 1, host.len - 1)))
    return TRUE;
  for (gsize i = 0; i < host.len; i++)
    {
      const guchar c = (guchar) host.data[i];

      if (has_port && !g_ascii_isdigit (c))
        return FALSE;
      if (c == ':')
        {
          /* `12:30` is none. */
          if (!has_name)
            return FALSE;
          has_port = TRUE;
        }
      else if (c == '.')
        has_dot = TRUE;
      else if (!g_ascii_isalnum (c) && c != '-' && c != '_' && c < 0x80)
        return FALSE;
      has_name = has_name || !g_ascii_isdigit (c);
    }
  if (host.len == 0 || host.data[0] == ':' || host.data[0] == '.' || host.data[host.len - 1] == ':')
    return FALSE;

  return has_port || has_path || (has_dot && host.data[host.len - 1] != '.') || weir_span_equals_string (host, "localhost");
}

static gboolean
is_url (WeirSpan text)
{
  const char *colon = g_strstr_len (text.data, (gssize) text.len, "://");
  const char *at;
  gboolean has_path;
  gsize n_host = 0;

  if (text.len == 0 || text.len > LONGEST_URL || memchr (text.data, '\n', text.len) != NULL)
    return FALSE;
  for (gsize i = 0; colon != NULL && i < (gsize) (colon - text.data); i++)
    if (!g_ascii_isalnum (text.data[i]) && strchr ("+-.", text.data[i]) == NULL)
      colon = NULL;
  if (colon != NULL)
    return colon > text.data;
  /* Spaces in what has no scheme are a sentence. */
  if (memchr (text.data, ' ', text.len) != NULL)
    return FALSE;
  while (n_host < text.len && strchr ("/?#", text.data[n_host]) == NULL)
    n_host++;

  has_path = n_host < text.len;
  text.len = n_host;
  /* An address of a mail has no password. */
  at = memchr (text.data, '@', text.len);
  if (at != NULL && at > text.data && memchr (text.data, ':', (gsize) (at - text.data)) != NULL)
    text = weir_span (at + 1, text.len - (gsize) (at + 1 - text.data));

  return is_host (text, has_path);
}

/* Takes @start and @end off, when both are there. */
static gboolean
take_off (WeirSpan *text, const char *start, const char *end)
{
  const gsize n_start = strlen (start);
  const gsize n_end = strlen (end);

  if (text->len < n_start + n_end || memcmp (text->data, start, n_start) != 0 || memcmp (text->data + text->len - n_end, end, n_end) != 0)
    return FALSE;
  *text = strip (weir_span (text->data + n_start, text->len - n_start - n_end));

  return TRUE;
}

/* `new EventSource ("http://h/x", …)`, the only one in a piece of JavaScript. Returns: nothing, or what is between its quotes */
static WeirSpan
find_in_script (WeirSpan text)
{
  const char *end = text.data + text.len;
  const char *call = g_strstr_len (text.data, (gssize) text.len, "EventSource(");
  const char *start = call != NULL ? call + strlen ("EventSource(") : NULL;
  const char *close;

  if (start == NULL || g_strstr_len (start, end - start, "EventSource(") != NULL)
    return weir_span (NULL, 0);
  while (start < end && g_ascii_isspace (*start))
    start++;
  if (start == end || strchr ("\"'`", *start) == NULL)
    return weir_span (NULL, 0);
  close = memchr (start + 1, *start, (gsize) (end - start) - 1);

  return close != NULL ? weir_span (start + 1, (gsize) (close - start) - 1) : weir_span (NULL, 0);
}

/* A URL as people copy it: in quotes, with its method, from JavaScript. What is none of these stays as it is. */
static WeirSpan
unwrap (WeirSpan text)
{
  static const char *const around[][2] = { { "\"", "\"" }, { "'", "'" }, { "`", "`" }, { "<", ">" }, { "“", "”" }, { "\xe2\x80\x8b", "" } };
  WeirSpan in_script;

  text = strip (text);
  while (take_off (&text, "", "\xe2\x80\x8b"))
    continue;
  for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
    take_off (&text, around[i][0], around[i][1]);
  in_script = find_in_script (text);
  if (in_script.len > 0)
    return g_strstr_len (in_script.data, (gssize) in_script.len, "://") != NULL ? in_script : text;
  if (starts_with (text, "GET http") && take_off (&text, "GET ", ""))
    take_off (&text, "", " HTTP/1.1");

  return text;
}

static gboolean
is_file (WeirSpan text)
{
  if (text.len > 4096 || memchr (text.data, '\n', text.len) != NULL)
    return FALSE;

  return (text.data[0] == '/' && !starts_with (text, "//")) || starts_with (text, "~/") || starts_with (text, "file:");
}

WeirPasteKind
weir_paste_guess (WeirSpan text)
{
  g_autofree char *start = NULL;
  gboolean is_cut;
  WeirPasteKind kind;

  if (text.len == 0)
    return WEIR_PASTE_NOTHING;
  is_cut = text.len > LOOKED_AT;
  text = strip (weir_span (text.data, MIN (text.len, LOOKED_AT)));
  if (text.len == 0)
    return WEIR_PASTE_NOTHING;
  if (is_file (text))
    return WEIR_PASTE_FILE;
  if (is_stream (text))
    return WEIR_PASTE_STREAM;
  if (is_url (unwrap (text)))
    return WEIR_PASTE_URL;
  kind = guess_json (text, is_cut);
  if (kind != WEIR_PASTE_OTHER)
    return kind;
  start = weir_span_dup (text);

  return weir_curl_looks_like (start) ? WEIR_PASTE_CURL : WEIR_PASTE_OTHER;
}

char *
weir_paste_dup_url (WeirSpan text)
{
  g_autofree char *url = NULL;

  url = weir_span_dup (unwrap (text));
  if (g_strstr_len (url, (gssize) strcspn (url, "/?#") + 3, "://") != NULL)
    return g_steal_pointer (&url);

  return g_strconcat (url[0] == ':' ? "http://localhost" : "http://", url, NULL);
}

char *
weir_paste_dup_field_url (const char *text)
{
  const WeirSpan span = weir_span_from_string (text);

  return weir_paste_guess (span) == WEIR_PASTE_URL ? weir_paste_dup_url (span) : g_strdup (text);
}

char *
weir_paste_dup_path (WeirSpan text)
{
  g_autofree char *given = weir_span_dup (strip (text));
  g_autoptr (GFile) file = NULL;

  if (g_ascii_strncasecmp (given, "file:", strlen ("file:")) == 0)
    file = g_file_new_for_uri (given);
  else if (g_str_has_prefix (given, "~/"))
    return g_build_filename (g_get_home_dir (), given + 2, NULL);
  else
    return g_steal_pointer (&given);

  return g_file_get_path (file);
}
