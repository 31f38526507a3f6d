/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-limits.h"
#include "weir-script-build.h"

void
weir_diagnostic_free (WeirDiagnostic *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->hint);
  g_free (self);
}

void
weir_diagnostics_add (GPtrArray *diagnostics, guint line, guint column, gboolean is_error, char *text, char *hint)
{
  WeirDiagnostic *diagnostic = g_new0 (WeirDiagnostic, 1);

  *diagnostic = (WeirDiagnostic){ line, column, is_error, text, hint };
  if (diagnostics->len >= WEIR_LIMIT_DIAGNOSTICS)
    {
      /* An error takes the place of a warning: a broken script never looks sound. */
      guint i = diagnostics->len;

      while (is_error && i > 0 && ((WeirDiagnostic *) g_ptr_array_index (diagnostics, i - 1))->is_error)
        i--;
      if (!is_error || i == 0)
        {
          weir_diagnostic_free (diagnostic);
          return;
        }
      g_ptr_array_remove_index (diagnostics, i - 1);
    }
  g_ptr_array_add (diagnostics, diagnostic);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const WeirDiagnostic *const *one = a;
  const WeirDiagnostic *const *two = b;

  if ((*one)->line != (*two)->line)
    return (*one)->line < (*two)->line ? -1 : 1;
  if ((*one)->column != (*two)->column)
    return (*one)->column < (*two)->column ? -1 : 1;

  return 0;
}

void
weir_diagnostics_sort (GPtrArray *diagnostics)
{
  g_ptr_array_sort (diagnostics, compare_places);
}

static void
free_section (gpointer data)
{
  WeirSection *section = data;

  g_array_unref (section->headers);
  g_array_unref (section->head_chances);
  g_ptr_array_unref (section->expects);
  g_clear_pointer (&section->head.body, g_bytes_unref);
  g_free (section);
}

static void
free_route (gpointer data)
{
  WeirRoute *route = data;

  g_free (route->method);
  g_free (route->path);
  g_free (route);
}

static WeirScript *
create (GBytes *bytes)
{
  WeirScript *self = g_new0 (WeirScript, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->strings = g_string_chunk_new (1024);
  self->seed = -1;
  self->routes = g_ptr_array_new_with_free_func (free_route);
  self->matches = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_match_free);
  self->steps = g_array_new (FALSE, FALSE, sizeof (WeirStep));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (WeirPiece));
  self->sections = g_ptr_array_new_with_free_func (free_section);
  self->expects = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_expect_free);

  return self;
}

static gboolean
is_verb (WeirSpan line, const char *verb)
{
  gsize at = strlen (":@ ");
  gsize len = strlen (verb);

  while (at < line.len && line.data[at] == ' ')
    at++;

  return line.len - at >= len && memcmp (line.data + at, verb, len) == 0 && (line.len - at == len || line.data[at + len] == ' ');
}

static gboolean
find_connect (WeirSpan file)
{
  WeirScriptLines lines;
  WeirScriptLine line;

  weir_script_lines_init (&lines, file, FALSE);
  while (weir_script_lines_next (&lines, &line))
    if (line.kind == WEIR_LINE_DIRECTIVE && is_verb (line.text, "connect"))
      return TRUE;

  return FALSE;
}

/* A forgotten magic line. */
static void
warn_directive_in_plain (WeirBuilder *builder)
{
  WeirSpan text = builder->args.line.text;
  gsize n;
  const WeirDirective *directives;

  if (text.len < 4 || memcmp (text.data, ":@ ", 3) != 0)
    return;
  directives = weir_directive_get_all (&n);
  for (gsize i = 0; i < n; i++)
    if (is_verb (text, directives[i].verb))
      {
        weir_args_report (&builder->args, 0, FALSE,
                          g_strdup (_ ("this looks like a directive, but the file is a plain stream: it is sent as a comment")),
                          g_strdup (_ ("to make the file a script, write :@ weir 1 as its first line")));
        return;
      }
}

static void
warn_layout_in_block (WeirBuilder *builder)
{
  if (weir_builder_in_block (builder))
    weir_args_report (&builder->args, 0, FALSE, g_strdup (_ ("this empty line is layout: it does not end the block above the directive")),
                      g_strdup (_ ("to end the block, put the empty line above the directive")));
}

static void
add_line (WeirBuilder *builder)
{
  WeirArgs *args = &builder->args;

  switch (args->line.kind)
    {
    case WEIR_LINE_WIRE:
    case WEIR_LINE_BLANK:
    case WEIR_LINE_STUFFED:
      if (builder->script->is_plain)
        warn_directive_in_plain (builder);
      weir_builder_add_wire (builder);
      break;
    case WEIR_LINE_DIRECTIVE:
      weir_builder_add_directive (builder);
      break;
    case WEIR_LINE_LAYOUT:
      warn_layout_in_block (builder);
      break;
    case WEIR_LINE_ODD:
      weir_args_report (args, 0, TRUE, g_strdup (_ ("“:@” is not followed by a space and a verb")),
                        g_strdup (_ ("a directive is written :@ VERB, a comment that begins with :@ is written :@@")));
      break;
    case WEIR_LINE_FULLWIDTH:
      /* In a recording nobody mistyped it: it came like that. */
      if (builder->script->is_recording)
        {
          weir_builder_add_wire (builder);
          break;
        }
      weir_args_report (args, 0, TRUE, g_strdup (_ ("a directive in full-width characters")),
                        g_strdup (_ ("type :@ and a space in ASCII")));
      break;
    }
}

static void
build (WeirScript *self, WeirSpan file, GPtrArray *diagnostics)
{
  WeirBuilder builder;
  WeirScriptLines lines;
  WeirScriptLine line;

  weir_builder_init (&builder, self, diagnostics);
  self->has_connects = !self->is_plain && find_connect (file);
  if (self->is_plain)
    builder.draft.every = (WeirDuration){ G_TIME_SPAN_SECOND, G_TIME_SPAN_SECOND };
  if (!self->has_connects)
    weir_builder_begin_section (&builder, 1, G_MAXUINT64, 1);

  weir_script_lines_init (&lines, file, self->is_plain);
  while (weir_script_lines_next (&lines, &line))
    {
      builder.args.line = line;
      builder.args.verb_at = 0;
      add_line (&builder);
    }
  builder.args.directive = NULL;
  weir_builder_finish_section (&builder);
  weir_builder_clear (&builder);
}

WeirScript *
weir_script_new (GBytes *bytes, GPtrArray **diagnostics)
{
  g_autoptr (WeirScript) self = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) weir_diagnostic_free);
  WeirSpan file;
  gboolean broken = FALSE;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (diagnostics != NULL, NULL);

  self = create (bytes);
  file.data = g_bytes_get_data (bytes, &file.len);
  switch (weir_script_lines_find_magic (file, &file))
    {
    case WEIR_MAGIC_UNKNOWN:
      weir_diagnostics_add (found, 1, 1, TRUE, g_strdup (_ ("this is no script that this version reads")),
                            g_strdup (_ ("the first line is :@ weir 1, and nothing else")));
      break;
    case WEIR_MAGIC_NONE:
      self->is_plain = TRUE;
      build (self, file, found);
      break;
    case WEIR_MAGIC_SCRIPT:
      build (self, file, found);
      break;
    }

  weir_diagnostics_sort (found);
  for (guint i = 0; i < found->len; i++)
    broken = broken || ((WeirDiagnostic *) g_ptr_array_index (found, i))->is_error;
  *diagnostics = g_steal_pointer (&found);

  return broken ? NULL : g_steal_pointer (&self);
}

WeirScript *
weir_script_ref (WeirScript *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
weir_script_unref (WeirScript *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->expects);
  g_ptr_array_unref (self->routes);
  g_ptr_array_unref (self->matches);
  g_free (self->count_name);
  g_array_unref (self->steps);
  g_array_unref (self->pieces);
  g_string_chunk_free (self->strings);
  g_bytes_unref (self->bytes);
  g_free (self->title);
  g_free (self);
}

gboolean
weir_script_is_plain (const WeirScript *self)
{
  return self->is_plain;
}

gboolean
weir_script_is_recording (const WeirScript *self)
{
  return self->is_recording;
}

const char *
weir_script_get_title (const WeirScript *self)
{
  return self->title;
}

gboolean
weir_script_has_routes (const WeirScript *self)
{
  return self->routes->len > 0;
}

const char *
weir_script_get_path (const WeirScript *self)
{
  const char *other = NULL;

  for (guint i = 0; i < self->routes->len; i++)
    {
      const WeirRoute *route = g_ptr_array_index (self->routes, i);

      if (route->method == NULL || g_str_equal (route->method, "GET"))
        return route->path;
      if (other == NULL)
        other = route->path;
    }

  return other;
}

const char *
weir_script_get_route (const WeirScript *self, guint i, const char **method)
{
  const WeirRoute *route = i < self->routes->len ? g_ptr_array_index (self->routes, i) : NULL;

  *method = route != NULL ? route->method : NULL;

  return route != NULL ? route->path : NULL;
}

gint64
weir_script_get_seed (const WeirScript *self)
{
  return self->seed;
}

gboolean
weir_script_matches (const WeirScript *self, const char *method, const char *path, gboolean *path_matches)
{
  gboolean any_path = FALSE;
  gboolean found = FALSE;

  g_return_val_if_fail (method != NULL && path != NULL, FALSE);

  for (guint i = 0; i < self->routes->len && !found; i++)
    {
      const WeirRoute *route = g_ptr_array_index (self->routes, i);

      if (route->is_prefix ? !g_str_has_prefix (path, route->path) : strcmp (path, route->path) != 0)
        continue;
      any_path = TRUE;
      found = route->method == NULL || strcmp (route->method, method) == 0;
    }
  if (path_matches != NULL)
    *path_matches = any_path;

  return found;
}
