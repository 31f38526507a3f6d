/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "turns.h"
#include "weir-first-page.h"
#include "weir-mock-item.h"
#include "weir-request-dialog.h"
#include "weir-stream-item.h"
#include "weir-stream-page-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* bench-hostile [CASE...]: the program's own window meets what is hard to bear elsewhere than in the details (bench-detail): see the table at
 * the end. Prints for each step the longest turn of the main loop, in ms of this thread's CPU time, and how many were longer than a
 * frame. On a display of its own: tests/support/with-display bench-hostile. */

#define MIB (1024u * 1024)
#define OPEN                                                                                                                               \
  ":@ weir 1\n:@ template off\n:@ recorded 2026-11-21T08:00:00.000000Z\n:@ connect 1\n:@ request GET http://127.0.0.1:8123/prices\n"       \
  ":@ http 1.1\n:@ status 200 OK\n:@ header Content-Type: text/event-stream\n"
#define OPENED ":@ open\n"

typedef struct
{
  WeirWindow *window;
  char *folder;
} Bench;

/* @head, @unit, @size, @tail: (nullable): a text, as of repeat() */
typedef struct _Case Case;
struct _Case
{
  const char *name;
  void (*run) (Bench *bench, const Case *self);
  const char *head, *unit;
  gsize size;
  const char *tail;
};

static GString *
repeat (const char *head, const char *unit, gsize size, const char *tail)
{
  GString *text = g_string_new (head);

  while (text->len < size)
    g_string_append (text, unit);
  g_string_append (text, tail);
  return text;
}

static WeirStreamPage *
open_text (Bench *bench, const GString *text)
{
  g_autofree char *path = g_build_filename (bench->folder, "hostile.eventstream", NULL);
  WeirStreamPage *page;

  if (!g_file_set_contents (path, text->str, (gssize) text->len, NULL))
    g_error ("cannot write %s", path);
  turns_begin ();
  weir_window_open_path (bench->window, path);
  turns_run_until_quiet ();
  turns_print ("opened");
  g_remove (path);
  page = WEIR_STREAM_PAGE (weir_sidebar_item_get_page (weir_window_get_item (bench->window)));
  turns_begin ();
  weir_event_view_select_row (page->events, 4);
  turns_run_until_quiet ();
  turns_print ("selected");
  return page;
}

static void
close_page (Bench *bench)
{
  if (weir_window_get_item (bench->window) == NULL)
    return;
  turns_begin ();
  weir_window_close_item (bench->window, weir_window_get_item (bench->window));
  turns_run_until_quiet ();
  turns_print ("closed");
}

static void
show_views (WeirStreamPage *page)
{
  static const char *const views[] = { "bytes", "page", "http", "data" };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      turns_begin ();
      g_object_set (page->detail, "view", views[i], NULL);
      turns_run_until_quiet ();
      turns_print (views[i]);
    }
}

static void
paste (Bench *bench, const Case *self)
{
  g_autoptr (GString) text = repeat (self->head, self->unit, self->size, self->tail);

  weir_window_show_first_page (bench->window);
  turns_run_until_quiet ();
  turns_begin ();
  weir_window_take_text (bench->window, text->str);
  turns_run_until_quiet ();
  turns_print ("taken");
  weir_window_take_text (bench->window, "");
  turns_run_until_quiet ();
  turns_print ("cleared");
}

static void
request (Bench *bench, const Case *self)
{
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GString) text = repeat ("{\"s\":\"", "some words ", 10 * MIB, "\"}");
  g_autoptr (GBytes) body = g_bytes_new (text->str, text->len);
  GtkWidget *dialog;

  options.url = "http://127.0.0.1:8123/";
  options.body = body;
  turns_begin ();
  dialog = weir_request_dialog_new (GTK_WINDOW (bench->window), &options, NULL);
  gtk_window_present (GTK_WINDOW (dialog));
  turns_run_until_quiet ();
  turns_print ("shown");
  gtk_window_destroy (GTK_WINDOW (dialog));
  turns_run_until_quiet ();
  turns_print ("closed");
}

static void
long_names (Bench *bench, const Case *self)
{
  g_autoptr (GString) name = repeat ("", "long name ", MIB, "");
  g_autoptr (GString) text = g_string_new (OPEN OPENED);
  WeirStreamPage *page;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "event: %u %s\nid: %s\ndata: {\"%s\":1}\n\n", i % 3, name->str, name->str, name->str);
  page = open_text (bench, text);
  show_views (page);
  close_page (bench);
}

static void
many_names (Bench *bench, const Case *self)
{
  g_autoptr (GString) text = g_string_new (OPEN OPENED);
  WeirStreamPage *page;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "event: name-%u\ndata: %u\n\n", i, i);
  page = open_text (bench, text);
  turns_begin ();
  for (guint i = 0; i < 60; i++)
    {
      weir_event_view_scroll_to_row (page->events, i * 1600);
      turns_run_for_ms (16);
    }
  turns_print ("scrolled");
  close_page (bench);
}

static void
headers (Bench *bench, const Case *self)
{
  g_autoptr (GString) value = repeat ("", "value ", 60000, "");
  g_autoptr (GString) text = g_string_new (OPEN);
  WeirStreamPage *page;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, ":@ header X-%u: %s\n", i, value->str);
  g_string_append (text, OPENED "data: x\n\ndata: y\n\n");
  page = open_text (bench, text);
  show_views (page);
  close_page (bench);
}

static void
filter (Bench *bench, const Case *self)
{
  g_autoptr (GString) text = repeat (OPEN OPENED, "event: tick\ndata: some words\n\n", 10 * MIB, "");
  g_autoptr (GString) query = repeat ("", "-zz ", 16000, "");
  g_autoptr (GString) nested = repeat ("", "(a or ", 16000, "b");
  g_autoptr (GString) too_long = repeat ("", "-zz ", MIB, "");
  WeirStreamPage *page = open_text (bench, text);

  turns_begin ();
  weir_filter_row_set_query (page->filter_row, query->str);
  turns_run_until_quiet ();
  turns_print ("4,000 terms");
  weir_filter_row_set_query (page->filter_row, nested->str);
  turns_run_until_quiet ();
  turns_print ("nested");
  weir_filter_row_set_query (page->filter_row, too_long->str);
  turns_run_until_quiet ();
  turns_print ("1 MiB");
  weir_filter_row_clear (page->filter_row);
  turns_run_until_quiet ();
  turns_print ("cleared");
  close_page (bench);
}

static void
long_url (Bench *bench, const Case *self)
{
  g_autoptr (GString) url = repeat ("http://127.0.0.1:1/", "path/", MIB, "");

  turns_begin ();
  weir_window_open_url (bench->window, url->str);
  turns_run_until_quiet ();
  turns_print ("opened");
  close_page (bench);
}

static void
mock (Bench *bench, const Case *self)
{
  g_autoptr (GString) script = repeat (self->head, self->unit, self->size, self->tail);
  g_autoptr (GBytes) bytes = g_bytes_new (script->str, script->len);
  WeirMockItem *item;

  turns_begin ();
  item = weir_mock_item_new_for_bytes (NULL, bytes);
  weir_window_add_mock (bench->window, item);
  turns_run_until_quiet ();
  turns_print ("opened");
  weir_mock_item_run (item, NULL);
  turns_run_until_quiet ();
  turns_print ("runs");
  close_page (bench);
}

#define MOCK ":@ weir 1\n"
#define STEP "event: tick\ndata: some words\n:@ wait 10ms\n\n"
#define TICK "event: tick\ndata: some words\n\n"
#define ITEM "{\"id\":17,\"name\":\"item\"}"

static const Case cases[] = {
  { "paste-json", paste, "[0", "," ITEM, 10 * MIB, "]" },
  { "paste-lines", paste, "", ITEM "\n", 10 * MIB, "" },
  { "paste-stream", paste, "", TICK, 10 * MIB, "" },
  { "paste-curl", paste, "curl http://127.0.0.1:8123/ -d '", "some words ", 10 * MIB, "'" },
  { "paste-text", paste, "", "some words of a text\n", 10 * MIB, "" },
  { "paste-broken", paste, "", "[", 10 * MIB, "" },
  { .name = "request", .run = request },
  { .name = "long-names", .run = long_names },
  { .name = "many-names", .run = many_names },
  { .name = "headers", .run = headers },
  { .name = "filter", .run = filter },
  { .name = "long-url", .run = long_url },
  { "mock-lines", mock, MOCK, STEP, 10 * MIB, "" },
  { "mock-short", mock, MOCK, STEP, 1000 * 1000, "" },
  { "mock-line", mock, MOCK "data: ", "some words ", 10 * MIB, "\n\n" },
  { "mock-recording", mock, OPEN OPENED, TICK, 10 * MIB, "" },
};

int
main (int argc, char **argv)
{
  WeirApplication *application = app_start ();
  Bench bench = { .window = app_open_window (application), .folder = g_dir_make_tmp ("weir-bench-XXXXXX", NULL) };

  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1200, 760);
  turns_watch ();
  turns_run_until_quiet ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (argc < 2 || g_strv_contains ((const char *const *) argv + 1, cases[i].name))
      {
        g_print ("%-15s", cases[i].name);
        cases[i].run (&bench, &cases[i]);
        g_print ("\n");
      }
  app_close (application);
  g_object_unref (application);
  g_rmdir (bench.folder);
  g_free (bench.folder);
  return 0;
}
