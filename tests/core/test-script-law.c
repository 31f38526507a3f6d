/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-check.h"
#include "weir-law.h"
#include "weir-script-play.h"

/* The law: without its directives a script is the wire. An independent implementation, hand-made and generated scripts. */

#define SCRIPTS 4000

static void
check (const char *file, gsize n_bytes)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file, n_bytes);
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (WeirScript) script = weir_script_new (bytes, &diagnostics);
  g_autoptr (GString) wire = weir_law_get_wire (file, n_bytes);

  if (script == NULL)
    {
      const WeirDiagnostic *first = g_ptr_array_index (diagnostics, 0);

      g_error ("line %u, column %u: %s, in:\n%s", first->line, first->column, first->text, file);
    }
  /* How fast it is played changes no byte. */
  for (int speed = 0; speed <= 10; speed += 5)
    {
      g_autoptr (GString) played = weir_script_play_all (script, speed, 100000);

      g_assert_nonnull (played);
      g_assert_cmpmem (played->str, played->len, wire->str, wire->len);
    }
}

static void
test_hand_made (void)
{
  static const char *const files[] = {
    "",
    "\n",
    "\r",
    "data: a\n\n",
    "data: a\n\n:@ wait 1s\n\n:@@ x\n",
    "\xEF\xBB\xBF data: a\n\n",
    ":@ weir 1",
    ":@ weir 1\r\n",
    ":@ weir 1\n\n\n\n",
    "\xEF\xBB\xBF:@ weir 1\n\n\r\n\r:@@\n\n",
    ":@ weir 1\ndata: a\n\n\n\n:@ note x\n\n\n\ndata: b\n\n",
    ":@ weir 1\rdata: a\r\r:@ wait 1s\r\rdata: b\r\r\r:@ close",
    ":@ weir 1\ndata: a\r\r\n:@ wait 1s\r\n\n\r\ndata: b\n\r\n\n",
    ":@ weir 1\ndata: a\n:@ wait 1s\n\ndata: b\n:@ stall 1s\n\n\n:@@c\n\n:@ cut\n\n",
    ":@ weir 1\n:@ connect 1\n: a\n\n:@ cut\n:@ connect 2\n\n\n: b\n:@@@@c\n\n:@ stall\n\n:@ connect 3..\ndata",
    ":@ weir 1\n:@@ weir 1\n\n:@ x-y z\n\n:@ chunk 1 1+1s 1\n\ndata: ab\n\n:@ split 2\ndata: cd\n\n:@ keepalive 1s\n:@ hold",
    ":@ weir 1\n:@ every 1s\n\xEF\xBB\xBF"
    "data: a\n\ndata: \xFF\xFE\n\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    check (files[i], strlen (files[i]));
  check (":@ weir 1\ndata: \0\0\n\n:@ wait 1s\n\0\n\n", 35);
}

/* A generated script: valid by construction, as odd as that allows. */
typedef struct
{
  GRand *rand;
  GString *file;
  const char *end; /* of this script's lines; NULL: mixed */
} Maker;

static const char *
pick (Maker *maker, const char *const *words, int n)
{
  return words[g_rand_int_range (maker->rand, 0, n)];
}

#define PICK(maker, words) pick (maker, words, (int) G_N_ELEMENTS (words))

static gboolean
chance (Maker *maker, int percent)
{
  return g_rand_int_range (maker->rand, 0, 100) < percent;
}

static void
end_line (Maker *maker)
{
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  const char *end = maker->end != NULL ? maker->end : PICK (maker, ends);

  /* CR, then an empty line that ends with LF, would be one CRLF. */
  if (maker->file->len > 0 && maker->file->str[maker->file->len - 1] == '\r' && end[0] == '\n')
    end = "\r";
  g_string_append (maker->file, end);
}

static void
add_line (Maker *maker, const char *text)
{
  g_string_append (maker->file, text);
  end_line (maker);
}

static void
add_layout (Maker *maker)
{
  while (chance (maker, 30))
    end_line (maker);
}

static void
add_directive (Maker *maker, const char *text)
{
  g_string_append (maker->file, ":@ ");
  add_line (maker, text);
  add_layout (maker);
}

static void
add_block (Maker *maker)
{
  static const char *const lines[] = {
    "data: a",
    "data",
    "data:b",
    "data: \xE6\xB0\xB4",
    "event: tick",
    "event:",
    "id: 7",
    "id",
    "retry: 100",
    "retry: x",
    ": comment",
    ":@@ stuffed",
    ":@@",
    ":@@@",
    "unknown: field",
    "da",
    " data: x",
    "data: \xFF\xC3",
    "\xEF\xBB\xBF"
    "data: c",
    "：data",
    ":",
  };
  static const char *const within[] = { "wait 1s", "stall 10ms", "wait ~1ms", "wait 0s..5s" };
  int n = g_rand_int_range (maker->rand, 1, 6);
  gboolean open = FALSE;

  for (int i = 0; i < n; i++)
    {
      const char *line = PICK (maker, lines);

      add_line (maker, line);
      open = open || line[0] != ':';
      if (chance (maker, 10))
        add_directive (maker, PICK (maker, within));
    }
  /* Blank lines under a directive are layout: a line of the block comes between. */
  add_line (maker, open ? "data: last" : ": last");
  if (open || chance (maker, 50))
    end_line (maker);
  while (chance (maker, 20))
    end_line (maker);
}

static void
add_between (Maker *maker)
{
  static const char *const between[] = {
    "note x",      "title y",  "wait 1s",      "wait 1s..2s",   "stall 1s",        "every 1s",
    "every ~20ms", "every 0s", "keepalive 1s", "keepalive off", "chunk 1 2+1ms *", "chunk 3",
    "split 1",     "split 7",  "x-other tool", "template off",  "  wait   5ms  ",
  };

  while (chance (maker, 40))
    add_directive (maker, PICK (maker, between));
}

static void
add_section (Maker *maker)
{
  static const char *const endings[] = { "close", "cut", "reset", "hold", "stall" };

  for (int n = g_rand_int_range (maker->rand, 0, 8); n > 0; n--)
    {
      add_between (maker);
      add_block (maker);
    }
  add_between (maker);
  if (chance (maker, 20))
    add_line (maker, "data: cut off");
  else if (chance (maker, 50))
    return;
  add_directive (maker, PICK (maker, endings));
}

static void
make (Maker *maker)
{
  static const char *const heads[] = { "status 200", "header X: y", "every 5ms", "resume on", "seed 3", "on /x", "expect method=GET" };
  static const char *const ends[] = { "\n", "\r\n", "\r", NULL };
  int n = g_rand_int_range (maker->rand, 0, 4);

  maker->end = PICK (maker, ends);
  if (chance (maker, 20))
    g_string_append (maker->file, "\xEF\xBB\xBF");
  add_directive (maker, "weir 1");
  while (chance (maker, 50))
    add_directive (maker, PICK (maker, heads));
  if (n == 0)
    {
      add_section (maker);
      return;
    }
  for (int i = 1; i <= n; i++)
    {
      g_autofree char *connect = g_strdup_printf ("connect %d", i);

      add_directive (maker, connect);
      add_section (maker);
    }
}

static void
test_generated (void)
{
  Maker maker = { .rand = g_rand_new_with_seed (g_test_rand_int ()) };

  for (guint i = 0; i < SCRIPTS; i++)
    {
      maker.file = g_string_new (NULL);
      make (&maker);
      check (maker.file->str, maker.file->len);
      g_string_free (maker.file, TRUE);
    }
  g_rand_free (maker.rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/script/law/hand-made", test_hand_made);
  g_test_add_func ("/script/law/generated", test_generated);
  return g_test_run ();
}
