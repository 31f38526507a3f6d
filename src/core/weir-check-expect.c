/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-check-expect.h"
#include "weir-limits.h"
#include "weir-script-lines.h"
#include "weir-template.h"

/* One is inherited by many sections: it is warned of once. */
typedef struct
{
  const WeirScript *script;
  GPtrArray *diagnostics;
  GHashTable *warned; /* WeirExpect */
  GHashTable *ids;    /* GBytes → guint64: of the sections that send it, the lowest number */
  guint64 any_id;     /* the same for ids that templates make, or whoever pushes events */
} Check;

static void
warn (Check *self, const WeirExpect *expect, char *text, char *hint)
{
  if (g_hash_table_add (self->warned, (gpointer) expect))
    {
      weir_diagnostics_add (self->diagnostics, expect->line, 1, FALSE, text, hint);
      return;
    }
  g_free (text);
  g_free (hint);
}

/* Whether a request with this method is one of the script's. */
static gboolean
is_answered (const WeirScript *script, const char *method)
{
  static const char *const methods[] = { "GET", "POST", "PUT", "PATCH", "DELETE", NULL };
  gboolean found = script->routes->len == 0 && g_strv_contains (methods, method);

  for (guint i = 0; i < script->routes->len; i++)
    {
      const WeirRoute *route = g_ptr_array_index (script->routes, i);

      found = found || route->method == NULL || strcmp (route->method, method) == 0;
    }

  /* These the server answers by itself. */
  return found && strcmp (method, "HEAD") != 0 && strcmp (method, "OPTIONS") != 0;
}

static void
check_method (Check *self, const WeirExpect *expect)
{
  g_autofree char *shown = NULL;

  if (expect->method == NULL || is_answered (self->script, expect->method))
    return;

  shown = weir_script_show (weir_span_from_string (expect->method));
  warn (self, expect, g_strdup_printf (_ ("this never holds: the script gets no %s requests"), shown),
        g_strdup (_ ("methods are written in capitals; :@ on lines say which ones come here, HEAD and OPTIONS never do")));
}

static void
check_after (Check *self, const WeirSection *section, const WeirExpect *expect)
{
  if (expect->after_min_us < 0 || section->first != 1)
    return;

  if (section->last == 1)
    warn (self, expect, g_strdup (_ ("this never holds: no connection comes before the first one")),
          g_strdup (_ ("write “after” in the section of a later connection")));
  else
    warn (self, expect, g_strdup (_ ("for connection 1 this never holds: none comes before it")),
          g_strdup (_ ("give connection 1 a section of its own")));
}

static void
note_ids (Check *self, const WeirSection *section)
{
  for (gsize i = section->first_step; i < section->end_step; i++)
    {
      const WeirStep *step = weir_script_get_step (self->script, i);
      g_autoptr (GBytes) id = NULL;
      guint64 *first;

      /* A script that holds is there to have events pushed into it. */
      if (step->kind == WEIR_STEP_HOLD)
        self->any_id = MIN (self->any_id, section->first);
      if ((step->kind != WEIR_STEP_WIRE && step->kind != WEIR_STEP_RAW) || !step->wire.has_id)
        continue;
      if (step->wire.has_template && weir_template_is_in (step->wire.id))
        {
          self->any_id = MIN (self->any_id, section->first);
          continue;
        }
      id = g_bytes_new (step->wire.id.data, step->wire.id.len);
      first = g_hash_table_lookup (self->ids, id);
      if (first == NULL)
        g_hash_table_insert (self->ids, g_steal_pointer (&id), g_memdup2 (&section->first, sizeof section->first));
      else
        *first = MIN (*first, section->first);
    }
}

/* Whether the id may be the last one of a connection before one of @section's. */
static gboolean
can_be_known (const Check *self, const WeirSection *section, const GString *id)
{
  g_autoptr (GBytes) key = g_bytes_new (id->str, id->len);
  const guint64 *first = g_hash_table_lookup (self->ids, key);

  return self->any_id < section->last || (first != NULL && *first < section->last);
}

static void
check_id (Check *self, const WeirSection *section, const WeirExpect *expect)
{
  WeirSpan id;

  if (expect->last_event_id == NULL || expect->last_event_id->len == 0)
    return;

  id = weir_span (expect->last_event_id->str, expect->last_event_id->len);
  if (memchr (id.data, '\n', id.len) != NULL || memchr (id.data, '\r', id.len) != NULL || memchr (id.data, '\0', id.len) != NULL)
    warn (self, expect, g_strdup (_ ("this never holds: no header has a line end or a NUL")), NULL);
  /* The first connection may know one from before. */
  else if (section->first > 1 && weir_check_is_for_event_source (self->script) && !can_be_known (self, section, expect->last_event_id))
    warn (self, expect, g_strdup (_ ("an EventSource never comes with this id: no event before has it")),
          g_strdup (_ ("ids are compared byte for byte; fine for a client that has its ids from elsewhere")));
}

static gboolean
ids_differ (const WeirExpect *one, const WeirExpect *other)
{
  return one->last_event_id != NULL && other->last_event_id != NULL && !g_string_equal (one->last_event_id, other->last_event_id);
}

static gboolean
times_differ (const WeirExpect *one, const WeirExpect *other)
{
  return one->after_min_us >= 0 && other->after_min_us >= 0 &&
         (one->after_max_us < other->after_min_us || other->after_max_us < one->after_min_us);
}

/* All lines of a section have to hold, those that it inherits as well. */
static void
check_together (Check *self, const WeirSection *section, guint number)
{
  const WeirExpect *expect = g_ptr_array_index (section->expects, number);

  for (guint i = 0; i < number; i++)
    {
      const WeirExpect *above = g_ptr_array_index (section->expects, i);

      if (ids_differ (above, expect) || times_differ (above, expect) ||
          (above->method != NULL && expect->method != NULL && strcmp (above->method, expect->method) != 0))
        warn (self, expect, g_strdup_printf (_ ("this and line %u never hold both"), above->line),
              g_strdup (_ ("all expectations of a section have to hold, those above the first :@ connect too")));
    }
}

static void
check_match (Check *self, const WeirExpect *expect)
{
  if (expect->header_name == NULL)
    return;

  for (guint i = 0; i < self->script->matches->len; i++)
    {
      const WeirMatch *match = g_ptr_array_index (self->script->matches, i);
      g_autofree char *shown = NULL;

      /* With a comma it may be several headers. */
      if (match->kind != WEIR_MATCH_HEADER || g_ascii_strcasecmp (match->name, expect->header_name) != 0 ||
          strchr (match->value, ',') != NULL || strcmp (match->value, expect->header_value) == 0)
        continue;
      shown = weir_script_show (weir_span_from_string (match->value));
      warn (self, expect, g_strdup_printf (_ ("this never holds: the :@ match line asks for “%s”"), shown), NULL);
    }
}

gboolean
weir_check_is_for_event_source (const WeirScript *script)
{
  for (guint i = 0; i < script->routes->len; i++)
    {
      const WeirRoute *route = g_ptr_array_index (script->routes, i);

      if (route->method == NULL || strcmp (route->method, "GET") == 0)
        return TRUE;
    }

  return script->routes->len == 0;
}

static void
check_section (Check *self, const WeirSection *section, gboolean is_first)
{
  for (guint i = 0; i < section->expects->len; i++)
    {
      const WeirExpect *expect = g_ptr_array_index (section->expects, i);
      gboolean is_own = expect->line >= section->line;

      if (g_hash_table_contains (self->warned, expect))
        continue;
      check_after (self, section, expect);
      check_id (self, section, expect);
      /* Inherited lines say the same to each other, and to all requests, in every section. */
      if (!is_own && !is_first)
        continue;
      check_method (self, expect);
      check_match (self, expect);
      check_together (self, section, i);
    }
}

void
weir_check_expects (const WeirScript *script, GPtrArray *diagnostics)
{
  g_autoptr (GHashTable) warned = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_free);
  Check self = { script, diagnostics, warned, ids, G_MAXUINT64 };

  if (script->expects->len == 0)
    return;

  for (guint i = 0; i < script->sections->len; i++)
    note_ids (&self, g_ptr_array_index (script->sections, i));
  for (guint i = 0; i < script->sections->len && diagnostics->len < WEIR_LIMIT_DIAGNOSTICS; i++)
    check_section (&self, g_ptr_array_index (script->sections, i), i == 0);
}
