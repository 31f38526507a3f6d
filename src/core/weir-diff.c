/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-diff.h"
#include "weir-limits.h"

/* Myers, "An O(ND) difference algorithm": diagonal k holds the points where x - y = k. A round goes no further than so many edits,
 * then the furthest path is taken as it is and the next round begins at its end. */
#define MOST_EDITS ((int) WEIR_LIMIT_DIFF_EDITS)

typedef struct
{
  GArray *lines;   /* WeirSpan */
  guint *classes;  /* equal lines have equal numbers */
  guint8 *is_only; /* whether the line is in this text only */
} Text;

typedef struct
{
  const guint *a, *b;
  int n_a, n_b;
  GArray *trace; /* int: x on each diagonal of each depth, d + 1 of them at depth d */
  int reach[2 * WEIR_LIMIT_DIFF_EDITS + 3];
} Search;

typedef struct
{
  int d, x, y;
} Point;

static GArray *
split (WeirSpan text, gboolean *is_cut)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (WeirSpan));
  const char *const end = text.data + text.len;
  const char *start = text.len > 0 ? text.data : "";

  for (;;)
    {
      const char *lf = text.len > 0 ? memchr (start, '\n', (gsize) (end - start)) : NULL;
      WeirSpan line = weir_span (start, text.len > 0 ? (gsize) ((lf != NULL ? lf : end) - start) : 0);

      g_array_append_val (lines, line);
      if (lf == NULL)
        return lines;
      if (lines->len == WEIR_LIMIT_DIFF_LINES)
        {
          *is_cut = TRUE;
          return lines;
        }
      start = lf + 1;
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const WeirSpan *const *one = a, *const *other = b;

  if ((*one)->len != (*other)->len)
    return (*one)->len < (*other)->len ? -1 : 1;

  return (*one)->len == 0 ? 0 : memcmp ((*one)->data, (*other)->data, (*one)->len);
}

static void
classify_one (Text *text, const Text *first, const WeirSpan *line, guint number)
{
  const WeirSpan *const start = &g_array_index (first->lines, WeirSpan, 0);

  if (line >= start && line < start + first->lines->len)
    first->classes[line - start] = number;
  else
    text->classes[line - &g_array_index (text->lines, WeirSpan, 0)] = number;
}

/* By sorting: no text can make it slow, as it could with hashes. */
static void
classify (Text *before, Text *after)
{
  g_autoptr (GPtrArray) all = g_ptr_array_sized_new (before->lines->len + after->lines->len);
  guint number = 0;

  for (guint i = 0; i < before->lines->len; i++)
    g_ptr_array_add (all, &g_array_index (before->lines, WeirSpan, i));
  for (guint i = 0; i < after->lines->len; i++)
    g_ptr_array_add (all, &g_array_index (after->lines, WeirSpan, i));
  g_ptr_array_sort (all, compare_spans);

  for (guint i = 0; i < all->len; i++)
    {
      const WeirSpan *line = g_ptr_array_index (all, i);

      if (i > 0 && compare_spans (&g_ptr_array_index (all, i - 1), &g_ptr_array_index (all, i)) != 0)
        number++;
      classify_one (after, before, line, number);
    }
}

static void
text_clear (Text *self)
{
  g_array_unref (self->lines);
  g_free (self->classes);
  g_free (self->is_only);
}

static int
slide (const Search *self, int x, int y)
{
  while (x < self->n_a && y < self->n_b && self->a[x] == self->b[y])
    {
      x++;
      y++;
    }

  return x;
}

/* Whether the furthest path to diagonal @k comes from the one above it, by a line added. @row: the middle of the depth before */
static gboolean
comes_down (const int *row, int d, int k)
{
  return k == -d || (k != d && row[k - 1] < row[k + 1]);
}

/* One round. Returns: its end, which is the end of both texts if that is not too far */
static Point
search (Search *self)
{
  int *const reach = self->reach + MOST_EDITS + 1;
  Point best = { 0, 0, 0 };

  g_array_set_size (self->trace, 0);
  reach[1] = 0;
  for (int d = 0; d <= MOST_EDITS; d++)
    for (int k = -d; k <= d; k += 2)
      {
        int x = comes_down (reach, d, k) ? reach[k + 1] : reach[k - 1] + 1;

        x = reach[k] = slide (self, x, x - k);
        g_array_append_val (self->trace, x);
        if (x > self->n_a || x - k > self->n_b)
          continue;
        if (x == self->n_a && x - k == self->n_b)
          return (Point){ d, x, x - k };
        if (2 * x - k > best.x + best.y)
          best = (Point){ d, x, x - k };
      }

  return best;
}

/* The diagonal @k as search() left it at depth @d. */
static int
traced (const Search *self, int d, int k)
{
  return g_array_index (self->trace, int, (guint) (d * (d + 1) / 2 + (k + d) / 2));
}

static void
backtrack (const Search *self, Point end, guint8 *removed, guint8 *added)
{
  int x = end.x, k = end.x - end.y;

  for (int d = end.d; d > 0; d--)
    {
      const gboolean down = k == -d || (k != d && traced (self, d - 1, k - 1) < traced (self, d - 1, k + 1));

      k += down ? 1 : -1;
      x = traced (self, d - 1, k);
      if (down)
        added[x - k] = TRUE;
      else
        removed[x] = TRUE;
    }
}

static void
compare (Text *before, Text *after)
{
  g_autofree Search *self = g_new (Search, 1);
  int from_a = 0, from_b = 0, n_a = (int) before->lines->len, n_b = (int) after->lines->len;

  self->trace = g_array_new (FALSE, FALSE, sizeof (int));
  /* The start first, so that of several equal lines the last one counts as added. */
  while (from_a < n_a && from_b < n_b && before->classes[from_a] == after->classes[from_b])
    {
      from_a++;
      from_b++;
    }
  while (n_a > from_a && n_b > from_b && before->classes[n_a - 1] == after->classes[n_b - 1])
    {
      n_a--;
      n_b--;
    }
  while (from_a < n_a || from_b < n_b)
    {
      Point end;

      self->a = before->classes + from_a;
      self->b = after->classes + from_b;
      self->n_a = n_a - from_a;
      self->n_b = n_b - from_b;
      end = search (self);
      backtrack (self, end, before->is_only + from_a, after->is_only + from_b);
      from_a += end.x;
      from_b += end.y;
    }
  g_array_unref (self->trace);
}

static gboolean
is_inside_character (WeirSpan text, gsize at)
{
  return at < text.len && ((guchar) text.data[at] & 0xc0) == 0x80;
}

static void
mark_changes (WeirDiffLine *one, WeirDiffLine *other)
{
  const WeirSpan a = one->text, b = other->text;
  const gsize shorter = MIN (a.len, b.len);
  gsize start = 0, end = 0;

  while (start < shorter && a.data[start] == b.data[start])
    start++;
  while (end < shorter - start && a.data[a.len - 1 - end] == b.data[b.len - 1 - end])
    end++;
  while (start > 0 && (is_inside_character (a, start) || is_inside_character (b, start)))
    start--;
  while (end > 0 && (is_inside_character (a, a.len - end) || is_inside_character (b, b.len - end)))
    end--;
  one->has_partner = other->has_partner = TRUE;
  one->changed = weir_span (a.data + start, a.len - start - end);
  other->changed = weir_span (b.data + start, b.len - start - end);
}

/* @i, @j: of the first lines that are not there yet; moved on. */
static void
append_change (GArray *out, const Text *before, const Text *after, guint *i, guint *j)
{
  const guint start = out->len;
  guint n_removed, n_added;

  for (; *i < before->lines->len && before->is_only[*i]; (*i)++)
    {
      WeirDiffLine line = { .kind = WEIR_DIFF_REMOVED, .text = g_array_index (before->lines, WeirSpan, *i), .before = *i + 1 };

      g_array_append_val (out, line);
    }
  n_removed = out->len - start;
  for (; *j < after->lines->len && after->is_only[*j]; (*j)++)
    {
      WeirDiffLine line = { .kind = WEIR_DIFF_ADDED, .text = g_array_index (after->lines, WeirSpan, *j), .after = *j + 1 };

      g_array_append_val (out, line);
    }
  n_added = out->len - start - n_removed;
  for (guint n = 0; n < MIN (n_removed, n_added); n++)
    mark_changes (&g_array_index (out, WeirDiffLine, start + n), &g_array_index (out, WeirDiffLine, start + n_removed + n));
}

static void
text_init (Text *self, WeirSpan text, gboolean *is_cut)
{
  self->lines = split (text, is_cut);
  self->classes = g_new (guint, self->lines->len);
  self->is_only = g_new0 (guint8, self->lines->len);
}

GArray *
weir_diff_lines (WeirSpan before, WeirSpan after, gboolean *is_cut)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (WeirDiffLine));
  Text a, b;
  guint i = 0, j = 0;

  *is_cut = FALSE;
  text_init (&a, before, is_cut);
  text_init (&b, after, is_cut);
  classify (&a, &b);
  compare (&a, &b);
  while (i < a.lines->len || j < b.lines->len)
    {
      append_change (out, &a, &b, &i, &j);
      if (j < b.lines->len)
        {
          WeirDiffLine line = { .kind = WEIR_DIFF_SAME, .text = g_array_index (b.lines, WeirSpan, j), .before = ++i, .after = j + 1 };

          g_array_append_val (out, line);
          j++;
        }
    }
  text_clear (&a);
  text_clear (&b);

  return out;
}
