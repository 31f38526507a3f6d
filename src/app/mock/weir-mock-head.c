/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-head.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-drop-down.h"
#include "weir-fault.h"
#include "weir-menu.h"
#include "weir-mock-settings.h"
#include "weir-mock-words.h"
#include "weir-port-entry.h"
#include "weir-snippet.h"
#include "weir-state-mark.h"

/* In the order of the menu; 0: all at once. Behind them the one that something else has set, if it is none of them. */
static const double speeds[] = { 0.5, 1, 2, 10, 0 };

struct _WeirMockHead
{
  AdwBin parent_instance;

  WeirStateMark *mark;
  GtkLabel *words;
  AdwSplitButton *copy;
  GtkButton *watch;
  GtkButton *stop;
  GtkButton *run;
  GtkButton *hold;
  GtkButton *step;
  GtkMenuButton *steps;
  GtkDropDown *speed;
  GtkWidget *turns;
  GtkBox *tools;
  GtkWidget *gap;
  GtkBox *below;
  GtkMenuButton *next;
  GtkMenuButton *snippets;
  GtkEntry *port;
  WeirMockSettings *settings_page;

  WeirMockItem *item;
  gboolean narrow;
  guint n_waiting;
  gboolean is_setting;
};

G_DEFINE_FINAL_TYPE (WeirMockHead, weir_mock_head, ADW_TYPE_BIN)

static void
set_words (WeirMockHead *self, const char *head, const char *rest)
{
  g_autofree char *words = *rest != '\0' ? g_strdup_printf ("%s · %s", head, rest) : g_strdup (head);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->end_index = (guint) strlen (head);
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_text (self->words, words);
  gtk_label_set_attributes (self->words, attributes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  pango_attr_list_unref (attributes);
}

static void
show_state (WeirMockHead *self)
{
  WeirMockFacts facts = { 0 };
  g_autofree char *head = NULL;
  g_autofree char *rest = NULL;
  WeirMark mark;

  g_object_get (self->item, "loading", &facts.loading, "n-clients", &facts.n_clients, "held", &facts.held, "stale", &facts.stale, NULL);
  facts.url = weir_mock_item_get_url (self->item);
  facts.is_brief = self->narrow;
  facts.error = weir_mock_item_get_error (self->item);
  facts.replaced = weir_mock_item_get_replaced (self->item);
  head = weir_mock_dup_head (&facts);
  rest = weir_mock_dup_rest (&facts);
  set_words (self, head, rest);
  if (facts.url != NULL)
    mark = WEIR_MARK_OPEN;
  else
    mark = facts.error != NULL ? WEIR_MARK_FAILED : WEIR_MARK_STOPPED;
  weir_state_mark_set_mark (self->mark, mark);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), facts.url != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->copy), facts.url != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->watch), facts.url != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->run), facts.url != NULL
                                                           ? _ ("Run: who connects from now on gets this script (F5, Ctrl+Enter)")
                                                           : _ ("Run: listen and play this script (F5, Ctrl+Enter)"));
  /* What runs as it is written needs no asking for. */
  if (facts.url == NULL || facts.stale)
    gtk_widget_add_css_class (GTK_WIDGET (self->run), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->run), "suggested-action");
}

static guint
find_speed (double speed)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (speeds) && ABS (speeds[i] - speed) >= 0.01)
    i++;

  return i;
}

static void
show_speed (WeirMockHead *self)
{
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (self->speed));
  guint n_others = g_list_model_get_n_items (G_LIST_MODEL (names)) - (guint) G_N_ELEMENTS (speeds);
  const char *other[] = { NULL, NULL };
  g_autofree char *name = NULL;
  double speed;

  g_object_get (self->item, "speed", &speed, NULL);
  if (find_speed (speed) == G_N_ELEMENTS (speeds))
    /* Translators: how many times as fast; as in “Speed 2×” */
    other[0] = name = g_strdup_printf (_ ("Speed %g×"), speed);
  self->is_setting = TRUE;
  gtk_drop_down_set_selected (self->speed, 0);
  gtk_string_list_splice (names, G_N_ELEMENTS (speeds), n_others, other);
  gtk_drop_down_set_selected (self->speed, find_speed (speed));
  self->is_setting = FALSE;
}

static void
on_notify (WeirMockHead *self, GParamSpec *pspec)
{
  static const char *const of_state[] = { "loading", "url", "running", "n-clients", "held", "stale", "error", NULL };

  if (g_strv_contains (of_state, pspec->name))
    show_state (self);
  else if (g_str_equal (pspec->name, "speed"))
    show_speed (self);
}

static void
on_speed (WeirMockHead *self)
{
  guint selected = gtk_drop_down_get_selected (self->speed);

  if (self->item != NULL && !self->is_setting && selected < G_N_ELEMENTS (speeds))
    g_object_set (self->item, "speed", speeds[selected], NULL);
}

void
weir_mock_head_set_item (WeirMockHead *self, WeirMockItem *item)
{
  g_return_if_fail (WEIR_IS_MOCK_HEAD (self));
  g_return_if_fail (self->item == NULL);

  self->item = g_object_ref (item);
  g_signal_connect_object (item, "notify", G_CALLBACK (on_notify), self, G_CONNECT_SWAPPED);
  weir_mock_settings_set_item (self->settings_page, item);
  weir_port_entry_bind (self->port, item);
  show_state (self);
  show_speed (self);
}

static void
set_face (GtkWidget *button, gboolean narrow, const char *label, const char *icon_name)
{
  g_object_set (button, narrow ? "icon-name" : "label", narrow ? icon_name : label, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_next (WeirMockHead *self)
{
  g_autofree char *label =
      /* Translators: a button; how many answers wait. */
      self->n_waiting > 0 ? g_strdup_printf (_ ("Next answer (%u)"), self->n_waiting) : g_strdup (_ ("Next answer"));

  set_face (GTK_WIDGET (self->next), self->narrow, label, "weather-storm-symbolic");
}

void
weir_mock_head_set_narrow (WeirMockHead *self, gboolean narrow)
{
  g_return_if_fail (WEIR_IS_MOCK_HEAD (self));

  self->narrow = narrow;
  set_face (GTK_WIDGET (self->copy), narrow, _ ("Copy URL"), "edit-copy-symbolic");
  set_face (GTK_WIDGET (self->watch), narrow, _ ("Watch it"), "view-reveal-symbolic");
  set_face (GTK_WIDGET (self->stop), narrow, _ ("Stop"), "media-playback-stop-symbolic");
  set_face (GTK_WIDGET (self->run), narrow, _ ("Run"), "media-playback-start-symbolic");
  set_face (GTK_WIDGET (self->hold), narrow, _ ("Hold"), "media-playback-pause-symbolic");
  set_face (GTK_WIDGET (self->step), narrow, _ ("Step"), "media-skip-forward-symbolic");
  set_face (GTK_WIDGET (self->snippets), narrow, _ ("Code"), "utilities-terminal-symbolic");
  show_next (self);
  if (self->item != NULL)
    show_state (self);
  /* It is in the settings, too. */
  gtk_widget_set_visible (GTK_WIDGET (self->port), !narrow);
}

/* @after: (nullable): in @box */
static void
move (GtkWidget *widget, GtkBox *box, GtkWidget *after)
{
  g_autoptr (GtkWidget) kept = g_object_ref (widget);

  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (widget)), widget);
  gtk_box_insert_child_after (box, widget, after);
}

void
weir_mock_head_set_by_turns (WeirMockHead *self, gboolean by_turns, gboolean tiny)
{
  GtkWidget *speed = GTK_WIDGET (self->speed);
  GtkWidget *hold_and_step;

  g_return_if_fail (WEIR_IS_MOCK_HEAD (self));

  gtk_widget_set_visible (self->turns, by_turns);
  if (tiny == gtk_widget_get_visible (GTK_WIDGET (self->below)))
    return;

  hold_and_step = gtk_widget_get_first_child (GTK_WIDGET (self->tools));
  move (self->turns, tiny ? self->below : self->tools, tiny ? NULL : self->gap);
  move (speed, tiny ? self->below : self->tools, tiny ? self->turns : hold_and_step);
  gtk_widget_set_visible (GTK_WIDGET (self->below), tiny);
}

static char *
escape_mnemonics (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

void
weir_mock_head_set_urls (WeirMockHead *self, const char *const *urls)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_return_if_fail (WEIR_IS_MOCK_HEAD (self));

  for (guint i = 0; urls != NULL && urls[i] != NULL; i++)
    {
      g_autofree char *label = escape_mnemonics (urls[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "mock.copy-this", "s", urls[i]);
      g_menu_append_item (menu, item);
    }
  adw_split_button_set_menu_model (self->copy, G_MENU_MODEL (menu));
}

void
weir_mock_head_set_waiting (WeirMockHead *self, const char *const *waiting)
{
  g_autoptr (GMenu) menu = weir_fault_create_menu ();
  g_autoptr (GMenu) now = g_menu_new ();

  g_return_if_fail (WEIR_IS_MOCK_HEAD (self));

  self->n_waiting = g_strv_length ((char **) waiting);
  for (guint i = 0; i < self->n_waiting; i++)
    /* No action: it only says what waits. */
    g_menu_append (now, waiting[i], "mock.waiting");
  if (self->n_waiting > 0)
    {
      g_menu_append (now, _ ("_Take back all"), "mock.clear-next");
      g_menu_prepend_section (menu, _ ("Waits for a request"), G_MENU_MODEL (now));
    }
  gtk_menu_button_set_menu_model (self->next, G_MENU_MODEL (menu));
  show_next (self);
}

static void
set_up_menus (WeirMockHead *self)
{
  const char *const names[] = { _ ("Speed 0.5×"), _ ("Speed 1×"), _ ("Speed 2×"), _ ("Speed 10×"), _ ("All at once"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  g_autoptr (GMenu) snippets = g_menu_new ();

  self->is_setting = TRUE;
  gtk_drop_down_set_model (self->speed, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->speed, 1);
  self->is_setting = FALSE;
  for (guint i = 0; i < WEIR_N_SNIPPETS; i++)
    {
      g_autofree char *action = g_strdup_printf ("mock.snippet(uint32 %u)", i);

      g_menu_append (snippets, weir_snippet_get_title (i), action);
    }
  gtk_menu_button_set_menu_model (self->snippets, G_MENU_MODEL (snippets));
}

static void
weir_mock_head_dispose (GObject *object)
{
  WeirMockHead *self = WEIR_MOCK_HEAD (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_MOCK_HEAD);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (weir_mock_head_parent_class)->dispose (object);
}

static void
weir_mock_head_class_init (WeirMockHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_mock_head_dispose;
  g_type_ensure (WEIR_TYPE_STATE_MARK);
  g_type_ensure (WEIR_TYPE_MOCK_SETTINGS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-mock-head.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, mark);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, words);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, copy);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, watch);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, stop);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, run);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, hold);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, step);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, steps);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, speed);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, turns);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, tools);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, gap);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, below);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, next);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, snippets);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, port);
  gtk_widget_class_bind_template_child (widget_class, WeirMockHead, settings_page);
  gtk_widget_class_bind_template_callback (widget_class, on_speed);
}

static void
weir_mock_head_init (WeirMockHead *self)
{
  const char *const none[] = { NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->steps, weir_menu_get ("steps"));
  weir_drop_down_set_label (self->speed, _ ("Speed"));
  set_up_menus (self);
  weir_mock_head_set_waiting (self, none);
  weir_mock_head_set_narrow (self, FALSE);
}

GtkWidget *
weir_mock_head_new (void)
{
  return g_object_new (WEIR_TYPE_MOCK_HEAD, NULL);
}
