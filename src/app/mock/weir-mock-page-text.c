/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-mock-page-private.h"

/* After the last key: long enough not to complain of every half word. */
#define TYPING_MS 300
/* A script that is longer is handed over when the typing pauses. */
#define AT_ONCE (64u * 1024)

void
weir_mock_page_show_problems (WeirMockPage *self)
{
  weir_script_editor_set_problems (self->editor, weir_mock_item_get_problems (self->item));
}

static void
hand_over (WeirMockPage *self)
{
  g_autofree char *text = weir_script_editor_dup_text (self->editor);

  self->is_flushing = TRUE;
  weir_mock_item_set_text (self->item, text);
  self->is_flushing = FALSE;
}

void
weir_mock_page_flush (WeirMockPage *self)
{
  g_return_if_fail (WEIR_IS_MOCK_PAGE (self));

  if (self->typing == 0)
    return;

  g_clear_handle_id (&self->typing, g_source_remove);
  hand_over (self);
}

static gboolean
on_pause (gpointer user_data)
{
  WeirMockPage *self = user_data;

  weir_mock_page_flush (self);
  weir_mock_item_check_soon (self->item);

  return G_SOURCE_REMOVE;
}

void
weir_mock_page_on_typed (WeirMockPage *self)
{
  if (self->item == NULL || !weir_script_editor_get_editable (self->editor))
    return;

  g_clear_pointer (&self->shown, g_bytes_unref);
  /* What is short is the item's with every key: whoever remembers it has all of it. */
  if (weir_script_editor_get_n_chars (self->editor) <= (int) AT_ONCE)
    hand_over (self);
  g_clear_handle_id (&self->typing, g_source_remove);
  self->typing = g_timeout_add (TYPING_MS, on_pause, self);
}

/* The item's, in place of what is in the editor. */
void
weir_mock_page_show_text (WeirMockPage *self)
{
  g_autoptr (GBytes) script = weir_mock_item_dup_bytes (self->item);
  gboolean read_only, loading;

  g_object_get (self->item, "read-only", &read_only, "loading", &loading, NULL);
  g_clear_handle_id (&self->typing, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->editor), !loading);
  if (self->shown == NULL || !g_bytes_equal (script, self->shown))
    weir_script_editor_set_script (self->editor, script);
  g_clear_pointer (&self->shown, g_bytes_unref);
  self->shown = g_bytes_ref (script);
  weir_script_editor_set_problems (self->editor, NULL);
  if (!loading)
    weir_mock_item_check_soon (self->item);
}
