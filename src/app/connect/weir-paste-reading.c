/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-paste-reading.h"

#include "weir-latest.h"

#include <glib/gi18n.h>

#include "weir-paste-serve.h"
#include "weir-redact.h"
#include "weir-request-text.h"
#include "weir-text.h"

/* Of a URL or host in a sentence. */
#define SHOWN_COLUMNS 80
/* Of what is wrong, with what was pasted in it. */
#define PROBLEM_COLUMNS 300
/* Sentences on words without effect; all of them are in the dialog. */
#define MOST_NOTES 3u

/* Longer texts are read in a thread. */
#define AT_ONCE (64u * 1024)

struct _WeirPasteReader
{
  void (*done) (WeirPasteReading *reading, gpointer user_data);
  gpointer user_data;

  WeirLatest *reading;
};

void
weir_paste_reading_free (WeirPasteReading *self)
{
  g_clear_pointer (&self->request, weir_request_unref);
  g_clear_pointer (&self->curl, weir_curl_free);
  g_free (self->path);
  g_free (self->hint);
  g_free (self);
}

static char *
shown (const char *text)
{
  GString *out = g_string_new (NULL);

  weir_text_append_row (out, weir_span_from_string (text), SHOWN_COLUMNS);

  return g_string_free (out, FALSE);
}

static void
take_problem (WeirPasteReading *self, const GError *error)
{
  GString *hint = g_string_new (NULL);

  weir_text_append_row (hint, weir_span_from_string (error->message), PROBLEM_COLUMNS);
  self->hint = g_string_free (hint, FALSE);
  self->is_wrong = TRUE;
}

static void
read_url (WeirPasteReading *self, WeirSpan text)
{
  g_autofree char *url = weir_paste_dup_url (text);
  g_autofree char *plain = weir_redact_url (url);
  g_autofree char *visible = shown (plain);
  g_autofree char *given = g_strstrip (weir_span_dup (text));
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GError) error = NULL;

  options.url = url;
  self->request = weir_request_new (&options, &error);
  if (self->request == NULL)
    take_problem (self, error);
  else if (g_str_equal (given, url))
    self->hint = g_strdup (_ ("A URL: it is watched with GET, as web pages do"));
  else
    /* Translators: %s is a URL */
    self->hint = g_strdup_printf (_ ("Watched as %s"), visible);
}

static char *
dup_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return shown (host != NULL ? host : url);
}

static void
describe_curl (WeirPasteReading *self)
{
  g_autoptr (GString) hint = g_string_new (NULL);
  g_autofree char *host = dup_host (self->curl->url);
  g_autofree char *method = shown (self->curl->method);
  const GPtrArray *notes = self->curl->ignored;

  if (!self->asks)
    g_string_append (hint, _ ("A cURL command: it is watched at once, with GET"));
  else if (self->curl->body != NULL)
    /* Translators: a method such as POST, then a host */
    g_string_append_printf (hint, _ ("A cURL command: %s to %s with a body. You see the request before it is sent."), method, host);
  else
    /* Translators: a method such as GET, then a host */
    g_string_append_printf (hint, _ ("A cURL command: %s to %s. You see the request before it is sent."), method, host);
  for (guint i = 0; i < notes->len && i < MOST_NOTES && !self->asks; i++)
    g_string_append_printf (hint, "\n%s", (const char *) g_ptr_array_index (notes, i));
  if (notes->len > MOST_NOTES && !self->asks)
    g_string_append (hint, "\n…");
  self->hint = g_string_free (g_steal_pointer (&hint), FALSE);
}

static void
read_curl (WeirPasteReading *self, WeirSpan text)
{
  g_autofree char *command = weir_span_dup (text);
  g_autoptr (GArray) headers = NULL;
  g_autoptr (GError) error = NULL;
  WeirRequestOptions options;

  self->curl = weir_curl_parse (command, NULL, &error);
  if (self->curl == NULL)
    {
      take_problem (self, error);
      return;
    }
  weir_curl_fill_options (self->curl, &options, &headers);
  /* What is not whole can be mended in the dialog. */
  self->request = weir_request_new (&options, NULL);
  self->asks = self->request == NULL || weir_request_get_options (self->request)->policy == WEIR_POLICY_ONCE || self->curl->body != NULL ||
               self->curl->insecure || self->curl->blanks->len > 0 || !self->curl->is_exact;
  describe_curl (self);
}

static void
read_file (WeirPasteReading *self, WeirSpan text)
{
  self->path = weir_paste_dup_path (text);
  self->is_wrong = self->path == NULL;
  self->hint = g_strdup (self->is_wrong ? _ ("This names no file on this computer")
                                        : _ ("A file: a recording, a script or JSON, as what is in it says"));
}

WeirPasteReading *
weir_paste_reading_new (WeirSpan text)
{
  WeirPasteReading *self = g_new0 (WeirPasteReading, 1);

  self->kind = weir_paste_guess (text);
  switch (self->kind)
    {
    case WEIR_PASTE_NOTHING:
      self->hint = g_strdup ("");
      break;
    case WEIR_PASTE_URL:
      read_url (self, text);
      break;
    case WEIR_PASTE_CURL:
      read_curl (self, text);
      break;
    case WEIR_PASTE_JSON:
    case WEIR_PASTE_JSON_LINES:
    case WEIR_PASTE_STREAM:
      weir_paste_serve_read (self, text);
      break;
    case WEIR_PASTE_FILE:
      read_file (self, text);
      break;
    case WEIR_PASTE_OTHER:
    default:
      if (weir_paste_serve_read (self, text))
        break;
      self->hint = g_strdup (_ ("This is no URL, cURL command, JSON or event stream. A URL looks like http://localhost:8123/events."));
      self->is_wrong = TRUE;
      break;
    }

  return self;
}

const char *
weir_paste_reading_get_verb (const WeirPasteReading *self)
{
  if (self->kind == WEIR_PASTE_CURL && self->curl != NULL && self->asks)
    return _ ("Show request…");
  if (self->kind == WEIR_PASTE_FILE)
    return C_ ("button", "Open");
  if (self->can_serve)
    return C_ ("button", "Serve");
  return _ ("Watch");
}

/* In a thread. */
static gpointer
read_text (gpointer data, GCancellable *cancellable)
{
  WeirSpan text;

  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  text.data = g_bytes_get_data (data, &text.len);
  return weir_paste_reading_new (text);
}

static void
free_reading (gpointer data)
{
  weir_paste_reading_free (data);
}

static void
on_read (gpointer result, gpointer user_data)
{
  WeirPasteReader *self = user_data;

  self->done (result, self->user_data);
}

WeirPasteReader *
weir_paste_reader_new (void (*done) (WeirPasteReading *reading, gpointer user_data), gpointer user_data)
{
  WeirPasteReader *self = g_new0 (WeirPasteReader, 1);

  self->done = done;
  self->user_data = user_data;
  self->reading = weir_latest_new (read_text, (GDestroyNotify) g_bytes_unref, free_reading, on_read, self);
  return self;
}

void
weir_paste_reader_free (WeirPasteReader *self)
{
  weir_latest_free (self->reading);
  g_free (self);
}

void
weir_paste_reader_read (WeirPasteReader *self, WeirSpan text)
{
  WeirPasteReading *waiting;

  weir_latest_cancel (self->reading);
  if (text.len <= AT_ONCE)
    {
      self->done (weir_paste_reading_new (text), self->user_data);
      return;
    }
  waiting = g_new0 (WeirPasteReading, 1);
  waiting->kind = WEIR_PASTE_OTHER;
  waiting->hint = g_strdup (_ ("Reading what was pasted…"));
  self->done (waiting, self->user_data);
  weir_latest_run (self->reading, g_bytes_new (text.data, text.len));
}
