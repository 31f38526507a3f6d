/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-name-chips.h"

#include <glib/gi18n.h>

#include "weir-name-chip.h"
#include "weir-name-order.h"
#include "weir-name-popover.h"

/* More chips than that nobody reads in a row. */
#define MAX_CHIPS 16u
#define SPACING 6
/* "+10" is no "10+" where text goes from right to left. */
#define LEFT_TO_RIGHT "\u2066%s\u2069"

struct _WeirNameChips
{
  GtkWidget parent_instance;

  WeirTally *tally;
  char *query;
  gboolean folded;
  WeirNameOrder order;
  GPtrArray *chips; /* (element-type WeirNameChip) (nullable elements): by the name's number */
  GtkWidget *more;  /* GtkMenuButton */
  GtkWidget *popover;
  GtkWidget *menu; /* nullable: of the chip that asked for it last */
};

enum
{
  QUERY_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirNameChips, weir_name_chips, GTK_TYPE_WIDGET)

static guint
get_n_chips (WeirNameChips *self)
{
  return self->folded ? 0 : MIN (self->order.names->len, MAX_CHIPS);
}

static GtkWidget *
get_chip (WeirNameChips *self, guint position)
{
  return g_ptr_array_index (self->chips, g_array_index (self->order.names, guint, position));
}

static void
set_wish (WeirNameChips *self, const char *name, WeirNameWish wish)
{
  g_autofree char *query = weir_query_set_wish (self->query, name, wish);

  g_signal_emit (self, signals[QUERY_CHANGED], 0, query);
}

static void
on_wished (WeirNameChip *chip, int wish, WeirNameChips *self)
{
  set_wish (self, weir_name_chip_get_name (chip), (WeirNameWish) wish);
}

static void
add_item (GMenu *menu, const char *label, const char *action, const char *name)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", name);
  g_menu_append_item (menu, item);
}

static void
on_menu (WeirNameChip *chip, WeirNameChips *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  const char *name = weir_name_chip_get_name (chip);
  WeirNameWish wish = weir_query_get_wish (self->query, name);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (GTK_WIDGET (chip), GTK_WIDGET (self), &bounds))
    return;

  add_item (menu, wish == WEIR_NAME_ONLY ? _ ("_Not only these") : _ ("_Show only these"), "names.only", name);
  add_item (menu, wish == WEIR_NAME_HIDDEN ? _ ("_No longer hide these") : _ ("_Hide these"), "names.hide", name);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                                          (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
toggle_wish (WeirNameChips *self, const char *name, WeirNameWish wish)
{
  set_wish (self, name, weir_query_get_wish (self->query, name) == wish ? WEIR_NAME_ANY : wish);
}

static void
toggle_only (GtkWidget *widget, const char *action, GVariant *name)
{
  toggle_wish (WEIR_NAME_CHIPS (widget), g_variant_get_string (name, NULL), WEIR_NAME_ONLY);
}

static void
toggle_hidden (GtkWidget *widget, const char *action, GVariant *name)
{
  toggle_wish (WEIR_NAME_CHIPS (widget), g_variant_get_string (name, NULL), WEIR_NAME_HIDDEN);
}

static void
fill_popover (GtkMenuButton *button, gpointer user_data)
{
  WeirNameChips *self = user_data;

  if (self->tally != NULL)
    weir_name_popover_fill (GTK_POPOVER (self->popover), self->tally, self->order.names, self->query);
}

static void
ensure_chips (WeirNameChips *self)
{
  if (self->chips->len < self->order.n_seen)
    g_ptr_array_set_size (self->chips, (int) self->order.n_seen);

  for (guint i = 0; i < get_n_chips (self); i++)
    if (get_chip (self, i) == NULL)
      {
        guint name = g_array_index (self->order.names, guint, i);
        GtkWidget *chip = weir_name_chip_new (weir_tally_get_name (self->tally, name));

        g_signal_connect (chip, "wished", G_CALLBACK (on_wished), self);
        g_signal_connect (chip, "menu", G_CALLBACK (on_menu), self);
        gtk_widget_set_parent (chip, GTK_WIDGET (self));
        g_ptr_array_index (self->chips, name) = chip;
      }
}

static void
show_counts (WeirNameChips *self)
{
  for (guint name = 0; name < self->chips->len; name++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, name);

      if (chip == NULL)
        continue;
      weir_name_chip_set_count (WEIR_NAME_CHIP (chip), weir_tally_get_name_count (self->tally, name));
      weir_name_chip_set_wish (WEIR_NAME_CHIP (chip), weir_query_get_wish (self->query, weir_name_chip_get_name (WEIR_NAME_CHIP (chip))));
    }
}

void
weir_name_chips_update (WeirNameChips *self)
{
  g_return_if_fail (WEIR_IS_NAME_CHIPS (self));

  if (self->tally == NULL)
    return;

  if (weir_name_order_update (&self->order, self->tally))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  ensure_chips (self);
  show_counts (self);
}

static void
clear_chips (WeirNameChips *self)
{
  for (guint i = 0; i < self->chips->len; i++)
    if (g_ptr_array_index (self->chips, i) != NULL)
      gtk_widget_unparent (g_ptr_array_index (self->chips, i));
  g_ptr_array_set_size (self->chips, 0);
  weir_name_order_clear (&self->order);
  weir_name_order_init (&self->order);
}

void
weir_name_chips_set_tally (WeirNameChips *self, WeirTally *tally)
{
  g_return_if_fail (WEIR_IS_NAME_CHIPS (self));

  if (!g_set_object (&self->tally, tally))
    return;

  clear_chips (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  weir_name_chips_update (self);
}

void
weir_name_chips_set_query (WeirNameChips *self, const char *query)
{
  g_return_if_fail (WEIR_IS_NAME_CHIPS (self));
  g_return_if_fail (query != NULL);

  g_free (self->query);
  self->query = g_strdup (query);
  if (self->tally != NULL)
    show_counts (self);
}

void
weir_name_chips_set_folded (WeirNameChips *self, gboolean folded)
{
  g_return_if_fail (WEIR_IS_NAME_CHIPS (self));

  if (folded == self->folded)
    return;

  self->folded = folded;
  weir_name_chips_update (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static int
get_natural_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width;
}

static void
weir_name_chips_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  WeirNameChips *self = WEIR_NAME_CHIPS (widget);
  int more_minimum, more_natural;

  gtk_widget_measure (self->more, orientation, -1, &more_minimum, &more_natural, NULL, NULL);
  *minimum = *natural = self->order.names->len > 0 ? more_natural : 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = more_natural;
      return;
    }
  if (self->folded)
    return;

  *natural = self->order.names->len > MAX_CHIPS ? more_natural + SPACING : 0;
  for (guint i = 0; i < get_n_chips (self); i++)
    *natural += get_natural_width (get_chip (self, i)) + (i > 0 ? SPACING : 0);
  *natural = MAX (*natural, *minimum);
}

/* Returns: how many chips fit into @width */
static guint
count_within (WeirNameChips *self, int width)
{
  int used = 0;

  for (guint i = 0; i < get_n_chips (self); i++)
    {
      used += get_natural_width (get_chip (self, i)) + (i > 0 ? SPACING : 0);
      if (used > width)
        return i;
    }

  return get_n_chips (self);
}

/* Returns: how many chips there is room for, with the button to the others unless there are none */
static guint
count_fitting (WeirNameChips *self, int width)
{
  guint all = count_within (self, width);

  return all == self->order.names->len ? all : count_within (self, width - SPACING - get_natural_width (self->more));
}

static void
place (WeirNameChips *self, GtkWidget *child, int x, int child_width, int width, int height)
{
  GtkAllocation allocation = { x, 0, child_width, height };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    allocation.x = width - x - child_width;
  gtk_widget_set_child_visible (child, TRUE);
  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
label_more (WeirNameChips *self, guint n_shown)
{
  guint rest = self->order.names->len - n_shown;
  /* Translators: so many more names than there is room for. */
  g_autofree char *more = g_strdup_printf (_ ("+%u"), rest);
  g_autofree char *text = NULL;
  g_autofree char *words = g_strdup_printf (ngettext ("%u event name", "%u event names", self->order.names->len), self->order.names->len);

  text = n_shown > 0 ? g_strdup_printf (LEFT_TO_RIGHT, more) : g_strdup_printf (ngettext ("%u name", "%u names", rest), rest);
  if (g_strcmp0 (gtk_menu_button_get_label (GTK_MENU_BUTTON (self->more)), text) == 0)
    return;

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), text);
  gtk_widget_set_tooltip_text (self->more, _ ("All event names"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
weir_name_chips_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  WeirNameChips *self = WEIR_NAME_CHIPS (widget);
  guint n_shown = count_fitting (self, width);
  int x = 0;

  for (guint i = 0; i < self->chips->len; i++)
    if (g_ptr_array_index (self->chips, i) != NULL)
      gtk_widget_set_child_visible (g_ptr_array_index (self->chips, i), FALSE);
  for (guint i = 0; i < n_shown; i++)
    {
      int chip_width = get_natural_width (get_chip (self, i));

      place (self, get_chip (self, i), x, chip_width, width, height);
      x += chip_width + SPACING;
    }

  gtk_widget_set_child_visible (self->more, n_shown < self->order.names->len);
  if (n_shown < self->order.names->len)
    {
      label_more (self, n_shown);
      place (self, self->more, x, MIN (get_natural_width (self->more), MAX (width - x, 0)), width, height);
    }
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
weir_name_chips_dispose (GObject *object)
{
  WeirNameChips *self = WEIR_NAME_CHIPS (object);

  clear_chips (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_object (&self->tally);
  G_OBJECT_CLASS (weir_name_chips_parent_class)->dispose (object);
}

static void
weir_name_chips_finalize (GObject *object)
{
  WeirNameChips *self = WEIR_NAME_CHIPS (object);

  weir_name_order_clear (&self->order);
  g_ptr_array_unref (self->chips);
  g_free (self->query);
  G_OBJECT_CLASS (weir_name_chips_parent_class)->finalize (object);
}

static void
weir_name_chips_class_init (WeirNameChipsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = weir_name_chips_dispose;
  object_class->finalize = weir_name_chips_finalize;
  widget_class->measure = weir_name_chips_measure;
  widget_class->size_allocate = weir_name_chips_size_allocate;
  signals[QUERY_CHANGED] =
      g_signal_new ("query-changed", WEIR_TYPE_NAME_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "names.only", "s", toggle_only);
  gtk_widget_class_install_action (widget_class, "names.hide", "s", toggle_hidden);
  gtk_widget_class_set_css_name (widget_class, "weir-name-chips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
weir_name_chips_init (WeirNameChips *self)
{
  self->query = g_strdup ("");
  weir_name_order_init (&self->order);
  self->chips = g_ptr_array_new ();
  self->popover = gtk_popover_new ();
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->more), self->popover);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), fill_popover, self, NULL);
  gtk_widget_add_css_class (self->more, "weir-chip-more");
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Event names"), -1);
}

GtkWidget *
weir_name_chips_new (void)
{
  return g_object_new (WEIR_TYPE_NAME_CHIPS, NULL);
}
