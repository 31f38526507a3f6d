/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-json-write.h"
#include "weir-jsonl.h"
#include "weir-serve-output.h"
#include "weir-serve-scripts.h"
#include "weir-served-json.h"
#include "weir-style.h"
#include "weir-text.h"

struct _WeirServeOutput
{
  GString *out;
  gboolean jsonl;
  gboolean color;
  gint64 start_us;
  gint64 wall_offset_us;
  WeirClock clock;
};

WeirServeOutput *
weir_serve_output_new (const WeirOutputOptions *options, GString *out)
{
  WeirServeOutput *self = g_new0 (WeirServeOutput, 1);

  self->out = out;
  self->jsonl = options->format == WEIR_OUTPUT_JSONL;
  self->color = options->color;
  self->start_us = options->start_us;
  self->wall_offset_us = options->start_wall_us - options->start_us;

  return self;
}

void
weir_serve_output_free (WeirServeOutput *self)
{
  g_free (self);
}

static void
append_line (WeirServeOutput *self, gint64 time_us, WeirStyle style, const char *text)
{
  g_autoptr (GString) clock = g_string_new (NULL);

  weir_clock_append (&self->clock, clock, time_us + self->wall_offset_us);
  weir_style_append (self->out, self->color, WEIR_STYLE_DIM, clock->str);
  g_string_append (self->out, "  ");
  weir_style_append (self->out, self->color, style, text);
  g_string_append_c (self->out, '\n');
}

static void
listening_as_record (WeirServeOutput *self, const char *url, GPtrArray *scripts, const char *certificate, const WeirServeControl *control)
{
  weir_jsonl_open (self->out, "listening", -1);
  weir_json_add_string (self->out, "url", weir_span_from_string (url));
  g_string_append (self->out, ",\"scripts\":{");
  for (guint i = 0; i < scripts->len; i++)
    {
      const WeirServedScript *served = g_ptr_array_index (scripts, i);

      /* Of several for one path the first answers. */
      if (i > 0 && g_str_equal (served->path, ((const WeirServedScript *) g_ptr_array_index (scripts, i - 1))->path))
        continue;
      if (i > 0)
        g_string_append_c (self->out, ',');
      weir_json_append_text (self->out, weir_span_from_string (served->path));
      g_string_append_c (self->out, ':');
      weir_json_append_text (self->out, weir_span_from_string (served->file));
    }
  g_string_append_c (self->out, '}');
  if (certificate != NULL)
    weir_json_add_string (self->out, "certificate", weir_span_from_string (certificate));
  if (control->token != NULL)
    {
      g_autofree char *below = g_strconcat (url, "/.weir/", NULL);

      weir_json_open (self->out, "control", '{');
      weir_json_add_string (self->out, "url", weir_span_from_string (below));
      if (control->file != NULL)
        weir_json_add_string (self->out, "tokenFile", weir_span_from_string (control->file));
      else
        weir_json_add_string (self->out, "token", weir_span_from_string (control->token));
      weir_json_close (self->out, '}');
    }
  weir_jsonl_close (self->out);
}

static void
append_control (WeirServeOutput *self, const char *url, const WeirServeControl *control)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (control->file != NULL)
    {
      g_string_append_printf (text, _ ("control: %s/.weir/, the X-Weir-Token is in "), url);
      weir_text_append_visible (text, weir_span_from_string (control->file), WEIR_TEXT_NONE);
    }
  else
    {
      g_string_append_printf (text, _ ("control: %s/.weir/ with X-Weir-Token: %s"), url, control->token);
    }
  append_line (self, self->start_us, WEIR_STYLE_DIM, text->str);
}

static void
append_certificate (WeirServeOutput *self, const char *certificate)
{
  g_autoptr (GString) text = g_string_new (_ ("certificate: "));

  weir_text_append_visible (text, weir_span_from_string (certificate), WEIR_TEXT_NONE);
  g_string_append (text, _ (", for this machine only; clients must be told to trust it, as with --cacert of curl and “weir watch”"));
  append_line (self, self->start_us, WEIR_STYLE_DIM, text->str);
}

void
weir_serve_output_listening (WeirServeOutput *self, const char *url, GPtrArray *scripts, const char *certificate,
                             const WeirServeControl *control)
{
  if (self->jsonl)
    {
      listening_as_record (self, url, scripts, certificate, control);
      return;
    }

  for (guint i = 0; i < scripts->len; i++)
    {
      const WeirServedScript *served = g_ptr_array_index (scripts, i);
      g_autoptr (GString) text = g_string_new (NULL);

      if (weir_script_has_routes (served->script))
        g_string_append_printf (text, _ ("listening: %s, paths as in "), url);
      else
        g_string_append_printf (text, _ ("listening: %s%s, from "), url, served->path);
      weir_text_append_visible (text, weir_span_from_string (served->file), WEIR_TEXT_NONE);
      append_line (self, self->start_us, WEIR_STYLE_GOOD, text->str);
    }
  if (certificate != NULL)
    append_certificate (self, certificate);
  if (control->token != NULL)
    append_control (self, url, control);
}

static void
append_request (GString *text, const WeirServed *served)
{
  if (served->method[0] == '\0')
    {
      g_string_append (text, _ ("no request that can be read"));
    }
  else
    {
      weir_text_append_visible (text, weir_span_from_string (served->method), WEIR_TEXT_NONE);
      g_string_append_c (text, ' ');
      weir_text_append_visible (text, weir_span_from_string (served->path), WEIR_TEXT_NONE);
    }
  if (served->connection > 0)
    g_string_append_printf (text, _ (", connection %llu"), (unsigned long long) served->connection);
  if (served->last_event_id.len > 0)
    {
      g_string_append (text, _ (", Last-Event-ID: "));
      weir_text_append_visible (text, served->last_event_id, WEIR_TEXT_NONE);
    }
  if (served->status != 0)
    g_string_append_printf (text, ": %u", served->status);
  else
    g_string_append (text, _ (": no head"));
  if (served->remote != NULL)
    g_string_append_printf (text, _ (", from %s"), served->remote);
}

static WeirStyle
append_what_happened (GString *text, const WeirServed *served)
{
  switch (served->kind)
    {
    case WEIR_SERVED_REQUEST:
      append_request (text, served);
      return served->status >= 400 ? WEIR_STYLE_NOTICE : WEIR_STYLE_GOOD;
    case WEIR_SERVED_SENT:
      g_string_append (text, _ ("sent "));
      weir_text_append_visible (text, served->bytes, WEIR_TEXT_NONE);
      return WEIR_STYLE_PLAIN;
    case WEIR_SERVED_ENDED:
      g_string_append_printf (text, _ ("ended: %s, %llu bytes sent"), served->reason, (unsigned long long) served->n_bytes);
      return WEIR_STYLE_DIM;
    case WEIR_SERVED_EXPECT:
      g_string_append (text, served->ok ? _ ("expectation met: ") : _ ("expectation failed: "));
      weir_text_append_visible (text, weir_span_from_string (served->wanted), WEIR_TEXT_NONE);
      g_string_append (text, _ (", got "));
      weir_text_append_visible (text, weir_span_from_string (served->got), WEIR_TEXT_NONE);
      return served->ok ? WEIR_STYLE_GOOD : WEIR_STYLE_BAD;
    case WEIR_SERVED_NOTICE:
      g_string_append (text, "! ");
      weir_text_append_visible (text, weir_span_from_string (served->text), WEIR_TEXT_NONE);
      return WEIR_STYLE_NOTICE;
    default:
      g_assert_not_reached ();
    }
}

void
weir_serve_output_report (WeirServeOutput *self, const WeirServed *served)
{
  g_autoptr (GString) text = NULL;
  WeirStyle style;

  if (self->jsonl)
    {
      weir_served_append_json (self->out, served, 0, self->start_us);
      g_string_append_c (self->out, '\n');
      return;
    }

  text = g_string_new (NULL);
  if (served->client > 0)
    {
      g_string_append_printf (text, _ ("client %llu"), (unsigned long long) served->client);
      if (served->session != NULL && served->session[0] != '\0')
        {
          g_string_append (text, _ (", session "));
          weir_text_append_visible (text, weir_span_from_string (served->session), WEIR_TEXT_NONE);
        }
      g_string_append (text, ": ");
    }
  style = append_what_happened (text, served);
  append_line (self, served->time_us, style, text->str);
}

void
weir_serve_output_dropped (WeirServeOutput *self, gint64 time_us, guint64 n_records)
{
  g_autofree char *text = NULL;

  if (self->jsonl)
    {
      weir_jsonl_open (self->out, "dropped", MAX (time_us - self->start_us, 0));
      weir_json_add_number (self->out, "records", n_records);
      weir_jsonl_close (self->out);
      return;
    }

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "! %llu line was left out: the output was not taken",
                                       "! %llu lines were left out: the output was not taken", (gulong) n_records),
                          (unsigned long long) n_records);
  append_line (self, time_us, WEIR_STYLE_NOTICE, text);
}
