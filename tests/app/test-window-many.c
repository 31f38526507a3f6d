/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "app-fixture.h"
#include "forgive-quarks.h"
#include "scratch.h"
#include "weir-mock.h"
#include "weir-stream-item.h"
#include "weir-stream-page-private.h"

#include <malloc.h>
#include <string.h>
#include <unistd.h>

/* Windows and streams that come and go, each at another point of its life: nothing is left of them. `-m slow`: 1,000 times. */
#define SCRIPT ":@ weir 1\n:@ connect *\nid: 1\nevent: tick\ndata: {\"price\":1}\n\n: hello\n\ndata: two\n\n:@ hold\n"
#define POINTS 5u
/* GTK's own. A page is many times that. */
#define LEFT_IN_A_ROUND (4 * 1024)

typedef struct
{
  WeirApplication *application;
  WeirWorker *serving;
  WeirMock *mock;
  WeirRequest *request;
  gpointer closed; /* weak: the page that was closed last */
} Fixture;

typedef struct
{
  gsize heap;
  gsize resident;
  guint descriptors;
} Use;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  WeirServerOptions server = WEIR_SERVER_OPTIONS_INIT;
  WeirRequestOptions options = WEIR_REQUEST_OPTIONS_INIT;
  g_autoptr (GBytes) bytes = g_bytes_new_static (SCRIPT, strlen (SCRIPT));
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  fixture->application = app_start ();
  fixture->serving = weir_worker_new ("test-serving");
  fixture->mock = weir_mock_new (fixture->serving, NULL, NULL);
  weir_mock_add_script (fixture->mock, "/stream", script);
  weir_mock_start (fixture->mock, &server, &error);
  g_assert_no_error (error);
  url = g_strdup_printf ("http://127.0.0.1:%u/stream", weir_mock_get_port (fixture->mock));
  options.url = url;
  options.proxy = "";
  fixture->request = weir_request_new (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  app_close (fixture->application);
  weir_request_unref (fixture->request);
  g_object_unref (fixture->application);
  g_object_unref (fixture->mock);
  weir_worker_free (fixture->serving);
}

static guint
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

#if defined(__SANITIZE_ADDRESS__)
gsize __sanitizer_get_current_allocated_bytes (void);
#endif

/* mallinfo2() knows nothing of the sanitizer's heap. */
static gsize
get_heap (void)
{
#if defined(__SANITIZE_ADDRESS__)
  return __sanitizer_get_current_allocated_bytes ();
#else
  return mallinfo2 ().uordblks;
#endif
}

static Use
measure (void)
{
  g_autofree char *statm = NULL;
  Use use;

  app_settle ();
  g_assert_true (g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL));
  use.resident = g_ascii_strtoull (strchr (statm, ' '), NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
  use.descriptors = count_descriptors ();
  use.heap = get_heap ();

  return use;
}

static void
say (const char *when, guint n, const Use *use)
{
  g_test_message ("%s %u: %" G_GSIZE_FORMAT " KiB in use, %" G_GSIZE_FORMAT " KiB resident, %u descriptors", when, n, use->heap / 1024,
                  use->resident / 1024, use->descriptors);
}

/* As far as @point. */
static void
live (WeirWindow *window, Fixture *fixture, guint point)
{
  WeirStreamPage *page;
  WeirStream *stream;

  if (point == 0)
    return;
  weir_window_watch (window, fixture->request, TRUE);
  page = WEIR_STREAM_PAGE (weir_sidebar_item_get_page (weir_window_get_item (window)));
  stream = weir_stream_page_get_stream (page);
  if (point == 1)
    return;
  app_wait (weir_stream_get_state (stream) == WEIR_SOURCE_OPEN);
  if (point == 2)
    return;
  app_wait (page->rows != NULL && weir_tally_get_kind_count (weir_page_rows_get_tally (page->rows), WEIR_ROW_EVENT) == 2);
  app_wait (weir_event_view_select_row (page->events, 3));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (page->detail)));
  if (point == 3)
    return;
  weir_filter_row_set_query (page->filter_row, "tick");
  weir_stream_stop (stream);
}

static void
live_in_window (Fixture *fixture, guint point)
{
  WeirWindow *window;
  GPtrArray *widgets;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "new-window", NULL);
  window = WEIR_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (fixture->application)));
  app_wait (gtk_widget_get_mapped (GTK_WIDGET (window)));
  live (window, fixture, point);
  app_draw (GTK_WIDGET (window));
  widgets = app_watch_widgets (GTK_WIDGET (window));
  gtk_window_close (GTK_WINDOW (window));
  app_wait_for_end (widgets);
}

/* Closing another page is what ends the offer to bring this one back. */
static void
live_in_page (Fixture *fixture, guint point)
{
  WeirWindow *window = WEIR_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (fixture->application)));
  WeirSidebarItem *item;

  live (window, fixture, MAX (point, 1));
  item = weir_window_get_item (window);
  weir_window_close_item (window, item);
  if (fixture->closed != NULL)
    app_wait (fixture->closed == NULL);
  fixture->closed = item;
  g_object_add_weak_pointer (G_OBJECT (item), &fixture->closed);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  const guint n = g_test_slow () ? 1000 : 10;
  const guint warm = MAX (n / 10, 5);
  Use before = { 0 };
  Use after;

  for (guint i = 0; i < n; i++)
    {
      if (i == warm)
        before = measure ();
      /* GtkSourceView makes one for each buffer. */
      if (i % 100 == 0)
        forgive_quarks ();
      if (data != NULL)
        live_in_page (fixture, i % POINTS);
      else
        live_in_window (fixture, i % POINTS);
    }
  app_wait (count_descriptors () <= before.descriptors);
  after = measure ();
  say ("after", warm, &before);
  say ("after", n, &after);
  /* In a few rounds GTK still fills its caches. */
  if (g_test_slow ())
    g_assert_cmpuint (after.heap, <, before.heap + (n - warm) * LEFT_IN_A_ROUND);
}

static void
set_up_window (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  app_open_window (fixture->application);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/window-many/windows", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/window-many/pages", Fixture, "pages", set_up_window, test_many, tear_down);
  return g_test_run ();
}
