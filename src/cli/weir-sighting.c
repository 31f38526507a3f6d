/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json-index.h"
#include "weir-json-write.h"
#include "weir-json.h"
#include "weir-sighting.h"

static const char *const names[WEIR_SIGHTING_N_MEMBERS] = {
  [WEIR_SIGHTING_TYPE] = "type",
  [WEIR_SIGHTING_EVENT] = "event",
  [WEIR_SIGHTING_DATA] = "data",
  [WEIR_SIGHTING_LENGTH] = "length",
  [WEIR_SIGHTING_ORIGIN] = "origin",
  [WEIR_SIGHTING_LAST_EVENT_ID] = "lastEventId",
  [WEIR_SIGHTING_READY_STATE] = "readyState",
};

/* The value written anew, so that two that mean the same are the same. Returns: (transfer full) */
static char *
normalize (WeirSpan lexeme)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GString *out;

  if (lexeme.len == 0 || lexeme.data[0] != '"')
    return weir_span_dup (lexeme);

  out = g_string_new (NULL);
  weir_json_append_unescaped (text, lexeme);
  weir_json_append_text (out, weir_span (text->str, text->len));

  return g_string_free (out, FALSE);
}

static void
set_member (WeirSighting *self, const WeirJsonChild *child)
{
  for (guint i = 0; i < WEIR_SIGHTING_N_MEMBERS; i++)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", names[i]);

      if (!weir_span_equals_string (child->name, quoted))
        continue;
      g_free (self->values[i]);
      self->values[i] = normalize (child->value);
    }
}

WeirSighting *
weir_sighting_new (WeirSpan object)
{
  g_autoptr (WeirJsonIndex) index = weir_json_index_new (object);
  WeirSighting *self = g_new0 (WeirSighting, 1);

  for (guint i = 0; weir_json_index_is_object (index) && i < weir_json_index_get_n_children (index); i++)
    {
      WeirJsonChild child;

      weir_json_index_get (index, i, &child);
      set_member (self, &child);
    }
  if (self->values[WEIR_SIGHTING_TYPE] == NULL)
    self->values[WEIR_SIGHTING_TYPE] = g_strdup ("\"event\"");
  if (weir_sighting_is (self, "event") && self->values[WEIR_SIGHTING_EVENT] == NULL)
    self->values[WEIR_SIGHTING_EVENT] = g_strdup ("\"message\"");

  return self;
}

WeirSighting *
weir_sighting_copy (const WeirSighting *self)
{
  WeirSighting *copy = g_new0 (WeirSighting, 1);

  for (guint i = 0; i < WEIR_SIGHTING_N_MEMBERS; i++)
    copy->values[i] = g_strdup (self->values[i]);

  return copy;
}

void
weir_sighting_free (gpointer data)
{
  WeirSighting *self = data;

  for (guint i = 0; i < WEIR_SIGHTING_N_MEMBERS; i++)
    g_free (self->values[i]);
  g_free (self);
}

gboolean
weir_sighting_is (const WeirSighting *self, const char *type)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", type);

  return g_str_equal (self->values[WEIR_SIGHTING_TYPE], quoted);
}

gboolean
weir_sighting_matches (const WeirSighting *self, const WeirSighting *seen)
{
  for (guint i = 0; i < WEIR_SIGHTING_N_MEMBERS; i++)
    if (self->values[i] != NULL && g_strcmp0 (self->values[i], seen->values[i]) != 0)
      return FALSE;

  return TRUE;
}

void
weir_sighting_fill (WeirSighting *self, const char *word, const char *text)
{
  for (guint i = 0; i < WEIR_SIGHTING_N_MEMBERS; i++)
    {
      g_auto (GStrv) parts = self->values[i] != NULL ? g_strsplit (self->values[i], word, -1) : NULL;

      if (parts == NULL || g_strv_length (parts) < 2)
        continue;
      g_free (self->values[i]);
      self->values[i] = g_strjoinv (text, parts);
    }
}

const char *
weir_sighting_member_name (WeirSightingMember member)
{
  return names[member];
}

void
weir_sighting_append (const WeirSighting *self, guint members, GString *out)
{
  const char *separator = "{";

  for (guint i = 0; i < WEIR_SIGHTING_N_MEMBERS; i++)
    {
      const char *value = self->values[i];

      if (value == NULL || (members != 0 && (members & 1u << i) == 0) || (i == WEIR_SIGHTING_TYPE && g_str_equal (value, "\"event\"")) ||
          (i == WEIR_SIGHTING_EVENT && g_str_equal (value, "\"message\"")))
        continue;
      g_string_append_printf (out, "%s\"%s\": %s", separator, names[i], value);
      separator = ", ";
    }
  g_string_append (out, *separator == '{' ? "{}" : "}");
}
