/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-filter-row.h"

#include <string.h>

#include "app-fixture.h"
#include "stage.h"
#include "weir-name-chip.h"
#include "weir-name-chips.h"
#include "weir-record-session.h"

typedef struct
{
  WeirRecording *recording;
  WeirRecordSession session;
  WeirWorker *worker;
  WeirTally *tally;
  WeirFilterRow *row;
  GtkWidget *root;
  GtkWidget *entry;
  GtkWindow *window;
  guint n_changed;
  guint n_left;
} Fixture;

static void
on_changed (WeirFilterRow *row, Fixture *self)
{
  self->n_changed++;
}

static void
on_left (WeirFilterRow *row, Fixture *self)
{
  self->n_left++;
}

static void
receive (Fixture *self, const char *name, guint n)
{
  g_autofree char *block = g_strdup_printf ("event: %s\ndata: x\n\n", name);

  for (guint i = 0; i < n; i++)
    weir_record_session_read (&self->session, weir_span_from_string (block), 1000);
}

/* Until everything is counted and shown. */
static void
settle (Fixture *self)
{
  weir_tally_update (self->tally);
  app_wait (weir_tally_get_counted (self->tally) == weir_recording_get_count (self->recording));
  weir_filter_row_update (self->row);
  app_draw (self->root);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  WeirRecordingOptions options = weir_record_session_options ();

  options.in_memory = TRUE;
  self->recording = weir_recording_new (&options, NULL);
  weir_record_session_init (&self->session, self->recording, 1);
  weir_record_session_connect (&self->session);
  receive (self, "beat", 2);
  receive (self, "tick", 9);
  receive (self, "two words", 4);
  self->worker = weir_worker_new ("test-filter-row");
  self->tally = weir_tally_new (self->recording, self->worker, 0);

  self->root = weir_filter_row_new ();
  self->row = WEIR_FILTER_ROW (self->root);
  self->entry = app_find_by_type (self->root, GTK_TYPE_SEARCH_ENTRY);
  g_signal_connect (self->row, "filter-changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->row, "leave", G_CALLBACK (on_left), self);
  self->window = stage_show (self->root, 1000, 200);
  weir_filter_row_set_tally (self->row, self->tally);
  settle (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_destroy (self->window);
  g_object_unref (self->tally);
  weir_worker_free (self->worker);
  weir_record_session_clear (&self->session);
  weir_recording_unref (self->recording);
}

static const char *
get_query (Fixture *self)
{
  WeirFilter *filter = weir_filter_row_get_filter (self->row);

  return filter != NULL ? weir_filter_get_query (filter) : NULL;
}

static WeirNameChip *
find_chip (GtkWidget *root, const char *name)
{
  WeirNameChip *found = NULL;

  if (WEIR_IS_NAME_CHIP (root) && gtk_widget_get_mapped (root) && g_str_equal (weir_name_chip_get_name (WEIR_NAME_CHIP (root)), name))
    return WEIR_NAME_CHIP (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_chip (child, name);

  return found;
}

static int
get_x (WeirNameChip *chip, GtkWidget *root)
{
  double x = 0;

  g_assert_nonnull (chip);
  gtk_widget_translate_coordinates (GTK_WIDGET (chip), root, 0, 0, &x, NULL);

  return (int) x;
}

static gboolean
has_underline (Fixture *self, guint start, guint end)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)));
  PangoAttrList *attributes = gtk_text_get_attributes (text);
  GSList *list = attributes != NULL ? pango_attr_list_get_attributes (attributes) : NULL;
  gboolean found = FALSE;

  for (GSList *l = list; l != NULL; l = l->next)
    {
      PangoAttribute *attribute = l->data;

      found = found || (attribute->klass->type == PANGO_ATTR_UNDERLINE && attribute->start_index == start && attribute->end_index == end);
    }
  g_slist_free_full (list, (GDestroyNotify) pango_attribute_destroy);

  return found;
}

static void
test_typing (Fixture *self, gconstpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "abc");
  app_wait (self->n_changed == 1);
  g_assert_cmpstr (get_query (self), ==, "(abc)");

  /* Escape clears, and leaves when there is nothing to clear. */
  g_signal_emit_by_name (self->entry, "stop-search");
  g_assert_cmpuint (self->n_changed, ==, 2);
  g_assert_null (weir_filter_row_get_filter (self->row));
  g_assert_cmpuint (self->n_left, ==, 0);
  g_signal_emit_by_name (self->entry, "stop-search");
  g_assert_cmpuint (self->n_left, ==, 1);
  g_assert_cmpuint (self->n_changed, ==, 2);
}

/* What was shown before a mistake stays; the mistake is marked and said. */
static void
test_mistake (Fixture *self, gconstpointer data)
{
  GtkWidget *problem = app_find_by_class (self->root, "caption");

  weir_filter_row_set_query (self->row, "abc");
  g_assert_false (gtk_widget_get_visible (problem));
  weir_filter_row_set_query (self->row, "abc kind:nonsense");
  g_assert_cmpstr (get_query (self), ==, "(abc)");
  g_assert_true (gtk_widget_get_visible (problem));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (problem)), "nonsense"));
  g_assert_true (has_underline (self, 4, 17));
  g_assert_true (gtk_widget_has_css_class (self->entry, "error"));

  weir_filter_row_set_query (self->row, "abc kind:event");
  g_assert_cmpstr (get_query (self), ==, "(abc kind:event)");
  g_assert_false (gtk_widget_get_visible (problem));
  g_assert_false (has_underline (self, 4, 17));
  g_assert_false (gtk_widget_has_css_class (self->entry, "error"));
}

static void
test_chips (Fixture *self, gconstpointer data)
{
  WeirNameChip *tick = find_chip (self->root, "tick");
  WeirNameChip *words = find_chip (self->root, "two words");
  WeirNameChip *beat = find_chip (self->root, "beat");

  /* The most frequent first. */
  g_assert_cmpint (get_x (tick, self->root), <, get_x (words, self->root));
  g_assert_cmpint (get_x (words, self->root), <, get_x (beat, self->root));
  g_assert_nonnull (stage_find_text (GTK_WIDGET (tick), "9"));

  g_signal_emit_by_name (tick, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ==, "event:tick");
  g_assert_cmpstr (get_query (self), ==, "(event:tick)");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tick)));
  g_signal_emit_by_name (words, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (self->entry)), ==, "(event:tick or event:\"two words\")");
  g_signal_emit_by_name (tick, "clicked");
  g_signal_emit_by_name (words, "clicked");
  g_assert_null (weir_filter_row_get_filter (self->row));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tick)));

  /* Hidden by Ctrl or Shift (or Ctrl+Enter), and again by a click. */
  g_signal_emit_by_name (beat, "wished", WEIR_NAME_HIDDEN);
  g_assert_cmpstr (get_query (self), ==, "(-event:beat)");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (beat), "weir-hidden"));
  g_signal_emit_by_name (beat, "clicked");
  g_assert_null (weir_filter_row_get_filter (self->row));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (beat), "weir-hidden"));
}

static void
test_chip_menu (Fixture *self, gconstpointer data)
{
  GtkWidget *chips = app_find_by_type (self->root, WEIR_TYPE_NAME_CHIPS);
  GtkWidget *menu;

  g_signal_emit_by_name (find_chip (self->root, "tick"), "menu");
  menu = app_find_by_type (chips, GTK_TYPE_POPOVER_MENU);
  app_wait (gtk_widget_get_mapped (menu) && stage_find_text (menu, "Hide these") != NULL);
  gtk_popover_popdown (GTK_POPOVER (menu));
  weir_filter_row_set_query (self->row, "-event:tick");
  g_signal_emit_by_name (find_chip (self->root, "tick"), "menu");
  menu = app_find_by_type (chips, GTK_TYPE_POPOVER_MENU);
  app_wait (gtk_widget_get_mapped (menu) && stage_find_text (menu, "No longer hide these") != NULL);
  gtk_popover_popdown (GTK_POPOVER (menu));
}

/* A chip passes another when it is clearly more frequent, not at every event. */
static void
test_calm (Fixture *self, gconstpointer data)
{
  receive (self, "two words", 6);
  settle (self);
  g_assert_nonnull (stage_find_text (GTK_WIDGET (find_chip (self->root, "two words")), "10"));
  g_assert_cmpint (get_x (find_chip (self->root, "tick"), self->root), <, get_x (find_chip (self->root, "two words"), self->root));
  receive (self, "two words", 10);
  settle (self);
  g_assert_cmpint (get_x (find_chip (self->root, "tick"), self->root), >, get_x (find_chip (self->root, "two words"), self->root));
}

/* What there is no room for is in a popover, whose buttons do the same. */
static void
test_overflow (Fixture *self, gconstpointer data)
{
  GtkWidget *chips = app_find_by_type (self->root, WEIR_TYPE_NAME_CHIPS);
  GtkWidget *more = app_find_by_class (self->root, "weir-chip-more");

  g_assert_false (gtk_widget_get_mapped (more));
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("name-%u", i);

      receive (self, name, 1);
    }
  settle (self);
  g_assert_true (gtk_widget_get_mapped (more));
  g_assert_nonnull (find_chip (self->root, "tick"));

  weir_filter_row_set_narrow (self->row, TRUE);
  app_draw (self->root);
  g_assert_null (find_chip (self->root, "tick"));
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (more)), ==, "43 names");

  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  app_wait (stage_find_text (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (more))), "name-39") != NULL);
  gtk_widget_activate_action (chips, "names.hide", "s", "name-39");
  g_assert_cmpstr (get_query (self), ==, "(-event:name-39)");
  gtk_widget_activate_action (chips, "names.only", "s", "name-39");
  g_assert_cmpstr (get_query (self), ==, "(event:name-39)");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (more));
}

static int
get_letter_x (GtkLabel *label, char letter)
{
  const char *text = gtk_label_get_text (label);
  const char *found = strchr (text, letter);
  PangoRectangle place;

  g_assert_nonnull (found);
  pango_layout_index_to_pos (gtk_label_get_layout (label), (int) (found - text), &place);

  return MIN (place.x, place.x + place.width);
}

/* "+10", not "10+". */
static void
test_overflow_from_the_right (Fixture *self, gconstpointer data)
{
  GtkWidget *more = app_find_by_class (self->root, "weir-chip-more");
  GtkLabel *label;

  gtk_widget_set_direction (more, GTK_TEXT_DIR_RTL);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("name-%u", i);

      receive (self, name, 1);
    }
  settle (self);
  label = GTK_LABEL (app_find_by_type (more, GTK_TYPE_LABEL));
  gtk_widget_set_direction (GTK_WIDGET (label), GTK_TEXT_DIR_RTL);
  g_assert_cmpint (get_letter_x (label, '+'), <, get_letter_x (label, '3'));
}

/* Shows the kind, or hides it. */
static void
toggle_kind (Fixture *self, const char *action)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (app_find_by_class (self->root, "weir-kinds"));
  GtkWidget *menu;

  gtk_menu_button_popup (button);
  menu = GTK_WIDGET (gtk_menu_button_get_popover (button));
  app_wait (gtk_widget_get_mapped (menu));
  g_assert_true (gtk_widget_activate_action (menu, action, NULL));
  gtk_menu_button_popdown (button);
  app_draw (self->root);
}

static void
test_kinds (Fixture *self, gconstpointer data)
{
  toggle_kind (self, "kinds.comment");
  g_assert_cmpstr (get_query (self), ==, "-kind:comment");
  toggle_kind (self, "kinds.life");
  weir_filter_row_set_query (self->row, "a or b");
  g_assert_cmpstr (get_query (self), ==, "(a or b) -kind:comment -kind:life");
  /* Who asks for kinds gets them. */
  weir_filter_row_set_query (self->row, "kind:comment");
  g_assert_cmpstr (get_query (self), ==, "(kind:comment)");
  weir_filter_row_clear (self->row);
  g_assert_null (weir_filter_row_get_filter (self->row));
  weir_filter_row_set_query (self->row, "x");
  g_assert_cmpstr (get_query (self), ==, "(x)");
}

/* What is added goes through the entry, and is the same text there. */
static void
test_added_text (Fixture *self, gconstpointer data)
{
  g_autofree char *long_one = g_strnfill (500, 'x');
  const char *const texts[] = { "\"a\":\n \"say \\\"\"", "\t\r\033[2J\177\302\205", "\342\200\256gnp.exe", "\360\237\220\237", long_one };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      WeirFilterSubject subject = { .kind = WEIR_FILTER_EVENT, .known = WEIR_FILTER_KNOWS_TEXT, .text = weir_span_from_string (texts[i]) };

      weir_filter_row_set_query (self->row, "");
      weir_filter_row_add_text (self->row, texts[i]);
      g_assert_nonnull (weir_filter_row_get_filter (self->row));
      g_assert_cmpint (weir_filter_judge (weir_filter_row_get_filter (self->row), &subject), ==, WEIR_FILTER_YES);
      app_draw (self->root);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/filter-row/typing", Fixture, NULL, set_up, test_typing, tear_down);
  g_test_add ("/filter-row/mistake", Fixture, NULL, set_up, test_mistake, tear_down);
  g_test_add ("/filter-row/chips", Fixture, NULL, set_up, test_chips, tear_down);
  g_test_add ("/filter-row/chip-menu", Fixture, NULL, set_up, test_chip_menu, tear_down);
  g_test_add ("/filter-row/calm", Fixture, NULL, set_up, test_calm, tear_down);
  g_test_add ("/filter-row/overflow", Fixture, NULL, set_up, test_overflow, tear_down);
  g_test_add ("/filter-row/overflow-from-the-right", Fixture, NULL, set_up, test_overflow_from_the_right, tear_down);
  g_test_add ("/filter-row/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/filter-row/added-text", Fixture, NULL, set_up, test_added_text, tear_down);
  return g_test_run ();
}
