/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-name-color.h"
#include "weir-text.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

static double
to_linear (double c)
{
  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

/* The relative luminance of WCAG 2. */
static double
get_luminance (const GdkRGBA *color)
{
  return 0.2126 * to_linear (color->red) + 0.7152 * to_linear (color->green) + 0.0722 * to_linear (color->blue);
}

static double
get_contrast (const GdkRGBA *a, const char *other)
{
  GdkRGBA b;
  double la, lb;

  g_assert_true (gdk_rgba_parse (&b, other));
  la = get_luminance (a);
  lb = get_luminance (&b);
  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

/* On the list's own background and on the strongest one of a hovered or selected row: grey, or a quarter of the accent colour, as the
 * version of libadwaita has it. */
static void
test_contrast (void)
{
  static const struct
  {
    gboolean dark, high_contrast;
    const char *background, *active;
    double wanted;
  } styles[] = {
    { FALSE, FALSE, "#ffffff", "#cde0f8", 4.5 },
    { TRUE, FALSE, "#1e1e1e", "#3a3a3a", 4.5 },
    { FALSE, TRUE, "#ffffff", "#cde0f8", 7 },
    { TRUE, TRUE, "#1e1e1e", "#383838", 7 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    for (guint index = 0; index < WEIR_N_NAME_COLORS; index++)
      {
        GdkRGBA color;

        weir_name_color_get (index, styles[i].dark, styles[i].high_contrast, &color);
        g_assert_cmpfloat (color.alpha, ==, 1);
        g_assert_cmpfloat (get_contrast (&color, styles[i].background), >=, styles[i].wanted);
        g_assert_cmpfloat (get_contrast (&color, styles[i].active), >=, styles[i].wanted);
      }
}

static void
test_stable (void)
{
  /* What was once blue stays blue: people remember. */
  g_assert_cmpuint (weir_name_color_get_index ("message"), ==, 0);
  g_assert_cmpuint (weir_name_color_get_index ("trade"), ==, 3);
  g_assert_cmpuint (weir_name_color_get_index ("tick"), ==, 5);
  g_assert_cmpuint (weir_name_color_get_index ("价格"), ==, 1);
  /* No other name is grey, the empty one neither. */
  g_assert_cmpuint (weir_name_color_get_index (""), >, 0);
  g_assert_cmpuint (weir_name_color_get_index ("Message"), >, 0);
}

/* What one server sends side by side is told apart. */
static void
test_dialect (void)
{
  static const char *const names[] = {
    "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop", "ping", "message"
  };
  guint seen = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      guint bit = 1u << weir_name_color_get_index (names[i]);

      g_assert_cmpuint (seen & bit, ==, 0);
      seen |= bit;
    }
}

/* Many names fall on all colours, on none too often. */
static void
test_spread (void)
{
  guint counts[WEIR_N_NAME_COLORS] = { 0 };

  for (guint i = 0; i < 800; i++)
    {
      g_autofree char *name = g_strdup_printf ("e%u", i);

      counts[weir_name_color_get_index (name)]++;
    }
  g_assert_cmpuint (counts[0], ==, 0);
  for (guint i = 1; i < WEIR_N_NAME_COLORS; i++)
    {
      g_assert_cmpuint (counts[i], >, 60);
      g_assert_cmpuint (counts[i], <, 150);
    }
}

/* A list shows names elided and control characters as pictures: the colour is that of the name as received. */
static void
test_shown (void)
{
  static const char *const names[] = { "a\x1b[31mred", "\xff\xfe",
                                       "content_block_delta_with_a_name_that_is_longer_than_any_column_of_a_list_could_show_it" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GString) shown = g_string_new (NULL);

      weir_text_append_row (shown, weir_span (names[i], strlen (names[i])), 64);
      g_assert_cmpstr (shown->str, !=, names[i]);
      g_assert_cmpuint (weir_name_color_get_index (shown->str), ==, weir_name_color_get_index (names[i]));
    }
}

static void
test_follows_style (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GdkRGBA light, dark, wanted;

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  weir_name_color_lookup ("trade", &light);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  weir_name_color_lookup ("trade", &dark);
  weir_name_color_get (weir_name_color_get_index ("trade"), FALSE, FALSE, &wanted);
  g_assert_true (gdk_rgba_equal (&light, &wanted));
  weir_name_color_get (weir_name_color_get_index ("trade"), TRUE, FALSE, &wanted);
  g_assert_true (gdk_rgba_equal (&dark, &wanted));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/name-color/contrast", test_contrast);
  g_test_add_func ("/name-color/stable", test_stable);
  g_test_add_func ("/name-color/dialect", test_dialect);
  g_test_add_func ("/name-color/spread", test_spread);
  g_test_add_func ("/name-color/shown", test_shown);
  g_test_add_func ("/name-color/follows-style", test_follows_style);
  return g_test_run ();
}
