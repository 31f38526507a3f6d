/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-script-editor.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

#include "weir-detail-text.h"
#include "weir-find-bar.h"
#include "weir-problem-list.h"
#include "weir-script-completion.h"
#include "weir-script-language.h"
#include "weir-script-marks.h"
#include "weir-text-fill.h"

/* A text view lays out a line at once; colours cost its length squared. */
#define LINE (20u * 1024)
/* Longer ones are shown in parts: an editor takes a second to be filled with 10 MiB. */
#define MOST (1024u * 1024)
#define COLOURED_LINE 2000u

struct _WeirScriptEditor
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSourceView *view;
  WeirLineGutter *gutter;
  GtkSourceBuffer *buffer;
  WeirFindBar *find;
  WeirDetailText *bytes;
  WeirProblemList *problems;

  WeirTextFill *fill;        /* (nullable): of a script that is not all there yet */
  GPtrArray *later_problems; /* (nullable): to be marked when it is */
  guint colouring;           /* after drawing: reading the language takes longer than a frame */
  gboolean is_setting;
  gboolean has_long_line;
  gboolean offers_words;
  gboolean is_modified;
};

enum
{
  CHANGED,
  REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WeirScriptEditor, weir_script_editor, ADW_TYPE_BIN)

gboolean
weir_script_editor_takes (GBytes *script)
{
  gsize len;
  const char *text = g_bytes_get_data (script, &len);

  return len == 0 || (len <= MOST && g_utf8_validate_len (text, len, NULL) && weir_text_fill_get_longest_line (text, len) <= LINE);
}

gboolean
weir_script_editor_get_editable (WeirScriptEditor *self)
{
  g_return_val_if_fail (WEIR_IS_SCRIPT_EDITOR (self), FALSE);

  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "text");
}

static gboolean
on_colouring (gpointer user_data)
{
  WeirScriptEditor *self = user_data;

  self->colouring = 0;
  gtk_source_buffer_set_language (self->buffer, weir_script_language_get ());

  return G_SOURCE_REMOVE;
}

/* From the first line that is too long for colours on there are none. */
static void
update_colours (WeirScriptEditor *self)
{
  g_clear_handle_id (&self->colouring, g_source_remove);
  if (self->has_long_line || self->fill != NULL)
    gtk_source_buffer_set_language (self->buffer, NULL);
  else if (gtk_source_buffer_get_language (self->buffer) == NULL)
    self->colouring = g_idle_add (on_colouring, self);
}

static void
end_filling (gpointer user_data)
{
  WeirScriptEditor *self = user_data;
  g_autoptr (GPtrArray) problems = g_steal_pointer (&self->later_problems);

  self->fill = NULL;
  self->is_setting = FALSE;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), TRUE);
  update_colours (self);
  weir_script_marks_set (self->view, problems);
}

/* For who needs all of it now. */
static void
finish_filling (WeirScriptEditor *self)
{
  if (self->fill == NULL)
    return;

  weir_text_fill_finish (self->fill);
  end_filling (self);
}

static void
stop_filling (WeirScriptEditor *self)
{
  g_clear_pointer (&self->fill, weir_text_fill_free);
  g_clear_pointer (&self->later_problems, g_ptr_array_unref);
}

static void
fill (WeirScriptEditor *self, GBytes *text)
{
  GtkTextIter start;

  self->is_setting = TRUE;
  self->fill = weir_text_fill_new (GTK_TEXT_BUFFER (self->buffer), text, end_filling, self);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);
  if (self->fill == NULL)
    {
      end_filling (self);
      return;
    }
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), FALSE);
  update_colours (self);
}

void
weir_script_editor_set_script (WeirScriptEditor *self, GBytes *script)
{
  g_autoptr (GBytes) nothing = NULL;
  gsize len;
  const char *data;
  gboolean takes;

  g_return_if_fail (WEIR_IS_SCRIPT_EDITOR (self));
  g_return_if_fail (script != NULL);

  data = g_bytes_get_data (script, &len);
  takes = weir_script_editor_takes (script);
  nothing = g_bytes_new_static ("", 0);
  stop_filling (self);
  self->has_long_line = takes && weir_text_fill_get_longest_line (data, len) > COLOURED_LINE;
  fill (self, takes ? script : nothing);
  weir_detail_text_set_text (self->bytes, takes ? NULL : script, FALSE);
  gtk_stack_set_visible_child_name (self->stack, takes ? "text" : "bytes");
}

char *
weir_script_editor_dup_text (WeirScriptEditor *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (WEIR_IS_SCRIPT_EDITOR (self), NULL);

  finish_filling (self);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end);

  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self->buffer), &start, &end, TRUE);
}

int
weir_script_editor_get_n_chars (WeirScriptEditor *self)
{
  g_return_val_if_fail (WEIR_IS_SCRIPT_EDITOR (self), 0);

  finish_filling (self);

  return gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (self->buffer));
}

void
weir_script_editor_set_problems (WeirScriptEditor *self, GPtrArray *problems)
{
  g_return_if_fail (WEIR_IS_SCRIPT_EDITOR (self));

  g_clear_pointer (&self->later_problems, g_ptr_array_unref);
  if (self->fill != NULL)
    self->later_problems = problems != NULL ? g_ptr_array_ref (problems) : NULL;
  else if (weir_script_editor_get_editable (self))
    weir_script_marks_set (self->view, problems);
  weir_problem_list_set (self->problems, problems);
}

void
weir_script_editor_show_problems (WeirScriptEditor *self)
{
  g_return_if_fail (WEIR_IS_SCRIPT_EDITOR (self));

  weir_problem_list_open (self->problems);
}

void
weir_script_editor_go_to (WeirScriptEditor *self, guint line, guint column)
{
  g_return_if_fail (WEIR_IS_SCRIPT_EDITOR (self));

  finish_filling (self);
  if (weir_script_editor_get_editable (self))
    weir_script_marks_go_to (self->view, line, column);
}

void
weir_script_editor_find (WeirScriptEditor *self)
{
  g_return_if_fail (WEIR_IS_SCRIPT_EDITOR (self));

  finish_filling (self);
  if (weir_script_editor_get_editable (self))
    weir_find_bar_open (self->find);
}

static void
on_changed (WeirScriptEditor *self)
{
  if (!self->is_setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* Before it is in the view. */
static void
on_insert (GtkTextBuffer *buffer, GtkTextIter *place, const char *text, int len, gpointer user_data)
{
  WeirScriptEditor *self = user_data;
  gsize longest = weir_text_fill_get_longest_line (text, (gsize) len);
  gsize before = (gsize) gtk_text_iter_get_bytes_in_line (place);

  if (self->is_setting)
    return;
  if (longest + before > LINE)
    {
      g_signal_stop_emission_by_name (buffer, "insert-text");
      g_signal_emit (self, signals[REFUSED], 0, _ ("Not pasted: a line is longer than 20 KiB. Open the script from a file to serve it."));
    }
  else if (longest + before > COLOURED_LINE)
    {
      self->has_long_line = TRUE;
      update_colours (self);
    }
}

static void
show_place (WeirScriptEditor *self)
{
  g_autofree char *place = NULL;
  GtkTextIter cursor;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &cursor, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  place = g_strdup_printf ("%s%d:%d", self->is_modified ? _ ("not saved · ") : "", gtk_text_iter_get_line (&cursor) + 1,
                           gtk_text_iter_get_line_offset (&cursor) + 1);
  weir_problem_list_set_place (self->problems, place);
}

void
weir_script_editor_set_modified (WeirScriptEditor *self, gboolean modified)
{
  g_return_if_fail (WEIR_IS_SCRIPT_EDITOR (self));

  self->is_modified = modified;
  show_place (self);
}

/* Not before something is typed or asked for: most scripts are only read. */
static void
offer_words (WeirScriptEditor *self)
{
  g_autoptr (WeirScriptCompletion) words = NULL;
  GtkSourceCompletion *completion;

  if (self->offers_words)
    return;

  self->offers_words = TRUE;
  words = weir_script_completion_new ();
  completion = gtk_source_view_get_completion (self->view);
  g_object_set (completion, "show-icons", FALSE, "select-on-show", TRUE, NULL);
  gtk_source_completion_add_provider (completion, GTK_SOURCE_COMPLETION_PROVIDER (words));
}

static void
update_scheme (WeirScriptEditor *self, GParamSpec *pspec, AdwStyleManager *manager)
{
  const char *id = adw_style_manager_get_dark (manager) ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (self->buffer,
                                      gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (), id));
}

static void
weir_script_editor_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  WeirScriptEditor *self = WEIR_SCRIPT_EDITOR (widget);

  GTK_WIDGET_CLASS (weir_script_editor_parent_class)->css_changed (widget, change);
  if (self->view != NULL)
    weir_script_marks_update_colors (self->view);
}

static gboolean
weir_script_editor_grab_focus (GtkWidget *widget)
{
  WeirScriptEditor *self = WEIR_SCRIPT_EDITOR (widget);

  return gtk_widget_grab_focus (weir_script_editor_get_editable (self) ? GTK_WIDGET (self->view) : GTK_WIDGET (self->bytes));
}

static void
weir_script_editor_dispose (GObject *object)
{
  WeirScriptEditor *self = WEIR_SCRIPT_EDITOR (object);

  stop_filling (self);
  g_clear_handle_id (&self->colouring, g_source_remove);
  if (self->buffer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->buffer, self);
      weir_text_fill_drain (GTK_TEXT_BUFFER (self->buffer));
    }
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), WEIR_TYPE_SCRIPT_EDITOR);
  G_OBJECT_CLASS (weir_script_editor_parent_class)->dispose (object);
}

static void
weir_script_editor_class_init (WeirScriptEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = weir_script_editor_dispose;
  widget_class->css_changed = weir_script_editor_css_changed;
  widget_class->grab_focus = weir_script_editor_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", WEIR_TYPE_SCRIPT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] =
      g_signal_new ("refused", WEIR_TYPE_SCRIPT_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  g_type_ensure (GTK_SOURCE_TYPE_BUFFER);
  g_type_ensure (WEIR_TYPE_DETAIL_TEXT);
  g_type_ensure (WEIR_TYPE_FIND_BAR);
  g_type_ensure (WEIR_TYPE_LINE_GUTTER);
  g_type_ensure (WEIR_TYPE_PROBLEM_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/weir/Weir/mock/weir-script-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, WeirScriptEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, WeirScriptEditor, view);
  gtk_widget_class_bind_template_child (widget_class, WeirScriptEditor, gutter);
  gtk_widget_class_bind_template_child (widget_class, WeirScriptEditor, buffer);
  gtk_widget_class_bind_template_child (widget_class, WeirScriptEditor, find);
  gtk_widget_class_bind_template_child (widget_class, WeirScriptEditor, bytes);
  gtk_widget_class_bind_template_child (widget_class, WeirScriptEditor, problems);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_insert);
  gtk_widget_class_bind_template_callback (widget_class, offer_words);
  gtk_widget_class_bind_template_callback (widget_class, show_place);
  gtk_widget_class_bind_template_callback (widget_class, weir_script_editor_go_to);
}

static void
weir_script_editor_init (WeirScriptEditor *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* The language goes from left to right, and the numbers stand where its lines begin. */
  gtk_widget_set_direction (GTK_WIDGET (self->view), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (GTK_WIDGET (self->gutter), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (gtk_widget_get_parent (GTK_WIDGET (self->gutter)), GTK_TEXT_DIR_LTR);
  update_colours (self);
  weir_script_marks_set_up (self->view, self->gutter);
  weir_find_bar_set_view (self->find, self->view);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  update_scheme (self, NULL, manager);
  show_place (self);
}

GtkWidget *
weir_script_editor_new (void)
{
  return g_object_new (WEIR_TYPE_SCRIPT_EDITOR, NULL);
}
