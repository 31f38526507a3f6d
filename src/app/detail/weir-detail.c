/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-detail.h"

#include "weir-json.h"

static void
free_contents (gpointer data)
{
  WeirDetail *self = data;

  weir_recording_unref (self->recording);
  g_clear_pointer (&self->unit, weir_unit_unref);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->problem);
}

WeirDetail *
weir_detail_ref (WeirDetail *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
weir_detail_unref (WeirDetail *self)
{
  g_atomic_rc_box_release_full (self, free_contents);
}

WeirDetail *
weir_detail_new (WeirRecording *recording, guint64 number)
{
  WeirDetail *self = g_atomic_rc_box_new0 (WeirDetail);
  g_autoptr (GError) error = NULL;

  self->recording = weir_recording_ref (recording);
  self->unit = weir_unit_read (recording, number, &error);
  if (self->unit == NULL)
    {
      self->problem = g_strdup (error->message);
      return self;
    }
  if (self->unit->data != NULL)
    self->text = g_bytes_ref (self->unit->data);
  else if (g_bytes_get_size (self->unit->wire) > 0)
    self->text = g_bytes_ref (self->unit->wire);
  self->is_json = self->unit->kind == WEIR_ROW_EVENT && weir_json_looks_like (weir_detail_span (self->text));
  return self;
}
