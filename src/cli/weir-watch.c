/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <unistd.h>

#include "weir-deadline.h"
#include "weir-limits.h"
#include "weir-monitor.h"
#include "weir-printer.h"
#include "weir-watch.h"

#define TICK_MS 100

typedef struct
{
  const WeirWatchOptions *options;
  GMainLoop *loop;
  WeirRecording *recording; /* nullable */
  WeirMonitor *monitor;
  WeirPrinter *out;
  WeirPrinter *side;
  WeirOutput *output;
  WeirWish wish; /* borrowed */
  WeirCourse course;
  gboolean stopping;
  gboolean ended; /* the last record is printed */
  guint tick;
  guint n_signals;
} Watch;

static gboolean
quit_when_drained (Watch *self)
{
  gboolean drained = weir_printer_get_unprinted (self->out) == 0 && weir_printer_get_unprinted (self->side) == 0;

  if (self->ended && drained)
    g_main_loop_quit (self->loop);

  return drained;
}

static void
on_drained (gpointer data)
{
  quit_when_drained (data);
}

static void
flush (Watch *self)
{
  weir_printer_flush (self->out);
  weir_printer_flush (self->side);
}

/* Outside of the sink: after the event source's last report. */
static gboolean
on_end (gpointer data)
{
  Watch *self = data;

  weir_output_end (self->output);
  self->ended = TRUE;
  flush (self);
  quit_when_drained (self);

  return G_SOURCE_REMOVE;
}

static void
stop (Watch *self)
{
  if (self->stopping)
    return;

  self->stopping = TRUE;
  /* Reports the end of an attempt that is under way from within the call. */
  weir_monitor_stop (self->monitor);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_end, self, NULL);
}

static gboolean
on_tick (gpointer data)
{
  Watch *self = data;

  if (!self->ended && weir_output_tick (self->output, g_get_monotonic_time ()))
    {
      weir_printer_flush (self->out);
      return G_SOURCE_CONTINUE;
    }

  self->tick = 0;

  return G_SOURCE_REMOVE;
}

static void
on_report (const WeirReport *report, gpointer data)
{
  Watch *self = data;

  gboolean is_printed = weir_output_report (self->output, report);

  weir_wish_see (&self->wish, report);

  if (report->kind == WEIR_REPORT_FRAME && report->frame->dispatches)
    self->course.n_events += is_printed ? 1 : 0;
  else if (report->kind == WEIR_REPORT_OPEN)
    self->course.opened = TRUE;
  else if (report->kind == WEIR_REPORT_FAILED && report->failed.reason != WEIR_REASON_NO_CONTENT)
    self->course.failed = TRUE;
  else if ((report->kind == WEIR_REPORT_WAITING || report->kind == WEIR_REPORT_CONNECTING) &&
           weir_output_tick (self->output, report->time_us) && self->tick == 0)
    self->tick = g_timeout_add (TICK_MS, on_tick, self);

  if (report->kind != WEIR_REPORT_FRAME && report->kind != WEIR_REPORT_COMMENT && report->kind != WEIR_REPORT_RETRY &&
      report->kind != WEIR_REPORT_READ)
    flush (self);

  if (weir_wish_is_fulfilled (&self->wish, self->course.n_events))
    stop (self);
}

static void
on_state (WeirMonitor *monitor, GParamSpec *pspec, Watch *self)
{
  WeirSourceState state = weir_monitor_get_state (monitor);

  /* Over for good: failed, asked to stop by the server, or never sent again. */
  if (state == WEIR_SOURCE_FAILED || state == WEIR_SOURCE_STOPPED)
    stop (self);
}

static void
on_problem (WeirMonitor *monitor, const GError *error, Watch *self)
{
  if (!self->course.output_failed)
    g_printerr (_ ("weir: %s is not written any more: %s\n"), self->options->save, error->message);
  self->course.output_failed = TRUE;
}

static void
on_pressure (gboolean high, gpointer data)
{
  Watch *self = data;

  if (!self->stopping)
    weir_monitor_set_paused (self->monitor, high);
}

static void
on_out_over (gpointer data)
{
  Watch *self = data;
  const GError *error = weir_printer_get_error (self->out);

  if (error != NULL)
    {
      g_printerr (_ ("weir: cannot write to standard output: %s\n"), error->message);
      self->course.output_failed = TRUE;
    }
  else
    self->course.reader_gone = TRUE;

  stop (self);
  quit_when_drained (self);
}

static gboolean
on_time (gpointer data)
{
  Watch *self = data;

  if (!self->stopping)
    self->course.ran_out = TRUE;
  stop (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_signal (gpointer data)
{
  Watch *self = data;

  /* Once more: whoever reads the output does not go on reading. */
  if (++self->n_signals > 1)
    _exit (WEIR_EXIT_OUTPUT);

  stop (self);

  return G_SOURCE_CONTINUE;
}

/* Returns: FALSE with what to exit with */
static gboolean
open_recording (Watch *self, gint64 start_us, gint64 start_wall_us, WeirExit *status)
{
  const WeirRecordingOptions recording = {
    .path = self->options->save,
    .budget_rows = WEIR_LIMIT_UNREAD_ROWS,
    .replace = self->options->replace,
    .keep_secrets = self->options->keep_secrets,
    .start_us = start_us,
    .start_wall_us = start_wall_us,
  };
  g_autoptr (GError) error = NULL;

  if (self->options->save == NULL)
    return TRUE;

  self->recording = weir_recording_new (&recording, &error);
  if (self->recording != NULL)
    return TRUE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_printerr (_ ("weir: %s exists; --replace replaces it\n"), self->options->save);
      *status = WEIR_EXIT_USAGE;
    }
  else
    {
      g_printerr (_ ("weir: cannot record to %s: %s\n"), self->options->save, error->message);
      *status = WEIR_EXIT_OUTPUT;
    }

  return FALSE;
}

static void
close_recording (Watch *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) problem = NULL;

  if (self->recording == NULL)
    return;

  problem = weir_recording_steal_problem (self->recording);
  if (problem != NULL)
    on_problem (self->monitor, problem, self);
  else if (!weir_recording_sync (self->recording, &error))
    on_problem (self->monitor, error, self);
  g_clear_pointer (&self->recording, weir_recording_unref);
}

static void
say_what_failed (const Watch *self, WeirExit status)
{
  for (guint i = 0; i < self->wish.expects->len; i++)
    {
      const WeirAssertion *expect = g_ptr_array_index (self->wish.expects, i);

      if (!weir_assertion_holds (expect))
        g_printerr (_ ("weir: expected %s, saw %llu\n"), weir_assertion_get_text (expect),
                    (unsigned long long) weir_assertion_get_seen (expect));
    }

  if (status == WEIR_EXIT_NEVER_OPENED)
    g_printerr (_ ("weir: the stream never opened\n"));
  else if (status == WEIR_EXIT_NOT_MET && self->wish.until != NULL)
    g_printerr (_ ("weir: what --until waits for did not come\n"));
  else if (status == WEIR_EXIT_NOT_MET)
    g_printerr (_ ("weir: only %llu of %llu events came\n"), (unsigned long long) self->course.n_events,
                (unsigned long long) self->wish.count);
}

static void
make_output (Watch *self, gint64 start_us, gint64 start_wall_us)
{
  const WeirPrinterHandlers out_handlers = { on_pressure, on_out_over, on_drained };
  const WeirPrinterHandlers side_handlers = { NULL, on_drained, on_drained };
  const WeirOutputOptions output = {
    .format = self->options->format,
    .filter = self->options->filter,
    .color = self->options->color,
    .live = isatty (STDOUT_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0,
    .pretty = self->options->pretty,
    .include_head = self->options->include_head,
    .keep_secrets = self->options->keep_secrets,
    .last_event_id = weir_request_get_options (self->options->request)->last_event_id,
    .start_us = start_us,
    .start_wall_us = start_wall_us,
  };

  self->out = weir_printer_new (STDOUT_FILENO, WEIR_LIMIT_UNPRINTED, &out_handlers, self);
  self->side = weir_printer_new (STDERR_FILENO, WEIR_LIMIT_UNPRINTED, &side_handlers, self);
  self->output = weir_output_new (&output, weir_printer_get_buffer (self->out), weir_printer_get_buffer (self->side));
}

static void
run (Watch *self)
{
  const WeirSink tap = { on_report, self };
  guint signals[] = {
    g_unix_signal_add (SIGINT, on_signal, self),
    g_unix_signal_add (SIGTERM, on_signal, self),
    g_unix_signal_add (SIGHUP, on_signal, self),
  };
  GSource *deadline = NULL;

  self->monitor = weir_monitor_new (self->options->request, self->recording, NULL, &tap);
  g_signal_connect (self->monitor, "notify::state", G_CALLBACK (on_state), self);
  g_signal_connect (self->monitor, "problem", G_CALLBACK (on_problem), self);
  if (self->wish.for_us > 0)
    deadline = weir_deadline_new (self->wish.for_us, on_time, self);

  weir_output_start (self->output);
  flush (self);
  weir_monitor_start (self->monitor);
  g_main_loop_run (self->loop);

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_source_remove (signals[i]);
  if (deadline != NULL)
    {
      g_source_destroy (deadline);
      g_source_unref (deadline);
    }
  if (self->tick != 0)
    g_source_remove (self->tick);
}

WeirExit
weir_watch_run (const WeirWatchOptions *options)
{
  Watch self = { .options = options, .wish = options->wish };
  gint64 start_us = g_get_monotonic_time ();
  gint64 start_wall_us = g_get_real_time ();
  WeirExit status;

  if (!open_recording (&self, start_us, start_wall_us, &status))
    return status;

  self.loop = g_main_loop_new (NULL, FALSE);
  make_output (&self, start_us, start_wall_us);
  run (&self);
  close_recording (&self);

  status = weir_wish_judge (&self.wish, &self.course);
  say_what_failed (&self, status);

  g_object_unref (self.monitor);
  weir_output_free (self.output);
  weir_printer_free (self.out);
  weir_printer_free (self.side);
  g_main_loop_unref (self.loop);

  return status;
}
