/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gtk/gtk.h>
#include <string.h>

#include "weir-limits.h"
#include "weir-push.h"

static char *
make (const WeirPush *push, GError **error)
{
  g_autoptr (GBytes) bytes = weir_push_to_bytes (push, error);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static void
test_bytes (void)
{
  static const struct
  {
    WeirPush push;
    const char *wire; /* (nullable): it is refused */
  } cases[] = {
    { { (char *) "", (char *) "", (char *) "", (char *) "hi", FALSE }, "data: hi\n\n" },
    { { (char *) "goal", (char *) "7", (char *) "3000", (char *) "a\nb", FALSE }, "event: goal\nid: 7\nretry: 3000\ndata: a\ndata: b\n\n" },
    /* A page is told of a name without data only when there is a data line. */
    { { (char *) "ping", (char *) "", (char *) "", (char *) "", FALSE }, "event: ping\ndata:\n\n" },
    { { (char *) "", (char *) "", (char *) "", (char *) "", FALSE }, "data:\n\n" },
    /* No event, only what it is for. */
    { { (char *) "", (char *) "9", (char *) "", (char *) "", FALSE }, "id: 9\n\n" },
    { { (char *) "", (char *) "", (char *) "500", (char *) "", FALSE }, "retry: 500\n\n" },
    { { (char *) "", (char *) "", (char *) "soon", (char *) "x", FALSE }, NULL },
    { { (char *) "", (char *) "", (char *) "-1", (char *) "x", FALSE }, NULL },
    { { (char *) "", (char *) "", (char *) "99999999999999999999", (char *) "x", FALSE }, NULL },
    { { (char *) "goal", (char *) "7", (char *) "soon", (char *) ": just\nthis", TRUE }, ": just\nthis" },
    { { (char *) "goal", (char *) "", (char *) "", (char *) "", TRUE }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *wire = make (&cases[i].push, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_true ((wire == NULL) == (error != NULL));
      if (cases[i].wire != NULL && g_strcmp0 (wire, cases[i].wire) != 0)
        {
          g_autofree char *shown = g_strescape (wire != NULL ? wire : error->message, NULL);

          g_error ("%s", shown);
        }
      g_assert_true ((cases[i].wire == NULL) == (wire == NULL));
    }
}

static void
test_too_long (void)
{
  g_autofree char *data = g_strnfill (WEIR_LIMIT_PUSH + 1, 'x');
  WeirPush push = { (char *) "", (char *) "", (char *) "", data, TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *wire = make (&push, &error);

  g_assert_null (wire);
  g_assert_nonnull (strstr (error->message, "512 KiB"));
}

static void
check_words (guint sent, guint waiting, guint refused, const char *words)
{
  const WeirPushed pushed = { sent, waiting, refused };
  g_autofree char *text = weir_pushed_to_text (&pushed);

  g_assert_cmpstr (text, ==, words);
}

static void
test_words (void)
{
  check_words (0, 0, 0, "Nobody is connected: nobody got it");
  check_words (1, 0, 0, "Sent to 1 client");
  check_words (3, 0, 0, "Sent to 3 clients");
  check_words (3, 1, 0, "Sent to 3 clients · 1 gets it once it has read, or its block is whole");
  check_words (0, 0, 2, "Sent to 0 clients · 2 cannot take it: too much waits unread, or their answer is no stream");
}

/* What a menu shows is short, and no byte of it does anything. */
static void
test_summary (void)
{
  g_autofree char *longer = g_strnfill (1000, 'x');
  WeirPush push = { (char *) "goal", (char *) "7", (char *) "", (char *) "a\nb\033[2J", FALSE };
  g_autofree char *summary = weir_push_to_summary (&push);
  g_autofree char *cut = NULL;
  WeirPush *copy = weir_push_copy (&push);

  g_assert_true (g_str_has_prefix (summary, "goal 7  a"));
  g_assert_null (strpbrk (summary, "\n\033"));
  g_assert_true (weir_push_equal (copy, &push));
  push.data = longer;
  g_assert_false (weir_push_equal (copy, &push));
  cut = weir_push_to_summary (&push);
  g_assert_cmpuint (g_utf8_strlen (cut, -1), <, 60);
  weir_push_free (copy);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/push/bytes", test_bytes);
  g_test_add_func ("/push/too-long", test_too_long);
  g_test_add_func ("/push/words", test_words);
  g_test_add_func ("/push/summary", test_summary);
  return g_test_run ();
}
