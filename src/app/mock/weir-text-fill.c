/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-text-fill.h"

/* Some milliseconds' work for a source buffer. */
#define PART (64u * 1024)

struct _WeirTextFill
{
  GtkTextBuffer *buffer;
  GBytes *text;
  gsize at;
  WeirTextFillDone done;
  gpointer user_data;
  guint source;
};

/* Within a line if need be, never within a character. */
static gsize
find_end (const char *text, gsize start, gsize len)
{
  gsize end = start + PART;

  if (len - start <= PART)
    return len;
  while (end > start + PART / 2 && text[end - 1] != '\n')
    end--;
  if (text[end - 1] == '\n')
    return end;
  for (end = start + PART; (text[end] & 0xc0) == 0x80; end--)
    continue;

  return end;
}

static void
append (WeirTextFill *self, gsize end)
{
  const char *text = g_bytes_get_data (self->text, NULL);
  GtkTextIter place;

  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_get_end_iter (self->buffer, &place);
  gtk_text_buffer_insert (self->buffer, &place, text + self->at, (int) (end - self->at));
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->at = end;
}

/* Returns: whether there is more */
static gboolean
append_part (WeirTextFill *self)
{
  gsize len;
  const char *text = g_bytes_get_data (self->text, &len);

  if (len > 0)
    append (self, find_end (text, self->at, len));

  return self->at < len;
}

static gboolean
on_idle (gpointer user_data)
{
  WeirTextFill *self = user_data;
  const WeirTextFillDone done = self->done;
  gpointer done_data = self->user_data;

  if (append_part (self))
    return G_SOURCE_CONTINUE;

  self->source = 0;
  weir_text_fill_free (self);
  done (done_data);

  return G_SOURCE_REMOVE;
}

WeirTextFill *
weir_text_fill_new (GtkTextBuffer *buffer, GBytes *text, WeirTextFillDone done, gpointer user_data)
{
  WeirTextFill *self;

  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (done != NULL, NULL);

  self = g_new0 (WeirTextFill, 1);
  self->buffer = g_object_ref (buffer);
  self->text = g_bytes_ref (text);
  self->done = done;
  self->user_data = user_data;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_end_irreversible_action (buffer);
  if (append_part (self))
    {
      self->source = g_idle_add (on_idle, self);
      return self;
    }
  weir_text_fill_free (self);

  return NULL;
}

void
weir_text_fill_finish (WeirTextFill *self)
{
  append (self, g_bytes_get_size (self->text));
  weir_text_fill_free (self);
}

void
weir_text_fill_free (WeirTextFill *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_object_unref (self->buffer);
  g_bytes_unref (self->text);
  g_free (self);
}

gsize
weir_text_fill_get_longest_line (const char *text, gsize len)
{
  const char *end = text + len;
  gsize longest = 0;

  for (const char *line = text; line < end;)
    {
      const char *line_end = line;

      while (line_end < end && *line_end != '\n' && *line_end != '\r')
        line_end++;
      longest = MAX (longest, (gsize) (line_end - line));
      line = line_end + 1;
    }

  return longest;
}

static gboolean
on_drain (gpointer user_data)
{
  GtkTextBuffer *buffer = user_data;
  GtkTextIter start, end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  start = end;
  gtk_text_iter_backward_chars (&start, (int) PART);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_end_irreversible_action (buffer);

  return gtk_text_buffer_get_char_count (buffer) > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
weir_text_fill_drain (GtkTextBuffer *buffer)
{
  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  if (gtk_text_buffer_get_char_count (buffer) > (int) PART)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_drain, g_object_ref (buffer), g_object_unref);
}
