/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-columns-private.h"

#include "weir-json.h"

#define STATE_TYPE "a(sbu)"
/* A settings file is edited by anyone. */
#define LONGEST_STATE 16384
#define TENTHS 10

static const struct
{
  WeirColumnKind kind;
  const char *nick;
  double width;
  gboolean shown;
} usual[] = {
  { WEIR_COLUMN_NUMBER, "number", 5, TRUE }, { WEIR_COLUMN_TIME, "time", 11.5, TRUE }, { WEIR_COLUMN_GAP, "gap", 7, TRUE },
  { WEIR_COLUMN_EVENT, "event", 11, TRUE },  { WEIR_COLUMN_ID, "id", 7.5, TRUE },      { WEIR_COLUMN_SIZE, "size", 6.5, TRUE },
  { WEIR_COLUMN_DATA, "data", 16, TRUE },    { WEIR_COLUMN_PATH, NULL, 10, TRUE },
};

double
weir_column_get_usual_width (WeirColumnKind kind)
{
  return usual[kind].width;
}

void
weir_column_clear (WeirColumn *column)
{
  g_clear_pointer (&column->path, g_free);
}

static gboolean
is_there (GArray *columns, const WeirColumn *column)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const WeirColumn *other = &g_array_index (columns, WeirColumn, i);

      if (other->kind == column->kind && g_strcmp0 (other->path, column->path) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What this version has and @columns lacks. */
static void
append_missing (GArray *columns, gboolean is_empty)
{
  for (gsize i = 0; i < WEIR_COLUMN_PATH; i++)
    {
      WeirColumn column = { .kind = usual[i].kind, .shown = is_empty && usual[i].shown };

      if (!is_there (columns, &column))
        g_array_append_val (columns, column);
    }
}

void
weir_columns_append_usual (GArray *columns)
{
  append_missing (columns, TRUE);
}

static gboolean
find_kind (const char *nick, WeirColumnKind *kind)
{
  for (gsize i = 0; i < WEIR_COLUMN_PATH; i++)
    if (g_str_equal (usual[i].nick, nick))
      {
        *kind = usual[i].kind;
        return TRUE;
      }
  *kind = WEIR_COLUMN_PATH;
  return weir_json_path_is_valid (nick);
}

static gboolean
is_any_shown (GArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, WeirColumn, i).shown)
      return TRUE;
  return FALSE;
}

void
weir_columns_parse (GArray *columns, const char *state)
{
  g_autoptr (GVariant) variant = NULL;
  GVariantIter iter;
  const char *nick;
  gboolean shown;
  guint32 tenths;

  if (*state != '\0' && strnlen (state, LONGEST_STATE) < LONGEST_STATE)
    variant = g_variant_parse (G_VARIANT_TYPE (STATE_TYPE), state, NULL, NULL, NULL);
  if (variant == NULL)
    {
      weir_columns_append_usual (columns);
      return;
    }

  g_variant_iter_init (&iter, variant);
  while (columns->len < WEIR_COLUMNS_MOST - WEIR_COLUMN_PATH && g_variant_iter_next (&iter, "(&sbu)", &nick, &shown, &tenths))
    {
      WeirColumn column = { .shown = shown };

      if (!find_kind (nick, &column.kind))
        continue;
      if (column.kind == WEIR_COLUMN_PATH)
        column.path = (char *) nick;
      if (is_there (columns, &column))
        continue;
      column.path = g_strdup (column.path);
      if (tenths > 0)
        column.width = CLAMP (tenths / (double) TENTHS, WEIR_COLUMN_NARROWEST, WEIR_COLUMN_WIDEST);
      g_array_append_val (columns, column);
    }
  append_missing (columns, FALSE);
  for (guint i = 0; !is_any_shown (columns); i++)
    {
      WeirColumn *column = &g_array_index (columns, WeirColumn, i);

      column->shown = column->kind == WEIR_COLUMN_DATA;
    }
}

char *
weir_columns_write (GArray *columns)
{
  g_autoptr (GVariant) variant = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (STATE_TYPE));
  for (guint i = 0; i < columns->len; i++)
    {
      const WeirColumn *column = &g_array_index (columns, WeirColumn, i);
      const char *nick = column->path != NULL ? column->path : usual[column->kind].nick;

      g_variant_builder_add (&builder, "(sbu)", nick, column->shown, (guint32) (column->width * TENTHS + 0.5));
    }
  variant = g_variant_ref_sink (g_variant_builder_end (&builder));

  return g_variant_print (variant, FALSE);
}
