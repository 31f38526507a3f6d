/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "weir-commands.h"
#include "weir-jsonl.h"
#include "weir-limits.h"
#include "weir-parser.h"
#include "weir-print.h"
#include "weir-usage.h"

typedef struct
{
  const char *name; /* of the input, for people */
  int fd;
  gboolean count_only;
  WeirParser *parser;
  GString *out;
  guint64 n_events;
  WeirExit status;
} Decode;

static void
on_frame (const WeirFrame *frame, gpointer data)
{
  Decode *self = data;

  if (!frame->dispatches)
    return;

  self->n_events++;
  if (!self->count_only)
    weir_jsonl_event (self->out, frame, -1);
}

static void
on_comment (const WeirLine *line, WeirSpan text, gpointer data)
{
  Decode *self = data;

  if (!self->count_only)
    weir_jsonl_comment (self->out, text, -1);
}

static void
on_retry (const WeirLine *line, guint64 ms, gpointer data)
{
  Decode *self = data;

  if (!self->count_only)
    weir_jsonl_retry (self->out, ms, -1);
}

/* Returns: whether it is worth going on */
static gboolean
print (Decode *self)
{
  gboolean go_on = weir_print (self->out->str, self->out->len, &self->status);

  g_string_truncate (self->out, 0);

  return go_on;
}

static gboolean
decode_all (Decode *self)
{
  g_autofree char *buffer = g_malloc (WEIR_LIMIT_READ);
  g_autoptr (GError) error = NULL;

  for (;;)
    {
      gssize n = read (self->fd, buffer, WEIR_LIMIT_READ);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_printerr (_ ("weir: cannot read %s: %s\n"), self->name, g_strerror (errno));
          self->status = WEIR_EXIT_USAGE;
          return TRUE;
        }
      if (n == 0)
        return TRUE;

      if (!weir_parser_feed (self->parser, buffer, (gsize) n, &error))
        {
          g_autofree char *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, weir_parser_get_offset (self->parser));

          g_printerr (_ ("weir: %s: near byte %s: %s\n"), self->name, offset, error->message);
          self->status = WEIR_EXIT_USAGE;
          return TRUE;
        }
      if (!print (self))
        return FALSE;
    }
}

static void
decode (Decode *self)
{
  const WeirParserHandlers handlers = { on_frame, on_comment, on_retry, NULL };

  self->parser = weir_parser_new (&handlers, self);
  self->out = g_string_sized_new (2 * WEIR_LIMIT_READ);
  if (decode_all (self))
    {
      if (self->count_only)
        g_string_append_printf (self->out, "%" G_GUINT64_FORMAT "\n", self->n_events);
      else
        weir_jsonl_end (self->out, self->n_events, weir_parser_get_last_event_id (self->parser),
                        weir_parser_get_unfinished (self->parser).len);
      print (self);
    }
  weir_parser_free (self->parser);
  g_string_free (self->out, TRUE);
}

static WeirExit
decode_file (Decode *self, const char *path)
{
  if (path == NULL || g_str_equal (path, "-"))
    {
      self->name = _ ("standard input");
      self->fd = STDIN_FILENO;
      decode (self);
      return self->status;
    }

  self->name = path;
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (self->fd < 0)
    {
      g_printerr (_ ("weir: cannot read %s: %s\n"), path, g_strerror (errno));
      return WEIR_EXIT_USAGE;
    }
  decode (self);
  close (self->fd);

  return self->status;
}

WeirExit
weir_command_decode (int argc, char **argv)
{
  g_autofree char *format = NULL;
  g_auto (GStrv) rest = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_STRING, &format, N_ ("Records, or only the number of events (jsonl)"), "jsonl|count" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context =
      weir_usage_context ("decode", entries,
                          _ ("Reads a plain event stream to its end, of any size; nothing in it is a directive. Records: event, comment,\n"
                             "retry, and end. An unfinished block at the end is no event; its bytes are counted in the last record.\n"
                             "\n"
                             "Exit status: 0 decoded, 2 wrong options, an unreadable file or a line beyond 16 MiB, 5 output failed."));
  Decode self = { .status = WEIR_EXIT_OK };
  WeirExit status;

  if (!weir_usage_parse (context, "decode", &argc, &argv, &status))
    return status;
  if (rest != NULL && g_strv_length (rest) > 1)
    return weir_usage_complain ("decode", _ ("one file, please"));
  if (format != NULL && !g_str_equal (format, "jsonl") && !g_str_equal (format, "count"))
    return weir_usage_complain ("decode", _ ("--output: there is no “%s”; there are jsonl and count"), format);

  self.count_only = g_strcmp0 (format, "count") == 0;

  return decode_file (&self, rest != NULL ? rest[0] : NULL);
}
