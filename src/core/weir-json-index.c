/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-json-index.h"
#include "weir-json-scanner.h"

/* From one mark to the next: so many children, or the first that begins so many bytes further. */
#define MARK_CHILDREN 32u
#define MARK_BYTES 4096u

/* Where a child begins, and where the one before it ended; from the container's first byte. */
typedef struct
{
  guint32 index;
  guint32 start;
  guint32 end_before;
} Mark;

struct _WeirJsonIndex
{
  WeirSpan container;
  gboolean is_object;
  guint n_children;
  guint32 last_end;
  GArray *marks; /* Mark */
};

static void
add_child (WeirJsonIndex *self, guint32 start)
{
  const Mark *last = self->marks->len > 0 ? &g_array_index (self->marks, Mark, self->marks->len - 1) : NULL;

  if (last == NULL || self->n_children - last->index >= MARK_CHILDREN || start - last->start >= MARK_BYTES)
    {
      const Mark mark = { .index = self->n_children, .start = start, .end_before = self->last_end };

      g_array_append_val (self->marks, mark);
    }
  self->n_children++;
}

WeirJsonIndex *
weir_json_index_new (WeirSpan container)
{
  WeirJsonIndex *self = g_new0 (WeirJsonIndex, 1);
  WeirJsonScanner scanner;
  WeirJsonToken token;

  g_return_val_if_fail (container.len <= G_MAXUINT32, self);

  self->container = container;
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  weir_json_scanner_init (&scanner, container);
  self->is_object = weir_json_scanner_next (&scanner) == WEIR_JSON_BEGIN_OBJECT;
  while ((token = weir_json_scanner_next (&scanner)) != WEIR_JSON_END && token != WEIR_JSON_ERROR && scanner.n_open > 0)
    {
      const gboolean opens = token == WEIR_JSON_BEGIN_OBJECT || token == WEIR_JSON_BEGIN_ARRAY;
      const gboolean closes = token == WEIR_JSON_END_OBJECT || token == WEIR_JSON_END_ARRAY;

      /* A child begins with its name, or as a value right below the container. */
      if (token == WEIR_JSON_NAME ? scanner.n_open == 1 : !self->is_object && !closes && scanner.n_open == (opens ? 2 : 1))
        add_child (self, (guint32) (scanner.lexeme.data - container.data));
      if (token != WEIR_JSON_NAME && !opens && scanner.n_open == 1)
        self->last_end = (guint32) (scanner.lexeme.data + scanner.lexeme.len - container.data);
    }

  return self;
}

void
weir_json_index_free (WeirJsonIndex *self)
{
  g_clear_pointer (&self->marks, g_array_unref);
  g_free (self);
}

gboolean
weir_json_index_is_object (const WeirJsonIndex *self)
{
  return self->is_object;
}

guint
weir_json_index_get_n_children (const WeirJsonIndex *self)
{
  return self->n_children;
}

/* The last mark that is not behind child @n. */
static guint
find_mark (const WeirJsonIndex *self, guint n)
{
  guint low = 0, high = self->marks->len;

  while (high - low > 1)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (self->marks, Mark, middle).index <= n)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* Reads on to the end of the value whose first token is @token. */
static void
skip_value (WeirJsonScanner *scanner, WeirJsonToken token)
{
  while (scanner->n_open > 1 && token != WEIR_JSON_ERROR)
    token = weir_json_scanner_next (scanner);
}

/* A scanner that goes on in the middle of the container, where a child begins. */
static void
start_at (const WeirJsonIndex *self, WeirJsonScanner *scanner, guint32 start)
{
  weir_json_scanner_init (scanner, weir_span (self->container.data + start, self->container.len - start));
  scanner->n_open = 1;
  scanner->objects[0] = self->is_object ? 1 : 0;
  scanner->wants = self->is_object ? WEIR_JSON_WANTS_NAME : WEIR_JSON_WANTS_VALUE;
}

/* Where the value of child @n ends, if that is known without reading it. */
static const char *
find_end (const WeirJsonIndex *self, guint n, guint mark)
{
  const Mark *next = mark + 1 < self->marks->len ? &g_array_index (self->marks, Mark, mark + 1) : NULL;

  if (n + 1 == self->n_children)
    return self->container.data + self->last_end;
  if (next != NULL && next->index == n + 1)
    return self->container.data + next->end_before;

  return NULL;
}

void
weir_json_index_get (const WeirJsonIndex *self, guint n, WeirJsonChild *child)
{
  const guint mark = find_mark (self, n);
  WeirJsonScanner scanner;
  WeirJsonToken token;
  const char *start, *end;

  *child = (WeirJsonChild){ WEIR_SPAN_EMPTY, WEIR_SPAN_EMPTY };
  g_return_if_fail (n < self->n_children);

  start_at (self, &scanner, g_array_index (self->marks, Mark, mark).start);
  for (guint i = g_array_index (self->marks, Mark, mark).index; i < n; i++)
    {
      if (self->is_object)
        (void) weir_json_scanner_next (&scanner);
      skip_value (&scanner, weir_json_scanner_next (&scanner));
    }
  if (self->is_object)
    {
      (void) weir_json_scanner_next (&scanner);
      child->name = scanner.lexeme;
    }

  end = find_end (self, n, mark);
  if (end != NULL)
    {
      start = scanner.cursor;
      while (strchr (" \t\r\n,", *start) != NULL)
        start++;
    }
  else
    {
      token = weir_json_scanner_next (&scanner);
      start = scanner.lexeme.data;
      skip_value (&scanner, token);
      end = scanner.cursor;
    }
  child->value = weir_span (start, (gsize) (end - start));
}
