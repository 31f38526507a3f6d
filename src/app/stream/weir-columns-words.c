/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-columns.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  const char *name;
} words[] = {
  /* Translators: the head of the column of row numbers; a sign is best. */
  [WEIR_COLUMN_NUMBER] = { NC_ ("column", "#"), N_ ("Row number") },
  [WEIR_COLUMN_TIME] = { NC_ ("column", "Time"), N_ ("Time") },
  /* Translators: the head of the column with the time since the row before; a sign is best. */
  [WEIR_COLUMN_GAP] = { NC_ ("column", "Δ"), N_ ("Gap since the row before") },
  [WEIR_COLUMN_EVENT] = { NC_ ("column", "Event"), N_ ("Event type") },
  [WEIR_COLUMN_ID] = { NC_ ("column", "ID"), N_ ("Last event ID") },
  [WEIR_COLUMN_SIZE] = { NC_ ("column", "Size"), N_ ("Size") },
  [WEIR_COLUMN_DATA] = { NC_ ("column", "Data"), N_ ("Data") },
};

const char *
weir_columns_get_title (WeirColumns *self, guint index)
{
  const WeirColumn *column = weir_columns_get (self, index);

  return column->path != NULL ? column->path : g_dpgettext2 (NULL, "column", words[column->kind].title);
}

const char *
weir_columns_get_name (WeirColumns *self, guint index)
{
  const WeirColumn *column = weir_columns_get (self, index);

  return column->path != NULL ? column->path : _ (words[column->kind].name);
}
