/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-event.h"

#include "weir-event-ids-private.h"
#include "weir-event-life-private.h"
#include "weir-event-lines-private.h"
#include "weir-event-wire-private.h"
#include "weir-recording-index.h"
#include "weir-text.h"
#include "weir-unit.h"

#include <glib/gi18n-lib.h>

#define COLUMNS_OF_NAME 256u
/* Directive lines are short, but for an error's body and what was edited into them: longer units are read at both ends. */
#define LIFE_SUMMARY (64u * 1024)
#define LIFE_DETAIL (2u * 1024 * 1024)
/* So many rows back a row that came from the network is looked for. */
#define FARTHEST_GAP 1024u

#define GAP_UNKNOWN (-2)

struct _WeirEvent
{
  GObject parent_instance;

  WeirRecording *recording;
  WeirEventIds *ids; /* nullable */
  guint64 number;
  WeirRow row;

  /* Read when it is first asked for. */
  gint64 gap_us;
  gboolean is_read;
  gboolean is_id_read;
  gboolean is_calm;
  gsize size;
  char *name;
  char *id;
  char *summary;
};

G_DEFINE_FINAL_TYPE (WeirEvent, weir_event, G_TYPE_OBJECT)

static char *
dup_visible (WeirSpan text, guint columns)
{
  GString *shown = g_string_new (NULL);

  weir_text_append_row (shown, text, columns);

  return g_string_free (shown, FALSE);
}

static gboolean
is_of_wire (const WeirRow *row)
{
  return row->kind <= WEIR_ROW_RETRY || row->kind == WEIR_ROW_UNFINISHED;
}

static char *
read_life_summary (WeirEvent *self, GError **error)
{
  g_autoptr (GBytes) unit = weir_event_lines_read (self->recording, self->number, &self->row, LIFE_SUMMARY, error);
  g_autoptr (GString) text = NULL;
  WeirSpan lines;
  WeirReason reason;

  if (unit == NULL)
    return NULL;
  lines.data = g_bytes_get_data (unit, &lines.len);
  text = weir_event_life_summary (self->row.kind, lines);
  self->is_calm = weir_event_lines_find_end (lines, &reason, NULL) && (reason == WEIR_REASON_STOPPED || reason == WEIR_REASON_NO_CONTENT);

  return dup_visible (weir_span (text->str, text->len), WEIR_EVENT_COLUMNS);
}

static char *
read_wire_summary (WeirEvent *self, GError **error)
{
  WeirEventWire wire = { 0 };
  char *summary;

  if (!weir_event_wire_read (&wire, self->recording, self->number, &self->row, error))
    return NULL;
  summary = dup_visible (weir_span (wire.summary->str, wire.summary->len), WEIR_EVENT_COLUMNS);
  if (wire.is_cut && !g_str_has_suffix (summary, "…"))
    {
      char *whole = summary;

      summary = g_strconcat (whole, "…", NULL);
      g_free (whole);
    }
  self->size = wire.size;
  if (wire.name != NULL)
    self->name = dup_visible (weir_span (wire.name->str, wire.name->len), COLUMNS_OF_NAME);
  if (wire.id != NULL)
    {
      self->is_id_read = TRUE;
      if (wire.id->len > 0)
        self->id = dup_visible (weir_span (wire.id->str, wire.id->len), COLUMNS_OF_NAME);
    }
  weir_event_wire_clear (&wire);

  return summary;
}

static void
ensure_read (WeirEvent *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_read)
    return;
  self->is_read = TRUE;
  self->summary = is_of_wire (&self->row) ? read_wire_summary (self, &error) : read_life_summary (self, &error);
  if (self->summary == NULL)
    self->summary = dup_visible (weir_span_from_string (error->message), WEIR_EVENT_COLUMNS);
}

WeirEvent *
weir_event_new (WeirRecording *recording, guint64 number)
{
  WeirEvent *self = g_object_new (WEIR_TYPE_EVENT, NULL);

  self->recording = weir_recording_ref (recording);
  self->number = number;
  if (!weir_recording_get_row (recording, number, &self->row))
    self->row = (WeirRow){ .kind = WEIR_ROW_DROPPED, .id_distance = G_MAXUINT32 };

  return self;
}

WeirEvent *
weir_event_new_with_ids (WeirRecording *recording, guint64 number, WeirEventIds *ids)
{
  WeirEvent *self = weir_event_new (recording, number);

  self->ids = weir_event_ids_ref (ids);

  return self;
}

WeirRecording *
weir_event_get_recording (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), NULL);

  return self->recording;
}

guint64
weir_event_get_number (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), 0);

  return self->number;
}

WeirRowKind
weir_event_get_kind (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), WEIR_ROW_DROPPED);

  return self->row.kind;
}

guint
weir_event_get_flags (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), 0);

  return self->row.flags;
}

gint64
weir_event_get_time_us (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), 0);

  return self->row.time_us;
}

static gboolean
came_from_network (const WeirRow *row)
{
  return row->kind <= WEIR_ROW_RETRY || row->kind == WEIR_ROW_REDIRECT || row->kind == WEIR_ROW_HEAD;
}

gboolean
weir_event_has_time (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), FALSE);

  return !weir_recording_is_plain (self->recording);
}

gint64
weir_event_get_gap_us (WeirEvent *self)
{
  WeirRow before;

  g_return_val_if_fail (WEIR_IS_EVENT (self), -1);

  if (self->gap_us != GAP_UNKNOWN)
    return self->gap_us;
  self->gap_us = -1;
  if (!weir_event_has_time (self))
    return -1;
  for (guint64 i = 1; i <= MIN (self->number, FARTHEST_GAP); i++)
    {
      if (!weir_recording_get_row (self->recording, self->number - i, &before))
        break;
      if (!came_from_network (&before) || (before.flags & WEIR_ROW_IN_BLOCK))
        continue;
      self->gap_us = MAX (self->row.time_us - before.time_us, 0);
      break;
    }

  return self->gap_us;
}

gsize
weir_event_get_size (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), 0);

  ensure_read (self);

  return self->size;
}

const char *
weir_event_get_name (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), NULL);

  ensure_read (self);

  return self->name;
}

/* The id that another row sets, or this one where it was not read. */
static void
read_id (WeirEvent *self)
{
  gboolean is_set = self->ids != NULL && self->row.id_distance != G_MAXUINT32;
  guint64 row = self->number - self->row.id_distance;
  g_autofree char *id = NULL;
  const char *known;

  self->is_id_read = TRUE;
  if (is_set && weir_event_ids_find (self->ids, row, &known))
    {
      self->id = g_strdup (known);
      return;
    }
  id = weir_event_dup_last_event_id (self);
  if (id != NULL && *id != '\0')
    self->id = dup_visible (weir_span_from_string (id), COLUMNS_OF_NAME);
  /* One that could not be read is nobody's. */
  if (is_set && id != NULL)
    weir_event_ids_add (self->ids, row, self->id);
}

const char *
weir_event_get_id (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), NULL);

  ensure_read (self);
  if (!self->is_id_read)
    read_id (self);

  return self->id;
}

gboolean
weir_event_has_id (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), FALSE);

  return (self->row.flags & WEIR_ROW_SETS_ID) != 0;
}

gboolean
weir_event_is_calm (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), FALSE);

  ensure_read (self);

  return self->is_calm;
}

const char *
weir_event_get_summary (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), NULL);

  ensure_read (self);

  return self->summary;
}

char *
weir_event_dup_detail (WeirEvent *self)
{
  g_autoptr (GBytes) unit = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = NULL;
  GString *shown;
  gsize n_bytes;
  const char *bytes;

  g_return_val_if_fail (WEIR_IS_EVENT (self), NULL);

  if (is_of_wire (&self->row))
    return NULL;
  shown = g_string_new (NULL);
  unit = weir_event_lines_read (self->recording, self->number, &self->row, LIFE_DETAIL, &error);
  if (unit == NULL)
    {
      weir_text_append_visible (shown, weir_span_from_string (error->message), WEIR_TEXT_NONE);
      return g_string_free (shown, FALSE);
    }
  bytes = g_bytes_get_data (unit, &n_bytes);
  text = weir_event_life_detail (self->row.kind, weir_span (bytes, n_bytes));
  while (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);
  weir_text_append_visible (shown, weir_span (text->str, text->len), WEIR_TEXT_LINES);

  return g_string_free (shown, FALSE);
}

char *
weir_event_dup_note (WeirEvent *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (WEIR_IS_EVENT (self), NULL);

  text = weir_recording_dup_note (self->recording, self->number);

  return text != NULL ? dup_visible (weir_span_from_string (text), WEIR_EVENT_COLUMNS) : NULL;
}

GBytes *
weir_event_dup_data (WeirEvent *self)
{
  g_autoptr (WeirUnit) unit = NULL;

  g_return_val_if_fail (WEIR_IS_EVENT (self), NULL);

  if (self->row.kind == WEIR_ROW_EVENT)
    unit = weir_unit_read (self->recording, self->number, NULL);

  return unit != NULL && unit->data != NULL ? g_bytes_ref (unit->data) : NULL;
}

char *
weir_event_dup_last_event_id (WeirEvent *self)
{
  g_return_val_if_fail (WEIR_IS_EVENT (self), NULL);

  return weir_recording_dup_last_event_id (self->recording, self->number);
}

static void
weir_event_finalize (GObject *object)
{
  WeirEvent *self = WEIR_EVENT (object);

  g_free (self->name);
  g_free (self->id);
  g_free (self->summary);
  g_clear_pointer (&self->ids, weir_event_ids_unref);
  g_clear_pointer (&self->recording, weir_recording_unref);

  G_OBJECT_CLASS (weir_event_parent_class)->finalize (object);
}

static void
weir_event_class_init (WeirEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_event_finalize;
}

static void
weir_event_init (WeirEvent *self)
{
  self->gap_us = GAP_UNKNOWN;
}
