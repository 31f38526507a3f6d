/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-columns-private.h"

#include "weir-json.h"

struct _WeirColumns
{
  GObject parent_instance;

  GArray *columns; /* WeirColumn */
  guint n_digits;
  guint n_holds;
  gboolean is_state_due;

  GArray *cells; /* WeirCell, of: */
  int laid_out_width;
  double laid_out_unit;
};

G_DEFINE_FINAL_TYPE (WeirColumns, weir_columns, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WeirColumn *
get_column (WeirColumns *self, guint index)
{
  return &g_array_index (self->columns, WeirColumn, index);
}

static void
emit_changed (WeirColumns *self)
{
  self->laid_out_width = -1;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
tell_change (WeirColumns *self)
{
  emit_changed (self);
  if (self->n_holds > 0)
    self->is_state_due = TRUE;
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
weir_columns_hold (WeirColumns *self)
{
  g_return_if_fail (WEIR_IS_COLUMNS (self));

  self->n_holds++;
}

void
weir_columns_release (WeirColumns *self)
{
  g_return_if_fail (WEIR_IS_COLUMNS (self));
  g_return_if_fail (self->n_holds > 0);

  if (--self->n_holds > 0 || !self->is_state_due)
    return;
  self->is_state_due = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

guint
weir_columns_get_n (WeirColumns *self)
{
  g_return_val_if_fail (WEIR_IS_COLUMNS (self), 0);

  return self->columns->len;
}

const WeirColumn *
weir_columns_get (WeirColumns *self, guint index)
{
  g_return_val_if_fail (WEIR_IS_COLUMNS (self), NULL);
  g_return_val_if_fail (index < self->columns->len, NULL);

  return get_column (self, index);
}

static guint
count_shown (WeirColumns *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += get_column (self, i)->shown ? 1 : 0;
  return n;
}

void
weir_columns_set_shown (WeirColumns *self, guint index, gboolean shown)
{
  WeirColumn *column;

  g_return_if_fail (WEIR_IS_COLUMNS (self));
  g_return_if_fail (index < self->columns->len);

  column = get_column (self, index);
  if (column->shown == !!shown || (!shown && count_shown (self) == 1))
    return;
  column->shown = !!shown;
  tell_change (self);
}

void
weir_columns_set_width (WeirColumns *self, guint index, double width)
{
  g_return_if_fail (WEIR_IS_COLUMNS (self));
  g_return_if_fail (index < self->columns->len);

  if (width > 0)
    width = CLAMP (width, WEIR_COLUMN_NARROWEST, WEIR_COLUMN_WIDEST);
  if (get_column (self, index)->width == width)
    return;
  get_column (self, index)->width = width;
  tell_change (self);
}

double
weir_columns_get_width (WeirColumns *self, guint index)
{
  const WeirColumn *column = weir_columns_get (self, index);

  if (column->width > 0)
    return column->width;
  if (column->kind == WEIR_COLUMN_NUMBER)
    return MAX (weir_column_get_usual_width (column->kind), self->n_digits);

  return weir_column_get_usual_width (column->kind);
}

void
weir_columns_set_n_rows (WeirColumns *self, guint64 n_rows)
{
  guint n_digits = 1;

  g_return_if_fail (WEIR_IS_COLUMNS (self));

  for (; n_rows >= 10; n_rows /= 10)
    n_digits++;
  if (n_digits == self->n_digits)
    return;
  self->n_digits = n_digits;
  emit_changed (self);
}

void
weir_columns_move (WeirColumns *self, guint from, guint to)
{
  WeirColumn moved;

  g_return_if_fail (WEIR_IS_COLUMNS (self));
  g_return_if_fail (from < self->columns->len);
  g_return_if_fail (to < self->columns->len);

  if (from == to)
    return;
  moved = *get_column (self, from);
  /* What it owns moves with it. */
  get_column (self, from)->path = NULL;
  g_array_remove_index (self->columns, from);
  g_array_insert_val (self->columns, to, moved);
  tell_change (self);
}

static guint
find_column (WeirColumns *self, WeirColumnKind kind, const char *path)
{
  guint i = 0;

  while (i < self->columns->len && (get_column (self, i)->kind != kind || g_strcmp0 (get_column (self, i)->path, path) != 0))
    i++;
  return i;
}

gboolean
weir_columns_add_path (WeirColumns *self, const char *path)
{
  WeirColumn column = { .kind = WEIR_COLUMN_PATH, .shown = TRUE };
  guint index;

  g_return_val_if_fail (WEIR_IS_COLUMNS (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!weir_json_path_is_valid (path) || !g_utf8_validate (path, -1, NULL))
    return FALSE;
  index = find_column (self, WEIR_COLUMN_PATH, path);
  if (index < self->columns->len)
    {
      weir_columns_set_shown (self, index, TRUE);
      return TRUE;
    }
  if (self->columns->len >= WEIR_COLUMNS_MOST - WEIR_COLUMN_PATH)
    return FALSE;

  column.path = g_strdup (path);
  g_array_insert_val (self->columns, find_column (self, WEIR_COLUMN_DATA, NULL), column);
  tell_change (self);

  return TRUE;
}

void
weir_columns_remove (WeirColumns *self, guint index)
{
  g_return_if_fail (WEIR_IS_COLUMNS (self));
  g_return_if_fail (index < self->columns->len);

  if (get_column (self, index)->kind != WEIR_COLUMN_PATH)
    return;
  if (get_column (self, index)->shown && count_shown (self) == 1)
    get_column (self, find_column (self, WEIR_COLUMN_DATA, NULL))->shown = TRUE;
  g_array_remove_index (self->columns, index);
  tell_change (self);
}

void
weir_columns_reset (WeirColumns *self)
{
  weir_columns_set_state (self, "");
}

char *
weir_columns_dup_state (WeirColumns *self)
{
  g_autoptr (GArray) as_usual = NULL;
  g_autofree char *usual = NULL;
  g_autofree char *state = NULL;

  g_return_val_if_fail (WEIR_IS_COLUMNS (self), NULL);

  as_usual = g_array_new (FALSE, TRUE, sizeof (WeirColumn));
  weir_columns_append_usual (as_usual);
  usual = weir_columns_write (as_usual);
  state = weir_columns_write (self->columns);

  /* Who changed nothing gets what later versions think usual. */
  return g_str_equal (state, usual) ? g_strdup ("") : g_steal_pointer (&state);
}

void
weir_columns_set_state (WeirColumns *self, const char *state)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_return_if_fail (WEIR_IS_COLUMNS (self));
  g_return_if_fail (state != NULL);

  before = weir_columns_write (self->columns);
  g_array_set_size (self->columns, 0);
  weir_columns_parse (self->columns, state);
  after = weir_columns_write (self->columns);
  if (!g_str_equal (before, after))
    tell_change (self);
}

const WeirCell *
weir_columns_lay_out (WeirColumns *self, int width, double unit, guint *n_cells)
{
  g_return_val_if_fail (WEIR_IS_COLUMNS (self), NULL);
  g_return_val_if_fail (n_cells != NULL, NULL);

  if (width != self->laid_out_width || unit != self->laid_out_unit)
    {
      g_array_set_size (self->cells, 0);
      for (guint i = 0; i < self->columns->len; i++)
        {
          WeirCell cell = { .index = i };

          if (!get_column (self, i)->shown)
            continue;
          cell.width = (int) (weir_columns_get_width (self, i) * unit + 0.5);
          g_array_append_val (self->cells, cell);
        }
      weir_cells_fit (self->cells, self->columns, width);
      self->laid_out_width = width;
      self->laid_out_unit = unit;
    }
  *n_cells = self->cells->len;

  return (const WeirCell *) (void *) self->cells->data;
}

static void
weir_columns_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_take_string (value, weir_columns_dup_state (WEIR_COLUMNS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_columns_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      weir_columns_set_state (WEIR_COLUMNS (object), g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
weir_columns_finalize (GObject *object)
{
  WeirColumns *self = WEIR_COLUMNS (object);

  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->cells, g_array_unref);

  G_OBJECT_CLASS (weir_columns_parent_class)->finalize (object);
}

static void
weir_columns_class_init (WeirColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = weir_columns_get_property;
  object_class->set_property = weir_columns_set_property;
  object_class->finalize = weir_columns_finalize;

  properties[PROP_STATE] =
      g_param_spec_string ("state", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
weir_columns_init (WeirColumns *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (WeirColumn));
  g_array_set_clear_func (self->columns, (GDestroyNotify) weir_column_clear);
  self->cells = g_array_new (FALSE, TRUE, sizeof (WeirCell));
  self->laid_out_width = -1;
  weir_columns_append_usual (self->columns);
}

WeirColumns *
weir_columns_new (void)
{
  return g_object_new (WEIR_TYPE_COLUMNS, NULL);
}
