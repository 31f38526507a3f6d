/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-junit.h"
#include "weir-serve-scripts.h"
#include "weir-test-expects.h"

/* One `expect` line and what became of it; failing once is failing. */
typedef struct
{
  char *path;
  guint line;
  char *wanted;
  char *failure; /* nullable */
} Outcome;

struct _WeirTestExpects
{
  GPtrArray *scripts;
  GPtrArray *outcomes;
};

static void
outcome_free (gpointer data)
{
  Outcome *self = data;

  g_free (self->path);
  g_free (self->wanted);
  g_free (self->failure);
  g_free (self);
}

WeirTestExpects *
weir_test_expects_new (GPtrArray *scripts)
{
  WeirTestExpects *self = g_new0 (WeirTestExpects, 1);

  self->scripts = scripts;
  self->outcomes = g_ptr_array_new_with_free_func (outcome_free);

  return self;
}

void
weir_test_expects_free (WeirTestExpects *self)
{
  g_ptr_array_unref (self->outcomes);
  g_free (self);
}

static Outcome *
find_outcome (WeirTestExpects *self, const char *path, guint line, const char *wanted)
{
  Outcome *outcome;

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      outcome = g_ptr_array_index (self->outcomes, i);
      if (outcome->line == line && g_str_equal (outcome->path, path))
        return outcome;
    }

  outcome = g_new0 (Outcome, 1);
  outcome->path = g_strdup (path);
  outcome->line = line;
  outcome->wanted = g_strdup (wanted);
  g_ptr_array_add (self->outcomes, outcome);
  return outcome;
}

void
weir_test_expects_take (WeirTestExpects *self, const WeirServed *served)
{
  Outcome *outcome;

  if (served->kind != WEIR_SERVED_EXPECT)
    return;

  outcome = find_outcome (self, served->script, served->line, served->wanted);
  if (!served->ok && outcome->failure == NULL)
    outcome->failure = g_strdup_printf (_ ("got %s"), served->got);
}

static const char *
find_file (const WeirTestExpects *self, const char *path)
{
  for (guint i = 0; i < self->scripts->len; i++)
    {
      const WeirServedScript *served = g_ptr_array_index (self->scripts, i);

      if (g_str_equal (served->path, path))
        return served->file;
    }

  return path;
}

static int
compare_outcomes (gconstpointer a, gconstpointer b)
{
  const Outcome *left = *(const Outcome *const *) a;
  const Outcome *right = *(const Outcome *const *) b;
  int order = strcmp (left->path, right->path);

  return order != 0 ? order : (left->line > right->line) - (left->line < right->line);
}

void
weir_test_expects_add_cases (WeirTestExpects *self, GPtrArray *unreached, GPtrArray *cases)
{
  for (guint i = 0; i < unreached->len; i++)
    {
      const WeirUnreached *expect = g_ptr_array_index (unreached, i);
      Outcome *outcome = find_outcome (self, expect->path, expect->line, expect->wanted);

      outcome->failure = g_strdup (_ ("no request came to it"));
    }
  g_ptr_array_sort (self->outcomes, compare_outcomes);
  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const Outcome *outcome = g_ptr_array_index (self->outcomes, i);
      WeirTestCase *test_case = g_new0 (WeirTestCase, 1);

      test_case->group = g_strdup (find_file (self, outcome->path));
      test_case->name = g_strdup_printf ("%u: expect %s", outcome->line, outcome->wanted);
      test_case->failure = g_strdup (outcome->failure);
      g_ptr_array_add (cases, test_case);
    }
}
