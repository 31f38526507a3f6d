/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-push.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "weir-limits.h"
#include "weir-serializer.h"
#include "weir-text.h"

#define SUMMARY_COLUMNS 48

WeirPush *
weir_push_copy (const WeirPush *self)
{
  WeirPush *copy = g_new0 (WeirPush, 1);

  copy->event = g_strdup (self->event);
  copy->id = g_strdup (self->id);
  copy->retry = g_strdup (self->retry);
  copy->data = g_strdup (self->data);
  copy->is_raw = self->is_raw;

  return copy;
}

void
weir_push_free (WeirPush *self)
{
  if (self == NULL)
    return;

  g_free (self->event);
  g_free (self->id);
  g_free (self->retry);
  g_free (self->data);
  g_free (self);
}

gboolean
weir_push_equal (const WeirPush *self, const WeirPush *other)
{
  return self->is_raw == other->is_raw && g_str_equal (self->data, other->data) &&
         (self->is_raw ||
          (g_str_equal (self->event, other->event) && g_str_equal (self->id, other->id) && g_str_equal (self->retry, other->retry)));
}

char *
weir_push_to_summary (const WeirPush *self)
{
  GString *summary = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (self->is_raw)
    text = g_strdup (self->data);
  else
    text = g_strdup_printf ("%s%s%s%s%s", *self->event != '\0' ? self->event : "message", *self->id != '\0' ? " " : "", self->id,
                            *self->data != '\0' ? "  " : "", self->data);
  weir_text_append_row (summary, weir_span_from_string (text), SUMMARY_COLUMNS);

  return g_string_free (summary, FALSE);
}

static gboolean
parse_retry (const char *text, gint64 *retry_ms, GError **error)
{
  guint64 number;

  *retry_ms = -1;
  if (*text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, WEIR_LIMIT_RETRY_MS, &number, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("The reconnection time is a number of milliseconds, such as 3000."));
      return FALSE;
    }
  *retry_ms = (gint64) number;

  return TRUE;
}

gboolean
weir_push_is_retry (const char *text)
{
  gint64 retry_ms;

  return parse_retry (text, &retry_ms, NULL);
}

static gboolean
append_block (const WeirPush *self, GString *wire, GError **error)
{
  gboolean has_data = *self->data != '\0' || *self->event != '\0' || (*self->id == '\0' && *self->retry == '\0');
  WeirSpan data = weir_span_from_string (self->data);
  WeirFields fields = {
    .event = *self->event != '\0' ? self->event : NULL,
    .id = *self->id != '\0' ? self->id : NULL,
    .data = has_data ? &data : NULL,
  };

  return parse_retry (self->retry, &fields.retry_ms, error) && weir_serializer_append (wire, &fields, WEIR_EOL_LF, error);
}

GBytes *
weir_push_to_bytes (const WeirPush *self, GError **error)
{
  g_autoptr (GString) wire = g_string_new (NULL);

  if (self->is_raw)
    g_string_append (wire, self->data);
  else if (!append_block (self, wire, error))
    return NULL;
  if (wire->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("There is nothing to send yet."));
      return NULL;
    }
  if (wire->len > WEIR_LIMIT_PUSH)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("Not sent: it is longer than %u KiB. Put it into the script instead."), WEIR_LIMIT_PUSH / 1024);
      return NULL;
    }

  return g_string_free_to_bytes (g_steal_pointer (&wire));
}

char *
weir_pushed_to_text (const WeirPushed *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->sent + self->waiting + self->refused == 0)
    return g_strdup (_ ("Nobody is connected: nobody got it"));

  g_string_append_printf (text, ngettext ("Sent to %u client", "Sent to %u clients", self->sent), self->sent);
  if (self->waiting > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              ngettext ("%u gets it once it has read, or its block is whole",
                                        "%u get it once they have read, or their block is whole", self->waiting),
                              self->waiting);
    }
  if (self->refused > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              ngettext ("%u cannot take it: too much waits unread, or its answer is no stream",
                                        "%u cannot take it: too much waits unread, or their answer is no stream", self->refused),
                              self->refused);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
