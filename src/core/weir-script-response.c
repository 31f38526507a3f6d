/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-script-build.h"

/* What the head verbs said → the heads that the player hands out. */

#define EVENT_STREAM "text/event-stream"

static gboolean
has_no_content (guint status)
{
  return status == 204 || status == 205 || status == 304;
}

static void
add_default (GArray *headers, const char *name, const char *value)
{
  WeirHeader header = { name, value };

  g_array_append_val (headers, header);
}

static gboolean
has_header (const GArray *headers, const char *name)
{
  for (guint i = 0; i < headers->len; i++)
    if (g_ascii_strcasecmp (g_array_index (headers, WeirHeader, i).name, name) == 0)
      return TRUE;

  return FALSE;
}

/* Removals take away what stands before them. */
static void
collect_headers (const GArray *lines, GArray *headers)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const WeirHeader *line = &g_array_index (lines, WeirHeader, i);

      if (line->value != NULL)
        {
          g_array_append_val (headers, *line);
          continue;
        }
      for (guint j = headers->len; j > 0; j--)
        if (g_ascii_strcasecmp (g_array_index (headers, WeirHeader, j - 1).name, line->name) == 0)
          g_array_remove_index (headers, j - 1);
    }
}

/* Whether the name's last line removes it. */
static gboolean
is_removed (const GArray *lines, const char *name)
{
  for (guint i = lines->len; i > 0; i--)
    {
      const WeirHeader *line = &g_array_index (lines, WeirHeader, i - 1);

      if (g_ascii_strcasecmp (line->name, name) == 0)
        return line->value == NULL;
    }

  return FALSE;
}

static void
check_content (WeirBuilder *self, guint status)
{
  const WeirDraft *draft = &self->draft;

  if (draft->body != NULL && self->has_bytes)
    weir_diagnostics_add (self->diagnostics, draft->body_line, 1, TRUE, g_strdup (_ ("a section with “body” has no blocks")),
                          g_strdup (_ ("remove the body, or what is sent below it")));
  if (has_no_content (status) && !draft->none && (draft->body != NULL || self->has_bytes))
    weir_diagnostics_add (self->diagnostics, draft->status_line, 1, TRUE,
                          g_strdup_printf (_ ("a response with status %u has no content"), status),
                          g_strdup (_ ("remove the body and the blocks, or use another status")));
  if (draft->none && draft->body != NULL)
    weir_diagnostics_add (self->diagnostics, draft->body_line, 1, TRUE, g_strdup (_ ("“status none” sends no head and no body")),
                          g_strdup (_ ("remove one of the two lines")));
}

/* @draft → @head, whose headers live in @headers. @is_instead: of what the section sends */
static void
make_head (const WeirBuilder *self, const WeirDraft *draft, gboolean is_instead, WeirHead *head, GArray *headers)
{
  guint status = draft->status != 0 ? draft->status : 200;
  gboolean is_ok = status < 300;
  /* A recording says itself what there was. */
  gboolean wants_defaults = !self->script->is_recording || draft->status == 0;

  /* A recorded connection without a head never got one. */
  head->none = head->none || draft->none || (self->script->is_recording && draft->status == 0 && !self->has_bytes);
  head->status = status;
  head->phrase = draft->phrase != NULL ? draft->phrase : weir_status_get_phrase (status);
  head->body = draft->body != NULL ? g_bytes_ref (draft->body) : NULL;
  head->is_stream = draft->body == NULL && !has_no_content (status) && (is_ok || (self->has_bytes && !is_instead));

  if (wants_defaults && head->is_stream)
    add_default (headers, "Content-Type", EVENT_STREAM);
  else if (wants_defaults && head->body != NULL)
    add_default (headers, "Content-Type", status == 200 ? EVENT_STREAM : "text/plain; charset=utf-8");
  if (wants_defaults)
    add_default (headers, "Cache-Control", "no-cache");
  for (guint i = headers->len; i > 0; i--)
    if (has_header (draft->headers, g_array_index (headers, WeirHeader, i - 1).name))
      g_array_remove_index (headers, i - 1);
  collect_headers (draft->headers, headers);

  head->without_cors = is_removed (draft->headers, "Access-Control-Allow-Origin");
  head->without_credentials = is_removed (draft->headers, "Access-Control-Allow-Credentials");
  head->without_date = is_removed (draft->headers, "Date");
  head->headers = (const WeirHeader *) (gpointer) headers->data;
  head->n_headers = headers->len;
}

static void
make_chance_head (WeirBuilder *self, const WeirDraftChance *chances, guint mask)
{
  WeirHeadChance head = { .headers = g_array_new (FALSE, FALSE, sizeof (WeirHeader)) };
  g_autoptr (GPtrArray) unheard = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_diagnostic_free);
  WeirArgs present = self->args;
  gsize head_step = self->section->head_step;
  WeirDraft final = self->draft;

  /* Its errors were reported where it stands. */
  weir_draft_init (&self->draft);
  weir_draft_copy (&self->draft, &final);
  for (guint i = 0; i < WEIR_HEAD_CHANCES; i++)
    {
      if ((mask & 1u << i) == 0)
        continue;
      self->args = chances[i].args;
      self->args.diagnostics = unheard;
      weir_builder_run_verb (self, &self->args);
    }
  make_head (self, &self->draft, TRUE, &head.head, head.headers);
  weir_draft_clear (&self->draft);
  self->draft = final;
  self->args = present;
  self->section->head_step = head_step;
  g_array_append_val (self->section->head_chances, head);
}

void
weir_builder_finish_head (WeirBuilder *self)
{
  const WeirDraft *draft = &self->draft;
  WeirSection *section = self->section;

  check_content (self, draft->status != 0 ? draft->status : 200);
  make_head (self, draft, FALSE, &section->head, section->headers);
  section->n_chances = draft->chances->len;
  for (guint i = 0; i < section->n_chances; i++)
    section->chances[i] = g_array_index (draft->chances, WeirDraftChance, i).chance;
  for (guint mask = 1; mask < 1u << section->n_chances; mask++)
    make_chance_head (self, (const WeirDraftChance *) (gpointer) draft->chances->data, mask);
  section->status_line = draft->status_line;
  section->type_line = draft->type_line;
  section->has_wire = self->has_bytes;
  g_ptr_array_extend (section->expects, draft->expects, NULL, NULL);
}
