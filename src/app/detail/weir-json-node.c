/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json-node.h"

#include "weir-json.h"
#include "weir-text.h"

#include <glib/gi18n.h>

/* Of what a row shows. */
#define NAME_COLUMNS 80u
#define VALUE_COLUMNS 400u
/* No more of a text is looked at to fill them. */
#define LOOKED_AT 4096u
/* More is not needed to filter by. */
#define MOST_SOURCE 500u

struct _WeirJsonNode
{
  GObject parent_instance;

  GBytes *text;
  WeirJsonNode *parent; /* (nullable): of the root */
  WeirSpan name;
  WeirSpan value;
  guint index;
  gboolean is_range;
  guint from, n;
};

G_DEFINE_FINAL_TYPE (WeirJsonNode, weir_json_node, G_TYPE_OBJECT)

static void
weir_json_node_finalize (GObject *object)
{
  WeirJsonNode *self = WEIR_JSON_NODE (object);

  g_bytes_unref (self->text);
  g_clear_object (&self->parent);
  G_OBJECT_CLASS (weir_json_node_parent_class)->finalize (object);
}

static void
weir_json_node_class_init (WeirJsonNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = weir_json_node_finalize;
}

static void
weir_json_node_init (WeirJsonNode *self)
{
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

WeirJsonNode *
weir_json_node_new_root (GBytes *text)
{
  WeirJsonNode *self = g_object_new (WEIR_TYPE_JSON_NODE, NULL);

  self->text = g_bytes_ref (text);
  self->value.data = g_bytes_get_data (text, &self->value.len);
  while (self->value.len > 0 && is_space (self->value.data[0]))
    self->value = weir_span (self->value.data + 1, self->value.len - 1);
  while (self->value.len > 0 && is_space (self->value.data[self->value.len - 1]))
    self->value.len--;
  return self;
}

WeirJsonNode *
weir_json_node_new_child (WeirJsonNode *parent, WeirSpan name, guint index, WeirSpan value)
{
  WeirJsonNode *self = g_object_new (WEIR_TYPE_JSON_NODE, NULL);

  /* A range is no place of its own. */
  while (parent->is_range)
    parent = parent->parent;
  self->text = g_bytes_ref (parent->text);
  self->parent = g_object_ref (parent);
  self->name = name;
  self->index = index;
  self->value = value;
  return self;
}

WeirJsonNode *
weir_json_node_new_range (WeirJsonNode *container, guint from, guint n)
{
  WeirJsonNode *self = g_object_new (WEIR_TYPE_JSON_NODE, NULL);

  while (container->is_range)
    container = container->parent;
  self->text = g_bytes_ref (container->text);
  self->parent = g_object_ref (container);
  self->value = container->value;
  self->is_range = TRUE;
  self->from = from;
  self->n = n;
  return self;
}

WeirJsonKind
weir_json_node_get_kind (WeirJsonNode *self)
{
  if (self->is_range)
    return WEIR_JSON_KIND_RANGE;
  switch (self->value.len > 0 ? self->value.data[0] : '\0')
    {
    case '{':
      return WEIR_JSON_KIND_OBJECT;
    case '[':
      return WEIR_JSON_KIND_ARRAY;
    case '"':
      return WEIR_JSON_KIND_STRING;
    case 't':
    case 'f':
    case 'n':
      return WEIR_JSON_KIND_LITERAL;
    default:
      return WEIR_JSON_KIND_NUMBER;
    }
}

static gboolean
is_container (WeirJsonNode *self)
{
  return self->value.len > 0 && (self->value.data[0] == '{' || self->value.data[0] == '[');
}

gboolean
weir_json_node_has_children (WeirJsonNode *self)
{
  gsize i = 1;

  if (self->is_range)
    return TRUE;
  if (!is_container (self))
    return FALSE;
  while (i < self->value.len && is_space (self->value.data[i]))
    i++;
  return i + 1 < self->value.len;
}

GBytes *
weir_json_node_get_text (WeirJsonNode *self)
{
  return self->text;
}

WeirSpan
weir_json_node_get_value (WeirJsonNode *self)
{
  return self->value;
}

void
weir_json_node_get_range (WeirJsonNode *self, guint *from, guint *n)
{
  *from = self->from;
  *n = self->n;
}

/* What a name says, without its quotes. */
static GString *
read_name (WeirJsonNode *self)
{
  GString *name = g_string_new (NULL);

  weir_json_append_unescaped (name, self->name);
  return name;
}

char *
weir_json_node_dup_name (WeirJsonNode *self)
{
  g_autoptr (GString) name = NULL;
  GString *out;

  if (self->is_range)
    return g_strdup_printf ("%u … %u", self->from, self->from + self->n - 1);
  if (self->parent == NULL)
    return g_strdup ("$");
  if (self->name.len == 0)
    return g_strdup_printf ("%u", self->index);

  out = g_string_new (NULL);
  name = read_name (self);
  /* A name that is not seen must still be something to see. */
  if (name->len == 0)
    g_string_append (out, "\"\"");
  weir_text_append_row (out, weir_span (name->str, name->len), NAME_COLUMNS);
  return g_string_free (out, FALSE);
}

/* The start of the value without the spaces between its parts. */
static void
append_compact (GString *out, WeirSpan value)
{
  gboolean in_string = FALSE;

  for (gsize i = 0; i < value.len; i++)
    {
      const char c = value.data[i];

      if (!in_string && is_space (c))
        continue;
      g_string_append_c (out, c);
      if (in_string && c == '\\' && i + 1 < value.len)
        g_string_append_c (out, value.data[++i]);
      else if (c == '"')
        in_string = !in_string;
    }
}

char *
weir_json_node_dup_summary (WeirJsonNode *self)
{
  WeirSpan start = weir_span (self->value.data, MIN (self->value.len, LOOKED_AT));
  GString *out = g_string_new (NULL);

  if (self->is_range)
    return g_string_free (out, FALSE);
  /* Not within a character: an end that is not UTF-8 would show. */
  while (start.len > 0 && start.len < self->value.len && ((guchar) self->value.data[start.len] & 0xc0) == 0x80)
    start.len--;
  if (is_container (self))
    {
      g_autoptr (GString) compact = g_string_sized_new (start.len);

      append_compact (compact, start);
      weir_text_append_row (out, weir_span (compact->str, compact->len), VALUE_COLUMNS);
    }
  else
    {
      weir_text_append_row (out, start, VALUE_COLUMNS);
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_plain_name (const GString *name)
{
  if (name->len == 0 || g_ascii_isdigit (name->str[0]))
    return FALSE;
  for (gsize i = 0; i < name->len; i++)
    if (!g_ascii_isalnum (name->str[i]) && name->str[i] != '_')
      return FALSE;
  return TRUE;
}

static void
append_path (GString *path, WeirJsonNode *self)
{
  if (self->parent == NULL)
    {
      g_string_append_c (path, '$');
      return;
    }
  append_path (path, self->parent);
  if (self->is_range)
    return;
  if (self->name.len == 0)
    {
      g_string_append_printf (path, "[%u]", self->index);
    }
  else
    {
      g_autoptr (GString) name = read_name (self);

      if (is_plain_name (name))
        g_string_append_printf (path, ".%s", name->str);
      else
        g_string_append_printf (path, "[%.*s]", (int) self->name.len, self->name.data);
    }
}

char *
weir_json_node_dup_path (WeirJsonNode *self)
{
  GString *path = g_string_new (NULL);

  append_path (path, self);
  return g_string_free (path, FALSE);
}

char *
weir_json_node_dup_value (WeirJsonNode *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (weir_json_node_get_kind (self) == WEIR_JSON_KIND_STRING)
    weir_json_append_unescaped (text, self->value);
  /* No text of C holds a NUL; then as it was sent. */
  if (text->len == 0 || strlen (text->str) < text->len)
    return weir_json_node_get_kind (self) == WEIR_JSON_KIND_STRING && self->value.len == 2 ? g_strdup ("") : weir_span_dup (self->value);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
weir_json_node_dup_source (WeirJsonNode *self)
{
  const char *start = self->name.len > 0 ? self->name.data : self->value.data;
  gsize length = (gsize) (self->value.data + self->value.len - start);

  if (self->is_range || is_container (self))
    return NULL;
  /* The beginning is found where the whole is. */
  if (length > MOST_SOURCE)
    for (length = MOST_SOURCE; length > 0 && ((guchar) start[length] & 0xc0) == 0x80; length--)
      ;
  return g_strndup (start, length);
}
