/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-limits.h"
#include "weir-script-build.h"

/* `status`, `redirect`, `header`, `body`, and the head that comes of them. */

#define EVENT_STREAM "text/event-stream"

typedef struct
{
  guint status;
  const char *phrase;
} Phrase;

/* RFC 9110, 15, and 6585 */
static const Phrase phrases[] = {
  { 200, "OK" },
  { 201, "Created" },
  { 202, "Accepted" },
  { 204, "No Content" },
  { 205, "Reset Content" },
  { 206, "Partial Content" },
  { 301, "Moved Permanently" },
  { 302, "Found" },
  { 303, "See Other" },
  { 304, "Not Modified" },
  { 307, "Temporary Redirect" },
  { 308, "Permanent Redirect" },
  { 400, "Bad Request" },
  { 401, "Unauthorized" },
  { 403, "Forbidden" },
  { 404, "Not Found" },
  { 405, "Method Not Allowed" },
  { 406, "Not Acceptable" },
  { 408, "Request Timeout" },
  { 409, "Conflict" },
  { 410, "Gone" },
  { 413, "Content Too Large" },
  { 415, "Unsupported Media Type" },
  { 422, "Unprocessable Content" },
  { 429, "Too Many Requests" },
  { 500, "Internal Server Error" },
  { 501, "Not Implemented" },
  { 502, "Bad Gateway" },
  { 503, "Service Unavailable" },
  { 504, "Gateway Timeout" },
};

/* What a recording's reply never repeats: the server frames and dates its own messages. */
static const char *const never_replayed[] = {
  "Connection",
  "Content-Encoding",
  "Content-Length",
  "Date",
  "Keep-Alive",
  "Proxy-Authenticate",
  "Proxy-Authorization",
  "Proxy-Connection",
  "Strict-Transport-Security",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "Upgrade",
};

const char *
weir_status_get_phrase (guint status)
{
  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (phrases[i].status == status)
      return phrases[i].phrase;

  return "";
}

void
weir_draft_init (WeirDraft *self)
{
  *self = (WeirDraft){ .templates = TRUE };
  self->headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  self->expects = g_ptr_array_new ();
  self->chances = g_array_new (FALSE, FALSE, sizeof (WeirDraftChance));
}

void
weir_draft_clear (WeirDraft *self)
{
  g_array_unref (self->headers);
  g_ptr_array_unref (self->expects);
  g_array_unref (self->chances);
  g_clear_pointer (&self->body, g_bytes_unref);
}

void
weir_draft_copy (WeirDraft *self, const WeirDraft *other)
{
  weir_draft_clear (self);
  *self = *other;
  self->headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  if (other->headers->len > 0)
    g_array_append_vals (self->headers, other->headers->data, other->headers->len);
  self->n_inherited = other->headers->len;
  self->expects = g_ptr_array_new ();
  g_ptr_array_extend (self->expects, other->expects, NULL, NULL);
  self->chances = g_array_new (FALSE, FALSE, sizeof (WeirDraftChance));
  if (other->chances->len > 0)
    g_array_append_vals (self->chances, other->chances->data, other->chances->len);
  if (self->body != NULL)
    g_bytes_ref (self->body);
}

/* A head verb behind pauses: they delay the head. */
static void
delay_head (WeirBuilder *self)
{
  if (self->section != NULL)
    self->section->head_step = self->script->steps->len;
}

static const char *
keep (WeirBuilder *self, WeirSpan text)
{
  g_autofree char *copy = weir_span_dup (text);

  return g_string_chunk_insert (self->script->strings, copy);
}

/* Head texts are templates all: braces that are none are doubled. */
static const char *
keep_text (WeirBuilder *self, WeirSpan text)
{
  g_autoptr (GString) copy = g_string_new (NULL);

  if (weir_builder_has_templates (self))
    g_string_append_len (copy, text.data, (gssize) text.len);
  else
    weir_template_escape (text, copy);
  return g_string_chunk_insert_len (self->script->strings, copy->str, (gssize) copy->len);
}

gboolean
weir_verb_status (WeirBuilder *self, WeirArgs *args)
{
  WeirDraft *draft = &self->draft;
  WeirSpan word;
  WeirSpan phrase;
  guint64 status;

  if (!weir_args_word (args, N_ ("a status code, or none"), &word))
    return FALSE;
  delay_head (self);
  if (weir_span_equals_string (word, "none"))
    {
      draft->none = TRUE;
      draft->status = 200;
      draft->status_line = args->line.number;
      return weir_args_end (args);
    }
  if (!weir_args_parse_number (args, word, 200, 999, &status))
    return FALSE;

  phrase = weir_args_rest (args);
  draft->none = FALSE;
  draft->status = (guint) status;
  draft->status_line = args->line.number;
  draft->phrase = phrase.len > 0 ? keep (self, phrase) : weir_status_get_phrase (draft->status);
  return TRUE;
}

/* Takes the place of what the preamble says for the name; twice in one section stays twice (Set-Cookie). */
static void
set_header (WeirBuilder *self, const char *name, const char *value)
{
  WeirDraft *draft = &self->draft;
  WeirHeader header = { g_string_chunk_insert (self->script->strings, name), value };

  for (guint i = draft->n_inherited; i > 0; i--)
    if (g_ascii_strcasecmp (g_array_index (draft->headers, WeirHeader, i - 1).name, name) == 0)
      {
        g_array_remove_index (draft->headers, i - 1);
        draft->n_inherited--;
      }
  g_array_append_val (draft->headers, header);
}

gboolean
weir_verb_redirect (WeirBuilder *self, WeirArgs *args)
{
  static const guint codes[] = { 301, 302, 303, 307, 308 };
  WeirSpan word;
  WeirSpan url;
  gsize code_at;
  guint64 status;
  gboolean known = FALSE;

  if (!weir_args_word (args, N_ ("a status code"), &word))
    return FALSE;
  code_at = weir_args_offset_of (args, word);
  if (!weir_args_parse_number (args, word, 300, 399, &status))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    known = known || codes[i] == status;
  if (!known)
    return weir_args_refuse (args, code_at, g_strdup (_ ("a redirect is 301, 302, 303, 307 or 308")));
  if (!weir_args_text (args, N_ ("the URL to go to"), &url))
    return FALSE;
  if (!weir_builder_check_template (self, url, weir_args_offset_of (args, url)))
    return FALSE;

  delay_head (self);
  self->draft.none = FALSE;
  self->draft.status = (guint) status;
  self->draft.status_line = args->line.number;
  self->draft.phrase = weir_status_get_phrase (self->draft.status);
  set_header (self, "Location", keep_text (self, url));
  return TRUE;
}

static gboolean
is_replayed (const char *name, const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (never_replayed); i++)
    if (g_ascii_strcasecmp (name, never_replayed[i]) == 0)
      return FALSE;

  return strstr (value, "[redacted]") == NULL;
}

gboolean
weir_verb_header (WeirBuilder *self, WeirArgs *args)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  WeirSpan text = args->line.text;

  weir_args_skip_spaces (args);
  if (args->at < text.len && text.data[args->at] == '-')
    {
      WeirSpan word;

      args->at++;
      if (!weir_args_word (args, N_ ("the name of the header to remove"), &word) || !weir_args_end (args))
        return FALSE;
      delay_head (self);
      name = weir_span_dup (word);
      if (g_ascii_strcasecmp (name, "content-type") == 0)
        self->draft.type_line = args->line.number;
      set_header (self, name, NULL);
      return TRUE;
    }

  if (!weir_args_header (args, &name, &value))
    return FALSE;
  if (!weir_builder_check_template (self, text, 0))
    return FALSE;
  if (self->draft.headers->len >= WEIR_LIMIT_HEAD_LINES)
    return weir_args_refuse (args, args->verb_at, g_strdup_printf (_ ("more than %u headers"), WEIR_LIMIT_HEAD_LINES));
  if (self->script->is_recording && !is_replayed (name, value))
    return TRUE;

  delay_head (self);
  if (g_ascii_strcasecmp (name, "content-type") == 0)
    self->draft.type_line = g_ascii_strncasecmp (value, EVENT_STREAM, strlen (EVENT_STREAM)) == 0 ? 0 : args->line.number;
  set_header (self, name, keep_text (self, weir_span_from_string (value)));
  return TRUE;
}

gboolean
weir_verb_body (WeirBuilder *self, WeirArgs *args)
{
  GString *string = NULL;
  gboolean is_right;
  gsize start;

  weir_args_skip_spaces (args);
  start = args->at;
  if (!weir_args_string (args, &string))
    return FALSE;
  g_clear_pointer (&self->draft.body, g_bytes_unref);
  self->draft.body_line = args->line.number;
  delay_head (self);
  is_right = weir_builder_check_template (self, weir_span (string->str, string->len), start);
  if (!weir_builder_has_templates (self))
    {
      g_autoptr (GString) written = string;

      string = g_string_sized_new (written->len);
      weir_template_escape (weir_span (written->str, written->len), string);
    }
  self->draft.body = g_string_free_to_bytes (string);
  if (!is_right)
    return FALSE;

  return weir_args_end (args);
}
