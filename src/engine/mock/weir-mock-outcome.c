/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-outcome-private.h"

struct _WeirMockOutcome
{
  GObject parent_instance;

  WeirExpectOutcome *outcome;
};

G_DEFINE_FINAL_TYPE (WeirMockOutcome, weir_mock_outcome, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const WeirExpectOutcome *
weir_mock_outcome_get (WeirMockOutcome *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_OUTCOME (self), NULL);

  return self->outcome;
}

static gboolean
is_same_line (const WeirExpectOutcome *a, const WeirExpectOutcome *b)
{
  return a->line == b->line && g_str_equal (a->path, b->path) && g_str_equal (a->wanted, b->wanted);
}

/* @outcome: (transfer full) */
static void
set (WeirMockOutcome *self, WeirExpectOutcome *outcome)
{
  WeirExpectOutcome *old = self->outcome;
  gboolean is_other = old->n_held != outcome->n_held || old->n_failed != outcome->n_failed || g_strcmp0 (old->got, outcome->got) != 0;

  self->outcome = outcome;
  weir_expect_outcome_free (old);
  if (is_other)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
weir_mock_outcomes_update (GListStore *store, GPtrArray *outcomes)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (store));
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_same = 0;

  g_ptr_array_set_free_func (outcomes, NULL);
  for (; n_same < MIN (n_before, outcomes->len); n_same++)
    {
      g_autoptr (WeirMockOutcome) item = g_list_model_get_item (G_LIST_MODEL (store), n_same);

      if (!is_same_line (item->outcome, g_ptr_array_index (outcomes, n_same)))
        break;
      set (item, g_ptr_array_index (outcomes, n_same));
    }
  for (guint i = n_same; i < outcomes->len; i++)
    {
      WeirMockOutcome *item = g_object_new (WEIR_TYPE_MOCK_OUTCOME, NULL);

      item->outcome = g_ptr_array_index (outcomes, i);
      g_ptr_array_add (fresh, item);
    }
  if (n_same < n_before || fresh->len > 0)
    g_list_store_splice (store, n_same, n_before - n_same, fresh->pdata, fresh->len);
  g_ptr_array_set_size (outcomes, 0);
}

static void
weir_mock_outcome_finalize (GObject *object)
{
  WeirMockOutcome *self = WEIR_MOCK_OUTCOME (object);

  g_clear_pointer (&self->outcome, weir_expect_outcome_free);

  G_OBJECT_CLASS (weir_mock_outcome_parent_class)->finalize (object);
}

static void
weir_mock_outcome_class_init (WeirMockOutcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_mock_outcome_finalize;
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_MOCK_OUTCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_mock_outcome_init (WeirMockOutcome *self)
{
}

void
weir_mock_outcomes_count (const GPtrArray *outcomes, guint *n_held, guint *n_failed)
{
  *n_held = *n_failed = 0;
  for (guint i = 0; i < outcomes->len; i++)
    {
      const WeirExpectOutcome *outcome = g_ptr_array_index (outcomes, i);

      *n_failed += outcome->n_failed > 0 ? 1 : 0;
      *n_held += outcome->n_held > 0 && outcome->n_failed == 0 ? 1 : 0;
    }
}
