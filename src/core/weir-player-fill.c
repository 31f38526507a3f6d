/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-player-private.h"

/* Templates: filled in once for each time a step is sent. */

static WeirSpan
keep (WeirFilling *self, WeirSpan text)
{
  return weir_span (g_string_chunk_insert_len (self->strings, text.data, (gssize) text.len), text.len);
}

static gboolean
head_has_templates (const WeirHead *head)
{
  for (gsize i = 0; i < head->n_headers; i++)
    if (weir_template_is_in (weir_span_from_string (head->headers[i].value)))
      return TRUE;
  if (head->body != NULL)
    {
      gsize size;
      const char *data = g_bytes_get_data (head->body, &size);

      return weir_template_is_in (weir_span (data, size));
    }

  return FALSE;
}

void
weir_player_restart_filling (WeirPlayer *self)
{
  WeirFilling *filling = self->filling;

  if (filling == NULL)
    return;

  filling->random = filling->first_random;
  filling->values.event = 1;
  filling->values.next_id = 1;
  if (weir_template_parse_id (filling->values.last_event_id, &filling->values.next_id))
    filling->values.next_id++;
}

static void
fill (WeirPlayer *self, WeirSpan text, gint64 time_us, GString *out)
{
  WeirFilling *filling = self->filling;

  filling->values.round = self->depth > 0 ? self->rounds[self->depth - 1].number : 1;
  if (__builtin_add_overflow (time_us, self->wall_offset_us, &filling->values.wall_us))
    filling->values.wall_us = 0;
  weir_template_fill (text, &filling->values, out);
}

static void
fill_head (WeirPlayer *self, gint64 time_us)
{
  WeirFilling *filling = self->filling;
  const WeirHead *head = self->head;

  for (gsize i = 0; i < head->n_headers; i++)
    {
      g_autoptr (GString) value = g_string_new (NULL);
      WeirHeader header = { head->headers[i].name, NULL };

      fill (self, weir_span_from_string (head->headers[i].value), time_us, value);
      header.value = keep (filling, weir_span (value->str, value->len)).data;
      g_array_append_val (filling->headers, header);
    }
  filling->head.headers = (const WeirHeader *) (gpointer) filling->headers->data;
  if (head->body != NULL)
    {
      GString *body = g_string_new (NULL);
      gsize size;
      const char *data = g_bytes_get_data (head->body, &size);

      fill (self, weir_span (data, size), time_us, body);
      filling->body = g_string_free_to_bytes (body);
      filling->head.body = filling->body;
    }
}

void
weir_player_begin_filling (WeirPlayer *self, const WeirPlayerOptions *options, guint64 stream)
{
  WeirFilling *filling;

  self->wall_offset_us = options->wall_offset_us;
  if (!self->script->has_templates && !head_has_templates (self->head))
    return;

  filling = g_new0 (WeirFilling, 1);
  filling->strings = g_string_chunk_new (256);
  filling->request_headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  filling->headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader));
  filling->text = g_string_new (NULL);
  filling->id = g_string_new (NULL);
  filling->head = *self->head;
  weir_random_init (&filling->first_random, options->seed, options->connection, stream);
  for (gsize i = 0; i < options->n_headers; i++)
    {
      WeirHeader header = { g_string_chunk_insert (filling->strings, options->headers[i].name),
                            g_string_chunk_insert (filling->strings, options->headers[i].value) };

      g_array_append_val (filling->request_headers, header);
    }
  filling->values = (WeirTemplateValues){
    .random = &filling->random,
    .last_event_id = weir_span (self->last_event_id, self->last_event_id_len),
    .query = keep (filling, options->query),
    .headers = (const WeirHeader *) (gpointer) filling->request_headers->data,
    .n_headers = filling->request_headers->len,
  };
  self->filling = filling;
  weir_player_restart_filling (self);
  fill_head (self, options->now_us);
}

void
weir_filling_free (WeirFilling *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_string_chunk_free (self->strings);
  g_array_unref (self->request_headers);
  g_array_unref (self->headers);
  g_string_free (self->text, TRUE);
  g_string_free (self->id, TRUE);
  g_free (self);
}

/* The value of the last id line in @text, which begins with a line. */
static void
note_id (WeirFilling *self, WeirSpan text)
{
  for (gsize at = 0; at < text.len;)
    {
      gsize end = at;
      WeirSpan line;

      while (end < text.len && text.data[end] != '\n' && text.data[end] != '\r')
        end++;
      line = weir_span (text.data + at, end - at);
      if (line.len >= 3 && memcmp (line.data, "id:", 3) == 0)
        {
          gsize skip = line.len > 3 && line.data[3] == ' ' ? 4 : 3;

          g_string_truncate (self->id, 0);
          g_string_append_len (self->id, line.data + skip, (gssize) (line.len - skip));
        }
      at = end + 1;
    }
}

WeirSpan
weir_player_fill_step (WeirPlayer *self, const WeirStep *step, gint64 time_us)
{
  WeirFilling *filling = self->filling;

  if (filling == NULL || step->kind != WEIR_STEP_WIRE || !step->wire.has_template)
    return step->wire.bytes;

  if (!filling->is_full)
    {
      g_string_truncate (filling->text, 0);
      fill (self, step->wire.bytes, time_us, filling->text);
      filling->is_full = TRUE;
      note_id (filling, weir_span (filling->text->str, filling->text->len));
    }
  return weir_span (filling->text->str, filling->text->len);
}

WeirSpan
weir_player_get_id (const WeirPlayer *self, const WeirStep *step)
{
  if (self->filling != NULL && weir_template_is_in (step->wire.id))
    return weir_span (self->filling->id->str, self->filling->id->len);

  return step->wire.id;
}

void
weir_player_leave_step (WeirPlayer *self, const WeirStep *step)
{
  WeirFilling *filling = self->filling;
  guint64 number;

  if (filling == NULL)
    return;

  filling->is_full = FALSE;
  filling->values.event += step->wire.n_events;
  if (step->wire.has_id && weir_template_parse_id (weir_player_get_id (self, step), &number))
    filling->values.next_id = number + 1;
}
