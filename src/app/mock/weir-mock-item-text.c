/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-check.h"
#include "weir-mock-item-private.h"

#include <glib/gi18n.h>

/* What a mock's script says, what it is called and what is wrong with it. */

GBytes *
weir_mock_item_dup_bytes (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->bytes != NULL ? g_bytes_ref (self->bytes) : g_bytes_new (self->text, strlen (self->text));
}

void
weir_mock_item_update (WeirMockItem *self)
{
  g_autoptr (GBytes) bytes = weir_mock_item_dup_bytes (self);

  weir_mock_item_change_flag (self, &self->is_modified, !g_bytes_equal (bytes, self->saved), WEIR_MOCK_ITEM_MODIFIED);
  weir_mock_item_change_flag (self, &self->is_stale,
                              self->served != NULL && (self->needs_restart || self->is_replaced || !g_bytes_equal (bytes, self->served)),
                              WEIR_MOCK_ITEM_STALE);
}

static gboolean
is_text (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size <= WEIR_MOCK_ITEM_TEXT && g_utf8_validate_len (data, size, NULL);
}

void
weir_mock_item_take_bytes (WeirMockItem *self, GBytes *bytes)
{
  gboolean was_read_only = self->bytes != NULL;
  gboolean read_only = !is_text (bytes);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = read_only ? g_strdup ("") : g_strndup (data, size);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  if (read_only)
    self->bytes = g_bytes_ref (bytes);
  weir_mock_item_change_string (self, &self->text, text, WEIR_MOCK_ITEM_TEXT_PROP);
  if (read_only != was_read_only)
    weir_mock_item_notify (self, WEIR_MOCK_ITEM_READ_ONLY);
}

void
weir_mock_item_set_saved (WeirMockItem *self, GBytes *bytes)
{
  g_bytes_unref (self->saved);
  self->saved = g_bytes_ref (bytes);
  weir_mock_item_update (self);
}

void
weir_mock_item_update_title (WeirMockItem *self)
{
  const char *title = self->own_title != NULL ? self->own_title : self->script_title;
  g_autofree char *name = NULL;

  if (title == NULL && self->file != NULL)
    {
      g_autofree char *base = g_file_get_basename (self->file);

      title = name = g_filename_display_name (base);
    }
  weir_mock_item_change_string (self, &self->title, title != NULL ? title : _ ("Mock"), WEIR_MOCK_ITEM_TITLE);
}

WeirScript *
weir_mock_item_parse (WeirMockItem *self)
{
  g_autoptr (GBytes) bytes = weir_mock_item_dup_bytes (self);
  g_autoptr (WeirScript) script = NULL;

  g_clear_pointer (&self->problems, g_ptr_array_unref);
  script = weir_script_new (bytes, &self->problems);
  if (script != NULL)
    {
      weir_check_script (script, self->problems);
      g_free (self->script_title);
      self->script_title = g_strdup (weir_script_get_title (script));
      weir_mock_item_update_title (self);
    }
  weir_mock_item_emit_problems_changed (self);

  return g_steal_pointer (&script);
}

gboolean
weir_mock_item_check (WeirMockItem *self)
{
  g_autoptr (WeirScript) script = NULL;

  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), FALSE);

  script = weir_mock_item_parse (self);

  return script != NULL;
}

GPtrArray *
weir_mock_item_get_problems (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->problems;
}

const char *
weir_mock_item_get_title (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->title;
}

gboolean
weir_mock_item_has_own_title (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), FALSE);

  return self->own_title != NULL;
}

void
weir_mock_item_set_title (WeirMockItem *self, const char *title)
{
  char *own = title != NULL && title[0] != '\0' ? g_strdup (title) : NULL;

  g_return_if_fail (WEIR_IS_MOCK_ITEM (self));

  g_free (self->own_title);
  self->own_title = own;
  weir_mock_item_update_title (self);
}

const char *
weir_mock_item_get_text (WeirMockItem *self)
{
  g_return_val_if_fail (WEIR_IS_MOCK_ITEM (self), NULL);

  return self->text;
}

void
weir_mock_item_set_text (WeirMockItem *self, const char *text)
{
  g_return_if_fail (WEIR_IS_MOCK_ITEM (self));
  g_return_if_fail (text != NULL);

  if (self->is_loading || self->bytes != NULL)
    return;
  if (weir_mock_item_change_string (self, &self->text, text, WEIR_MOCK_ITEM_TEXT_PROP))
    weir_mock_item_update (self);
}
