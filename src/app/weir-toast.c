/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-toast.h"

#include "weir-text.h"

/* What fits beside a button in the narrowest window, and in one that shows a sidebar. */
#define LEAST_COLUMNS 20
#define LINE_COLUMNS 50
/* libadwaita 1.2 makes a toast as high as it is at the width that it likes best: that width fits the narrowest window, beside a button,
 * too. */
#define LIKED_COLUMNS 30
#define LIKED_BESIDE_COLUMNS 20
#define MOST_LINES 10
/* To be read twice. */
#define LONG_SECONDS 12

static guint
count_columns (const char *text)
{
  guint columns = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    columns += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;

  return columns;
}

static GtkWidget *
create_lines (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LIKED_COLUMNS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "weir-toast-lines");

  return label;
}

static void
on_button (AdwToast *toast, GParamSpec *pspec, GtkLabel *lines)
{
  gtk_label_set_max_width_chars (lines, adw_toast_get_button_label (toast) != NULL ? LIKED_BESIDE_COLUMNS : LIKED_COLUMNS);
}

AdwToast *
weir_toast_new (const char *text)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GtkWidget) lines = NULL;
  g_autofree char *markup = NULL;
  AdwToast *toast;
  guint columns;

  g_return_val_if_fail (text != NULL, NULL);

  weir_text_append_visible (shown, weir_span_from_string (text), WEIR_TEXT_NONE);
  markup = g_markup_escape_text (shown->str, -1);
  toast = adw_toast_new (markup);
  columns = count_columns (shown->str);
  if (columns <= LEAST_COLUMNS)
    return toast;

  lines = g_object_ref_sink (create_lines (shown->str));
  adw_toast_set_custom_title (toast, lines);
  g_signal_connect_object (toast, "notify::button-label", G_CALLBACK (on_button), lines, 0);
  if (columns > LINE_COLUMNS)
    adw_toast_set_timeout (toast, LONG_SECONDS);

  return toast;
}
