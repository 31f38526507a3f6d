/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-player-private.h"
#include "weir-utf8.h"

/* What was expected of a request, and what came. */

void
weir_expectation_free (WeirExpectation *self)
{
  if (self == NULL)
    return;

  g_free (self->wanted);
  g_free (self->got);
  g_free (self);
}

/* @value: (nullable): absent. An empty one is quoted, as `expect` writes it. */
static void
add_got (GString *got, const char *name, const char *value)
{
  if (got->len > 0)
    g_string_append_c (got, ' ');
  g_string_append (got, name);
  g_string_append_c (got, '=');
  if (value == NULL || value[0] == '\0')
    g_string_append (got, "\"\"");
  else
    weir_utf8_append (got, value, strlen (value));
}

static gboolean
judge_header (const WeirExpect *expect, const WeirArrival *arrival, GString *got)
{
  gboolean ok = FALSE;

  for (gsize i = 0; i < arrival->n_headers && !ok; i++)
    {
      if (g_ascii_strcasecmp (arrival->headers[i].name, expect->header_name) != 0)
        continue;
      ok = strcmp (arrival->headers[i].value, expect->header_value) == 0;
      g_string_append_printf (got, "%sheader %s: ", got->len > 0 ? ", " : "", arrival->headers[i].name);
      weir_utf8_append (got, arrival->headers[i].value, strlen (arrival->headers[i].value));
    }
  if (got->len == 0)
    g_string_append_printf (got, "no header %s", expect->header_name);

  return ok;
}

/* As `expect` writes it, with a unit that people read at once. Returns: (transfer full) */
static char *
format_after (gint64 us)
{
  gint64 unit = us >= G_TIME_SPAN_SECOND ? G_TIME_SPAN_SECOND : G_TIME_SPAN_MILLISECOND;
  const char *name = unit == G_TIME_SPAN_SECOND ? "s" : "ms";
  g_autofree char *digits = g_strdup_printf ("%0*" G_GINT64_FORMAT, unit == G_TIME_SPAN_SECOND ? 6 : 3, us % unit);
  gsize len = strlen (digits);

  while (len > 0 && digits[len - 1] == '0')
    digits[--len] = '\0';

  return g_strdup_printf ("%" G_GINT64_FORMAT "%s%s%s", us / unit, len > 0 ? "." : "", digits, name);
}

static gboolean
judge_after (const WeirExpect *expect, const WeirArrival *arrival, GString *got)
{
  g_autofree char *after = NULL;

  if (arrival->after_us >= 0)
    after = format_after (arrival->after_us);
  add_got (got, "after", after != NULL ? after : "none");
  return arrival->after_us >= expect->after_min_us && arrival->after_us <= expect->after_max_us;
}

static WeirExpectation *
judge (const WeirExpect *expect, const WeirArrival *arrival)
{
  WeirExpectation *outcome = g_new0 (WeirExpectation, 1);
  GString *got = g_string_new (NULL);

  outcome->line = expect->line;
  outcome->wanted = g_strdup (expect->text);
  outcome->ok = TRUE;
  if (expect->header_name != NULL)
    outcome->ok = judge_header (expect, arrival, got);
  if (expect->last_event_id != NULL)
    {
      WeirSpan wanted = weir_span (expect->last_event_id->str, expect->last_event_id->len);
      g_autofree char *id = weir_span_dup (arrival->last_event_id);

      outcome->ok = weir_span_equal (arrival->last_event_id, wanted);
      add_got (got, "last-event-id", id);
    }
  if (expect->method != NULL)
    {
      outcome->ok = g_strcmp0 (arrival->method, expect->method) == 0 && outcome->ok;
      add_got (got, "method", arrival->method);
    }
  if (expect->after_min_us >= 0)
    outcome->ok = judge_after (expect, arrival, got) && outcome->ok;
  outcome->got = g_string_free (got, FALSE);

  return outcome;
}

GPtrArray *
weir_player_judge (const WeirPlayer *self, const WeirArrival *arrival)
{
  GPtrArray *outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_expectation_free);

  for (guint i = 0; i < self->section->expects->len; i++)
    g_ptr_array_add (outcomes, judge (g_ptr_array_index (self->section->expects, i), arrival));

  return outcomes;
}
