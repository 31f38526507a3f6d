/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-name-color.h"

#include <adwaita.h>
#include <string.h>

#include "weir-text.h"

/* A name as received and its shown, elided form must meet: both are cut here. */
#define HASHED_COLUMNS 32
/* Chosen so that the names that one server sends together (the model dialects, ticks and trades) get different colours. */
#define HASH_SEED 0x680d5215u

/* Grey, then eight hues of one lightness a row. No red: it means an error. 4.5:1 on a row's background, 7:1 in high contrast. */
static const guint32 palette[4][WEIR_N_NAME_COLORS] = {
  /* light, dark, light in high contrast, dark in high contrast */
  { 0x566373, 0x0060bd, 0x734aba, 0xa53483, 0x9c4a00, 0x775f04, 0x376e01, 0x066f54, 0x006b7e },
  { 0xa3b1c2, 0x77b3fe, 0xbda0fe, 0xf190ce, 0xf89859, 0xd0ac30, 0x84bf61, 0x2bc699, 0x0cc0df },
  { 0x3b4655, 0x004489, 0x582a9a, 0x830d65, 0x713502, 0x554401, 0x264f00, 0x034f3b, 0x014d5b },
  { 0xbccadd, 0xa5ccfe, 0xd1c0fe, 0xffb1e1, 0xfeba91, 0xe7c65c, 0xa0d880, 0x5fdfb4, 0x42daf9 },
};

guint
weir_name_color_get_index (const char *name)
{
  g_autoptr (GString) shown = NULL;
  guint32 hash = HASH_SEED;

  g_return_val_if_fail (name != NULL, 0);

  if (strcmp (name, "message") == 0)
    return 0;

  shown = g_string_new (NULL);
  weir_text_append_row (shown, weir_span (name, strlen (name)), HASHED_COLUMNS);
  for (gsize i = 0; i < shown->len; i++)
    hash = (hash ^ (guchar) shown->str[i]) * 16777619u;
  /* FNV's low bits alone hardly tell short names apart. */
  hash ^= hash >> 15;
  hash *= 0x2c1b3c6du;
  hash ^= hash >> 13;

  return 1 + hash % (WEIR_N_NAME_COLORS - 1);
}

void
weir_name_color_get (guint index, gboolean dark, gboolean high_contrast, GdkRGBA *color)
{
  guint32 rgb;

  g_return_if_fail (index < WEIR_N_NAME_COLORS);

  rgb = palette[(high_contrast ? 2 : 0) + (dark ? 1 : 0)][index];
  color->red = (float) (rgb >> 16) / 255;
  color->green = (float) (rgb >> 8 & 0xff) / 255;
  color->blue = (float) (rgb & 0xff) / 255;
  color->alpha = 1;
}

void
weir_name_color_lookup (const char *name, GdkRGBA *color)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  weir_name_color_get (weir_name_color_get_index (name), adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style),
                       color);
}
