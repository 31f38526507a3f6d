/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-peer-row.h"

struct _WeirPeerRow
{
  GtkWidget parent_instance;

  WeirPeerKind kind;
  GTimeZone *zone;
  GObject *item; /* (nullable) */
  char *tip;     /* (nullable) */

  GtkWidget *mark;
  GtkWidget *tick;
  GtkInscription *title;
  GtkInscription *subtitle;
  GtkLabel *side;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (WeirPeerRow, weir_peer_row, GTK_TYPE_WIDGET)

static WeirPeerWords *
make_words (WeirPeerRow *self)
{
  switch (self->kind)
    {
    case WEIR_PEER_CLIENT:
      return weir_peer_words_new_for_client (WEIR_MOCK_REQUEST (self->item), self->zone);
    case WEIR_PEER_LOG:
      return weir_peer_words_new_for_log (WEIR_MOCK_REQUEST (self->item), self->zone);
    case WEIR_PEER_OUTCOME:
    default:
      return weir_peer_words_new_for_outcome (WEIR_MOCK_OUTCOME (self->item));
    }
}

/* An inscription begins where its text's own direction begins: a mark makes that the same in all rows. */
static void
set_text (GtkInscription *inscription, const GString *text)
{
  const char *mark = gtk_widget_get_direction (GTK_WIDGET (inscription)) == GTK_TEXT_DIR_RTL ? "\u200f" : "\u200e";
  g_autofree char *marked = g_strconcat (mark, text->str, NULL);

  if (g_strcmp0 (gtk_inscription_get_text (inscription), marked) != 0)
    gtk_inscription_set_text (inscription, marked);
}

static void
set_label (GtkLabel *label, const GString *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text->str) != 0)
    gtk_label_set_label (label, text->str);
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* What is too long for the row, a line each. */
static char *
make_tip (const WeirPeerWords *words)
{
  GString *tip = g_string_new (words->title->str);

  g_string_append_printf (tip, "\n%s", words->subtitle->str);
  g_string_replace (tip, " · ", "\n", 0);

  return g_string_free (tip, FALSE);
}

static void
update (WeirPeerRow *self)
{
  g_autoptr (WeirPeerWords) words = make_words (self);
  /* What has the focus is the list's own widget around the row: a screen reader reads its label. */
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_widget_set_visible (self->tick, words->is_held);
  gtk_widget_set_visible (self->mark, !words->is_held);
  weir_state_mark_set_mark (WEIR_STATE_MARK (self->mark), words->mark);
  set_text (self->title, words->title);
  set_text (self->subtitle, words->subtitle);
  set_label (self->side, words->side);
  set_label (self->note, words->note);
  set_class (GTK_WIDGET (self->subtitle), "error", words->is_bad);
  set_class (GTK_WIDGET (self->subtitle), "dim-label", !words->is_bad);
  set_class (GTK_WIDGET (self->side), "error", words->is_bad && self->kind == WEIR_PEER_OUTCOME);
  g_free (self->tip);
  self->tip = make_tip (words);
  if (around != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (around), GTK_ACCESSIBLE_PROPERTY_LABEL, words->sentence->str, -1);
}

static void
let_go (WeirPeerRow *self)
{
  if (self->item == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->item, self);
  if (WEIR_IS_MOCK_REQUEST (self->item))
    weir_mock_request_look_away (WEIR_MOCK_REQUEST (self->item));
  g_clear_object (&self->item);
}

void
weir_peer_row_set_item (WeirPeerRow *self, GObject *item)
{
  g_return_if_fail (WEIR_IS_PEER_ROW (self));

  if (item == self->item)
    return;
  let_go (self);
  if (item == NULL)
    return;

  self->item = g_object_ref (item);
  if (WEIR_IS_MOCK_REQUEST (item))
    weir_mock_request_look (WEIR_MOCK_REQUEST (item));
  g_signal_connect_swapped (item, "changed", G_CALLBACK (update), self);
  update (self);
}

GObject *
weir_peer_row_get_item (WeirPeerRow *self)
{
  g_return_val_if_fail (WEIR_IS_PEER_ROW (self), NULL);

  return self->item;
}

static gboolean
weir_peer_row_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard_tooltip, GtkTooltip *tooltip)
{
  WeirPeerRow *self = WEIR_PEER_ROW (widget);

  if (self->item == NULL || keyboard_tooltip)
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->tip);

  return TRUE;
}

static void
weir_peer_row_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  GTK_WIDGET_CLASS (weir_peer_row_parent_class)->direction_changed (widget, before);

  if (WEIR_PEER_ROW (widget)->item != NULL)
    update (WEIR_PEER_ROW (widget));
}

static void
weir_peer_row_dispose (GObject *object)
{
  WeirPeerRow *self = WEIR_PEER_ROW (object);
  GtkWidget *child;

  let_go (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (weir_peer_row_parent_class)->dispose (object);
}

static void
weir_peer_row_finalize (GObject *object)
{
  WeirPeerRow *self = WEIR_PEER_ROW (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->tip);

  G_OBJECT_CLASS (weir_peer_row_parent_class)->finalize (object);
}

static void
weir_peer_row_class_init (WeirPeerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_peer_row_dispose;
  object_class->finalize = weir_peer_row_finalize;
  widget_class->direction_changed = weir_peer_row_direction_changed;
  widget_class->query_tooltip = weir_peer_row_query_tooltip;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "weir-peer-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

/* One that takes the room there is, and one as wide as its text. */
static void
add_line (GtkWidget *lines, GtkInscription **text, GtkLabel **end)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  *text = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_min_chars (*text, 8);
  gtk_inscription_set_nat_chars (*text, 40);
  gtk_inscription_set_text_overflow (*text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (*text), TRUE);
  *end = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (*end), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (*end), "numeric");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (*text));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (*end));
  gtk_box_append (GTK_BOX (lines), line);
}

static void
weir_peer_row_init (WeirPeerRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->mark = weir_state_mark_new ();
  self->tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_add_css_class (self->tick, "success");
  gtk_widget_set_valign (self->mark, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
  gtk_widget_set_parent (self->tick, GTK_WIDGET (self));
  gtk_widget_set_parent (lines, GTK_WIDGET (self));
  gtk_widget_set_hexpand (lines, TRUE);
  add_line (lines, &self->title, &self->side);
  add_line (lines, &self->subtitle, &self->note);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
weir_peer_row_new (WeirPeerKind kind, GTimeZone *zone)
{
  WeirPeerRow *self = g_object_new (WEIR_TYPE_PEER_ROW, NULL);

  self->kind = kind;
  self->zone = g_time_zone_ref (zone);

  return GTK_WIDGET (self);
}
