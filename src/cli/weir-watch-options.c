/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "weir-directive.h"
#include "weir-json.h"
#include "weir-style.h"
#include "weir-watch-arguments-private.h"
#include "weir-watch-options.h"

/* Tries after the first one where nobody looks on. */
#define DEFAULT_RETRIES 2

void
weir_watch_options_clear (WeirWatchOptions *self)
{
  g_clear_pointer (&self->request, weir_request_unref);
  weir_wish_clear (&self->wish);
  g_clear_pointer (&self->filter, weir_filter_unref);
  g_clear_pointer (&self->save, g_free);
}

static gboolean
take_duration (const char *option, const char *text, gint64 *duration_us, GError **error)
{
  if (text == NULL)
    return TRUE;

  if (g_str_equal (text, "0"))
    {
      *duration_us = 0;
      return TRUE;
    }
  if (!weir_duration_parse (weir_span_from_string (text), duration_us, error))
    {
      g_prefix_error (error, "--%s: ", option);
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_until (WeirWish *wish, const char *query, GError **error)
{
  g_autofree char *text = NULL;

  if (query == NULL)
    return TRUE;

  text = g_strconcat (query, " >= 1", NULL);
  wish->until = weir_assertion_new (text, error);
  if (wish->until == NULL)
    g_prefix_error (error, "--until: ");

  return wish->until != NULL;
}

static gboolean
take_wish (WeirWish *wish, const WeirWatchArguments *arguments, GError **error)
{
  wish->expects = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_assertion_free);
  if (!take_duration ("for", arguments->duration, &wish->for_us, error))
    return FALSE;
  if (arguments->duration != NULL && wish->for_us <= 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--for: “%s” is no time to watch"), arguments->duration);
      return FALSE;
    }
  if (arguments->count != NULL && !g_ascii_string_to_unsigned (arguments->count, 10, 1, G_MAXINT64, &wish->count, NULL))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--count: “%s” is no number of events from 1"), arguments->count);
      return FALSE;
    }

  for (char **text = arguments->expects; text != NULL && *text != NULL; text++)
    {
      WeirAssertion *expect = weir_assertion_new (*text, error);

      if (expect == NULL)
        {
          g_prefix_error (error, "--expect: ");
          return FALSE;
        }
      g_ptr_array_add (wish->expects, expect);
    }

  return take_until (wish, arguments->until, error);
}

static gboolean
add_header (GArray *headers, const char *text, GError **error)
{
  const char *colon = strchr (text, ':');
  WeirHeader header;

  if (colon == NULL || colon == text)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--header: “%s” is not of the form 'Name: value'"), text);
      return FALSE;
    }

  header.name = g_strndup (text, (gsize) (colon - text));
  header.value = g_strstrip (g_strdup (colon + 1));
  g_array_append_val (headers, header);

  return TRUE;
}

static gboolean
has_header (GArray *headers, const char *name)
{
  for (guint i = 0; i < headers->len; i++)
    {
      if (g_ascii_strcasecmp (g_array_index (headers, WeirHeader, i).name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
header_clear (gpointer data)
{
  WeirHeader *header = data;

  g_free ((char *) header->name);
  g_free ((char *) header->value);
}

/* A token on the command line could be read by every user of the machine: it comes from a file or the environment. */
static gboolean
add_token (GArray *headers, const WeirWatchArguments *arguments, GError **error)
{
  g_autofree char *token = NULL;
  g_autofree char *text = NULL;

  if (arguments->token_file != NULL)
    {
      if (!g_file_get_contents (arguments->token_file, &token, NULL, error))
        {
          g_prefix_error (error, "--token-file: ");
          return FALSE;
        }
    }
  else if (!has_header (headers, "Authorization"))
    token = g_strdup (g_getenv ("WEIR_TOKEN"));

  if (token == NULL)
    return TRUE;

  g_strstrip (token);
  if (token[0] == '\0')
    return TRUE;
  text = g_strdup_printf ("Authorization: Bearer %s", token);

  return add_header (headers, text, error);
}

static GBytes *
read_body (const char *data, GError **error)
{
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GOutputStream) memory = NULL;

  if (data[0] != '@')
    return g_bytes_new (data, strlen (data));

  if (g_str_equal (data, "@-"))
    input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  else
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (data + 1);

      input = G_INPUT_STREAM (g_file_read (file, NULL, error));
    }

  memory = g_memory_output_stream_new_resizable ();
  if (input == NULL || g_output_stream_splice (memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    {
      g_prefix_error (error, "--data: ");
      return NULL;
    }

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static gboolean
take_body (GBytes **body, GArray *headers, const char *data, GError **error)
{
  gsize size;
  const char *bytes;

  if (data == NULL)
    return TRUE;

  *body = read_body (data, error);
  if (*body == NULL)
    return FALSE;

  /* What is typed by hand is nearly always JSON; a server refuses it without its type. */
  bytes = g_bytes_get_data (*body, &size);
  if (!has_header (headers, "Content-Type") && weir_json_looks_like (weir_span (bytes, size)))
    return add_header (headers, "Content-Type: application/json", error);

  return TRUE;
}

static gboolean
take_policy (WeirRequestOptions *request, const WeirWatchArguments *arguments, GError **error)
{
  WeirPolicy policy;
  gint64 retries;

  if (arguments->policy != NULL)
    {
      if (!weir_policy_from_nick (arguments->policy, &policy))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("--policy: there is no policy “%s”; there are browser, persistent and once"), arguments->policy);
          return FALSE;
        }
      request->policy = (int) policy;
    }

  request->max_retries = isatty (STDOUT_FILENO) ? -1 : DEFAULT_RETRIES;
  if (arguments->retries != NULL)
    {
      if (!g_ascii_string_to_signed (arguments->retries, 10, -1, G_MAXINT, &retries, NULL))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--retries: “%s” is no number from -1"), arguments->retries);
          return FALSE;
        }
      request->max_retries = (int) retries;
    }

  return take_duration ("reconnect-time", arguments->reconnect_time, &request->reconnection_time_us, error) &&
         take_duration ("connect-timeout", arguments->connect_timeout, &request->connect_timeout_us, error) &&
         take_duration ("head-timeout", arguments->head_timeout, &request->head_timeout_us, error) &&
         take_duration ("silence-timeout", arguments->silence_timeout, &request->silence_timeout_us, error);
}

static gboolean
take_url (WeirRequestOptions *request, const WeirWatchArguments *arguments, char **url, GError **error)
{
  if (arguments->rest == NULL || g_strv_length (arguments->rest) != 1)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           arguments->rest == NULL ? _ ("which URL?") : _ ("one URL, please"));
      return FALSE;
    }

  /* "localhost:8123/ticks" is typed more often than it is meant as the scheme "localhost". */
  *url = strstr (arguments->rest[0], "://") != NULL ? g_strdup (arguments->rest[0]) : g_strconcat ("http://", arguments->rest[0], NULL);
  request->url = *url;

  return TRUE;
}

static WeirRequest *
make_request (const WeirWatchArguments *arguments, GError **error)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GArray) headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  g_autoptr (GBytes) body = NULL;
  g_autofree char *url = NULL;

  g_array_set_clear_func (headers, header_clear);
  if (!take_url (&options, arguments, &url, error))
    return NULL;
  for (char **text = arguments->headers; text != NULL && *text != NULL; text++)
    {
      if (!add_header (headers, *text, error))
        return NULL;
    }
  if (!add_token (headers, arguments, error) || !take_policy (&options, arguments, error) ||
      !take_body (&body, headers, arguments->data, error))
    return NULL;

  options.body = body;

  options.method = arguments->method;
  options.headers = (const WeirHeader *) (gpointer) headers->data;
  options.n_headers = headers->len;
  options.last_event_id = arguments->last_event_id;
  options.any_type = arguments->any_type;
  options.ca_file = arguments->ca_file;
  options.cert_file = arguments->cert_file;
  options.key_file = arguments->key_file;
  options.insecure = arguments->insecure;
  options.proxy = arguments->proxy;
  options.http2 = arguments->http2;
  options.decompress = arguments->compressed;

  return weir_request_new (&options, error);
}

static gboolean
take_output (WeirWatchOptions *self, WeirWatchArguments *arguments, GError **error)
{
  if (arguments->format != NULL && !weir_output_format_from_nick (arguments->format, &self->format))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--output: there is no “%s”; there are text, jsonl and raw"),
                   arguments->format);
      return FALSE;
    }
  if (arguments->replace && arguments->save == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--replace: there is no --save"));
      return FALSE;
    }

  if (arguments->filter != NULL)
    {
      self->filter = weir_filter_new (arguments->filter, NULL, NULL, error);
      if (self->filter == NULL)
        {
          g_prefix_error (error, "--filter: ");
          return FALSE;
        }
    }

  self->color = arguments->color ||
                (!arguments->no_color && weir_style_wants_color (self->format == WEIR_OUTPUT_RAW ? STDERR_FILENO : STDOUT_FILENO));
  self->pretty = arguments->pretty;
  self->include_head = arguments->include_head;
  self->keep_secrets = arguments->keep_secrets;
  self->save = g_steal_pointer (&arguments->save);
  self->replace = arguments->replace;

  return TRUE;
}

gboolean
weir_watch_options_parse (WeirWatchOptions *self, int argc, char **argv, WeirExit *status)
{
  WeirWatchArguments arguments = { 0 };
  g_autoptr (GOptionContext) context = weir_watch_arguments_context (&arguments);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_strdupv (argv);
  g_autofree char **parsed = g_memdup2 (words, sizeof (char *) * ((gsize) argc + 1));
  gboolean ok = weir_usage_parse (context, "watch", &argc, &parsed, status);

  if (ok)
    {
      self->request = NULL;
      ok = take_wish (&self->wish, &arguments, &error) && take_output (self, &arguments, &error);
      if (ok)
        self->request = make_request (&arguments, &error);
      ok = self->request != NULL;
      if (!ok)
        *status = weir_usage_complain ("watch", "%s", error->message);
    }
  weir_watch_arguments_clear (&arguments);

  return ok;
}
