/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "watch-run.h"

WatchRun *
watch_run_new (void)
{
  WatchRun *self = g_new0 (WatchRun, 1);

  self->server = raw_server_new ();
  self->url = g_strdup_printf ("http://127.0.0.1:%u/", raw_server_get_port (self->server));

  return self;
}

void
watch_run_free (WatchRun *self)
{
  g_clear_pointer (&self->weir, weir_free);
  g_clear_pointer (&self->server, raw_server_free);
  g_free (self->url);
  g_free (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
watch_run_answer (WatchRun *self, const char *text, RawAction action)
{
  RawScript *script = raw_script_new ();

  raw_script_send_text (script, text);
  raw_script_add (script, action, 0);
  raw_script_add (script, RAW_HOLD, 0);
  raw_server_add (self->server, script);
}

void
watch_run_start_words (WatchRun *self, WeirRunFlags flags, const char *const *words)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();

  g_ptr_array_add (arguments, (char *) "watch");
  g_ptr_array_add (arguments, self->url);
  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (char *) words[i]);
  g_ptr_array_add (arguments, NULL);
  self->weir = weir_run (flags, (const char *const *) arguments->pdata);
}

void
watch_run_start (WatchRun *self, WeirRunFlags flags, const char *options)
{
  g_auto (GStrv) words = g_strsplit (options, " ", -1);

  watch_run_start_words (self, flags, (const char *const *) words);
}

int
watch_run_wait (WatchRun *self)
{
  return weir_wait (self->weir);
}

static void
check_records (GPtrArray *records)
{
  double t = 0;
  gboolean in_attempt = FALSE;

  g_assert_cmpuint (records->len, >=, 2);
  for (guint i = 0; i < records->len; i++)
    {
      const Record *record = g_ptr_array_index (records, i);
      const GString *own_t = record_get (record, "t");

      g_assert_cmpint (record_is (record, "type", "start"), ==, i == 0);
      g_assert_cmpint (record_is (record, "type", "end"), ==, i == records->len - 1);
      g_assert_cmpint (own_t == NULL, ==, i == 0 || i == records->len - 1);
      if (own_t != NULL)
        {
          g_assert_cmpfloat (g_ascii_strtod (own_t->str, NULL), >=, t);
          t = g_ascii_strtod (own_t->str, NULL);
        }
      if (record_is (record, "type", "connecting"))
        {
          g_assert_false (in_attempt);
          in_attempt = TRUE;
        }
      if (record_is (record, "type", "ended") || record_is (record, "type", "failed"))
        {
          g_assert_true (in_attempt);
          in_attempt = FALSE;
        }
    }
  g_assert_false (in_attempt);
}

GPtrArray *
watch_run_dup_records (WatchRun *self)
{
  GPtrArray *records = records_new (weir_get_stdout (self->weir));

  check_records (records);

  return records;
}
