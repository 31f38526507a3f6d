/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "turns.h"
#include "weir-detail-pane.h"
#include "weir-recording-index.h"

#include <glib/gstdio.h>
#include <string.h>

/* bench-detail [CASE [MIB [VIEW]]]: the detail pane shows events of 10 MiB each that are hard to show, in each view and mode, right after a
 * small one, and is scrolled to the end of what it shows; then what is shown is copied. Prints for each the longest turn of the main
 * loop, in ms of this thread's CPU time, so that other programs on the machine count little, and how many were longer than a frame.
 * On a display of its own: tests/support/with-display bench-detail. */

#define MIB (1024u * 1024)
#define OPEN                                                                                                                               \
  ":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T08:00:00.000000Z\n:@ connect 1\n:@ request GET http://127.0.0.1:8123/prices\n"       \
  ":@ http 1.1\n:@ status 200 OK\n:@ header Content-Type: text/event-stream\n:@ open\n"

typedef struct
{
  const char *name;
  const char *head;
  const char *unit;
  const char *tail;
  gsize n_units; /* 0: as many as fill the size */
} Case;

static const Case cases[] = {
  { "objects", "data: {\"items\":[0", ",{\"id\":17,\"name\":\"item\",\"px\":12.5,\"tags\":[\"a\",\"b\"],\"nested\":{\"x\":1,\"y\":null}}",
    "]}\n\n", 0 },
  { "string", "data: {\"s\":\"", "x", "\"}\n\n", 0 },
  { "words", "data: {\"s\":\"", "word ", "\"}\n\n", 0 },
  { "zeros", "data: [0", ",0", "]\n\n", 0 },
  { "deep", "data: ", "[", "\n\n", 200000 },
  { "line", "data: ", "word ", "\n\n", 0 },
  { "unbroken", "data: ", "x", "\n\n", 0 },
  { "lines", "", "data: x\n", "\n", 2000000 },
  { "cr", "", "data: some words\r", "\r", 0 },
  { "cjk", "data: ", "漢字かな한글", "\n\n", 0 },
  { "rtl", "data: ", "שלום עליכם مرحبا ", "\n\n", 0 },
  { "marks", "data: ", "e\xcc\x81\xcc\xa3\xcc\x84o\xcc\x88 ", "\n\n", 0 },
  { "emoji", "data: ", "👩‍👩‍👧‍👦🏳️‍🌈👍🏽", "\n\n", 0 },
  { "controls", "data: ", "\x1b[31m\xe2\x80\xae\xff", "\n\n", 0 },
  { "comment", ": ", "word ", "\n\n", 0 },
};

typedef struct
{
  const char *view;
  const char *mode;
} Look;

static const Look looks[] = {
  { "data", "tree" },   { "data", "pretty" }, { "data", "plain" }, { "data", "diff" },
  { "bytes", "plain" }, { "page", "plain" },  { "http", "plain" },
};

static const char *
get_name (const Look *look)
{
  return g_str_equal (look->view, "data") ? look->mode : look->view;
}

static void
scroll_to_end (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    scroll_to_end (child);
}

static void
show (WeirDetailPane *pane, WeirRecording *recording, guint64 number)
{
  g_autoptr (WeirEvent) event = weir_event_new (recording, number);

  weir_detail_pane_set_event (pane, NULL, event);
}

static void
measure (WeirDetailPane *pane, WeirRecording *recording, guint64 number, guint64 small, const char *name, const Look *look)
{
  g_object_set (pane, "view", look->view, "mode", look->mode, NULL);
  show (pane, recording, small);
  turns_run_until_quiet ();
  g_print ("%-10s %-8s", name, get_name (look));
  turns_begin ();
  show (pane, recording, number);
  turns_run_until_quiet ();
  turns_print ("shown");
  scroll_to_end (GTK_WIDGET (pane));
  turns_run_until_quiet ();
  turns_print ("end");
  gtk_widget_activate_action (GTK_WIDGET (pane), "detail.copy", NULL);
  turns_run_until_quiet ();
  turns_print ("copied");
  g_object_set (pane, "view", "http", NULL);
  turns_run_for_ms (300);
  g_object_set (pane, "view", look->view, NULL);
  turns_run_until_quiet ();
  turns_print ("back");
  show (pane, recording, small);
  turns_run_until_quiet ();
  turns_print ("away");
  g_print ("\n");
}

static void
append_case (GString *text, const Case *item, gsize size)
{
  gsize n = item->n_units > 0 ? item->n_units : size / strlen (item->unit);

  g_string_append (text, item->head);
  for (; n > 0; n--)
    g_string_append (text, item->unit);
  g_string_append (text, item->tail);
}

static WeirRecording *
make_recording (const char *folder, gsize size, const char *only)
{
  g_autofree char *path = g_build_filename (folder, "big.eventstream", NULL);
  g_autoptr (GString) text = g_string_new (OPEN "data: {\"small\":[1]}\n\n");
  g_autoptr (GError) error = NULL;
  WeirRecording *recording;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (only == NULL || g_str_equal (cases[i].name, only))
      append_case (text, &cases[i], size);
  if (!g_file_set_contents (path, text->str, (gssize) text->len, &error))
    g_error ("%s", error->message);
  recording = weir_recording_open (path, &error);
  if (recording == NULL || !weir_recording_load (recording, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  g_remove (path);
  return recording;
}

int
main (int argc, char **argv)
{
  const char *only = argc > 1 && !g_str_equal (argv[1], "all") ? argv[1] : NULL;
  const gsize size = (argc > 2 ? (gsize) g_ascii_strtoull (argv[2], NULL, 10) : 10) * MIB;
  WeirApplication *application = app_start ();
  g_autofree char *folder = g_dir_make_tmp ("weir-bench-XXXXXX", NULL);
  WeirRecording *recording = make_recording (folder, size, only);
  GtkWidget *window = gtk_window_new ();
  WeirDetailPane *pane = WEIR_DETAIL_PANE (weir_detail_pane_new ());
  guint64 number = 0, small;

  g_rmdir (folder);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 400);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pane));
  gtk_window_present (GTK_WINDOW (window));
  turns_run_until_quiet ();
  turns_watch ();
  while (number < weir_recording_get_count (recording))
    {
      WeirRow row;

      if (weir_recording_get_row (recording, number, &row) && row.kind == WEIR_ROW_EVENT)
        break;
      number++;
    }
  small = number++;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (only == NULL || g_str_equal (cases[i].name, only))
      {
        for (guint j = 0; j < G_N_ELEMENTS (looks); j++)
          if (argc <= 3 || g_str_equal (argv[3], get_name (&looks[j])))
            measure (pane, recording, number, small, cases[i].name, &looks[j]);
        number++;
      }
  app_destroy (GTK_WINDOW (window));
  weir_recording_unref (recording);
  g_object_unref (application);
  return 0;
}
