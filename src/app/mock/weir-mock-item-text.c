/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-check.h"
#include "weir-mock-item-private.h"
#include "weir-worker.h"

#include <glib/gi18n.h>

/* What a mock's script says, what it is called and what is wrong with it. */

/* A longer script is looked at in a thread. */
#define AT_ONCE (64u * 1024)

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
weir_mock_item_forget_parsed (WeirMockItem *self)
{
  g_clear_pointer (&self->parsed, weir_script_unref);
  g_clear_pointer (&self->parsed_problems, g_ptr_array_unref);
  g_clear_pointer (&self->parsed_of, g_bytes_unref);
}

void
weir_mock_item_take_bytes (WeirMockItem *self, GBytes *bytes)
{
  gboolean was_read_only = self->bytes != NULL;
  gboolean read_only = !is_text (bytes);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = read_only ? g_strdup ("") : g_strndup (data, size);

  weir_mock_item_forget_parsed (self);
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

/* In a thread: what was found there is what @bytes come to. */
static gboolean
is_parsed (WeirMockItem *self, GBytes *bytes)
{
  return self->parsed_of != NULL && (bytes == self->parsed_of || g_bytes_equal (bytes, self->parsed_of));
}

/* Any thread. Returns: (transfer full) (nullable) */
static WeirScript *
parse (GBytes *bytes, GPtrArray **problems)
{
  WeirScript *script = weir_script_new (bytes, problems);

  if (script != NULL)
    weir_check_script (script, *problems);
  return script;
}

WeirScript *
weir_mock_item_parse (WeirMockItem *self)
{
  g_autoptr (GBytes) bytes = weir_mock_item_dup_bytes (self);
  g_autoptr (WeirScript) script = NULL;

  g_clear_pointer (&self->problems, g_ptr_array_unref);
  if (is_parsed (self, bytes))
    {
      script = self->parsed != NULL ? weir_script_ref (self->parsed) : NULL;
      self->problems = g_ptr_array_ref (self->parsed_problems);
    }
  else
    {
      script = parse (bytes, &self->problems);
    }
  if (script != NULL)
    {
      g_free (self->script_title);
      self->script_title = g_strdup (weir_script_get_title (script));
      weir_mock_item_update_title (self);
    }
  weir_mock_item_emit_problems_changed (self);

  return g_steal_pointer (&script);
}

typedef struct
{
  WeirMockItem *item;
  gboolean loads;
  gboolean run;
  GBytes *bytes;
  WeirScript *script; /* (nullable) */
  GPtrArray *problems;
} Parsing;

static void
parse_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Parsing *parsing = task_data;

  parsing->script = parse (parsing->bytes, &parsing->problems);
  g_task_return_boolean (task, TRUE);
}

static void
finish_loading (WeirMockItem *self, gboolean run)
{
  gboolean runs = run && self->runs_later;

  self->runs_later = FALSE;
  weir_mock_item_check (self);
  weir_mock_item_notify (self, WEIR_MOCK_ITEM_LOADING);
  if (runs)
    weir_mock_item_run (self, NULL);
}

static void
take_parsed (WeirMockItem *self, Parsing *parsing)
{
  weir_mock_item_forget_parsed (self);
  self->parsed = g_steal_pointer (&parsing->script);
  self->parsed_problems = g_steal_pointer (&parsing->problems);
  self->parsed_of = g_bytes_ref (parsing->bytes);
  if (!parsing->loads)
    {
      weir_mock_item_check (self);
      return;
    }
  self->is_loading = self->is_parsing = FALSE;
  finish_loading (self, parsing->run);
}

static void
on_parsed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Parsing *parsing = user_data;
  g_autoptr (WeirMockItem) self = parsing->item;
  g_autoptr (GBytes) now = weir_mock_item_dup_bytes (self);

  /* Other bytes may have come meanwhile. */
  if (now == parsing->bytes || g_bytes_equal (now, parsing->bytes))
    take_parsed (self, parsing);
  g_clear_pointer (&parsing->script, weir_script_unref);
  g_clear_pointer (&parsing->problems, g_ptr_array_unref);
  g_bytes_unref (parsing->bytes);
  g_free (parsing);
}

static void
parse_later (WeirMockItem *self, GBytes *bytes, gboolean loads, gboolean run)
{
  Parsing *parsing = g_new0 (Parsing, 1);

  parsing->item = g_object_ref (self);
  parsing->loads = loads;
  parsing->run = run;
  parsing->bytes = g_bytes_ref (bytes);
  weir_worker_run_blocking (parse_in_thread, parsing, NULL, on_parsed, parsing);
}

void
weir_mock_item_prepare (WeirMockItem *self, gboolean run)
{
  g_autoptr (GBytes) bytes = weir_mock_item_dup_bytes (self);

  if (g_bytes_get_size (bytes) <= AT_ONCE)
    {
      finish_loading (self, run);
      return;
    }
  self->is_loading = self->is_parsing = TRUE;
  parse_later (self, bytes, TRUE, run);
}

void
weir_mock_item_check_soon (WeirMockItem *self)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (WEIR_IS_MOCK_ITEM (self));

  bytes = weir_mock_item_dup_bytes (self);
  if (g_bytes_get_size (bytes) <= AT_ONCE || is_parsed (self, bytes))
    weir_mock_item_check (self);
  else if (!self->is_parsing)
    parse_later (self, bytes, FALSE, FALSE);
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
