/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "weir-cli-resources.h"
#include "weir-client-tests.h"

#define RESOURCES "/io/github/weir/Weir/client-tests"

/* What stands in a script for data that would make the program large. */
#define BIG_MARK "{{10 MiB}}"
#define BIG_LENGTH (10u * 1024 * 1024)

gboolean
weir_client_tests_is_folder (const char *path)
{
  g_autofree char *rules = g_build_filename (path, WEIR_CLIENT_TESTS_RULES, NULL);

  return g_file_test (rules, G_FILE_TEST_IS_REGULAR);
}

/* Returns: (transfer full): the file's bytes, with what its mark stands for */
static GString *
load (const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES "/", name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GString *text = g_string_new_len (data, (gssize) size);
  char *mark = strstr (text->str, BIG_MARK);

  if (mark != NULL)
    {
      gssize position = mark - text->str;
      g_autofree char *big = g_strnfill (BIG_LENGTH, 'x');

      g_string_erase (text, position, strlen (BIG_MARK));
      g_string_insert_len (text, position, big, BIG_LENGTH);
    }

  return text;
}

static gboolean
write_file (const char *folder, const char *name, gboolean replace, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GString *text;
  gboolean is_program;
  gboolean ok;

  if (!replace && g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, _ ("%s exists; --replace replaces it"), path);
      return FALSE;
    }
  text = load (name);
  is_program = g_str_has_prefix (text->str, "#!");
  ok = g_file_set_contents_full (path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT, is_program ? 0777 : 0666, error);
  g_string_free (text, TRUE);

  return ok;
}

guint
weir_client_tests_write (const char *folder, gboolean replace, GError **error)
{
  g_auto (GStrv) names = NULL;
  guint n;

  weir_cli_register_resource ();
  names = g_resources_enumerate_children (RESOURCES, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), _ ("cannot make the folder %s: %s"), folder, g_strerror (code));
      return 0;
    }
  for (n = 0; names[n] != NULL; n++)
    if (!write_file (folder, names[n], replace, error))
      return 0;

  return n;
}

static const char *
find_type (const char *name)
{
  static const struct
  {
    const char *suffix;
    const char *type;
  } types[] = {
    { ".css", "text/css; charset=utf-8" }, { ".html", "text/html; charset=utf-8" },      { ".js", "text/javascript; charset=utf-8" },
    { ".json", "application/json" },       { ".mjs", "text/javascript; charset=utf-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_has_suffix (name, types[i].suffix))
      return types[i].type;

  return NULL;
}

/* A script that answers with these bytes. */
static WeirScript *
make_script (const char *type, const char *data, gsize length)
{
  GString *text = g_string_new (":@ weir 1\n:@ template off\n");
  g_autoptr (GPtrArray) diagnostics = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_string_append_printf (text, ":@ header Content-Type: %s\n:@ header Cache-Control: no-store\n:@ body \"", type);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, "\\x%02X", (guint) (guchar) data[i]);
  g_string_append (text, "\"\n");
  bytes = g_string_free_to_bytes (text);

  return weir_script_new (bytes, &diagnostics);
}

static gboolean
serve_file (const char *folder, const char *name, WeirMock *mock, GError **error)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autofree char *escaped = g_uri_escape_string (name, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH_ELEMENT, FALSE);
  g_autofree char *path = g_strconcat ("/", escaped, NULL);
  g_autofree char *data = NULL;
  g_autoptr (WeirScript) script = NULL;
  gsize length;

  if (!g_file_get_contents (file, &data, &length, error))
    return FALSE;
  script = make_script (find_type (name), data, length);
  /* Nothing but hexadecimal digits came in. */
  g_assert (script != NULL);
  weir_mock_add_script (mock, path, script);
  if (g_str_equal (name, "index.html"))
    weir_mock_add_script (mock, "/", script);

  return TRUE;
}

static gboolean
serve_files (const char *folder, WeirMock *mock, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (find_type (name) != NULL && !serve_file (folder, name, mock, error))
      return FALSE;

  return TRUE;
}

WeirClientKit *
weir_client_tests_load (const char *folder, WeirMock *mock, GError **error)
{
  g_autofree char *file = g_build_filename (folder, WEIR_CLIENT_TESTS_RULES, NULL);
  g_autofree char *origin = weir_mock_dup_url (mock);
  g_auto (GStrv) parts = g_strsplit (origin, "127.0.0.1", 2);
  g_autofree char *other = g_strjoinv ("localhost", parts);
  g_autofree char *json = NULL;
  GPtrArray *rules;
  gsize length;

  if (!g_file_get_contents (file, &json, &length, error) || !serve_files (folder, mock, error))
    return NULL;
  rules = weir_client_rules_parse (weir_span (json, length), origin, other, error);
  if (rules != NULL)
    return weir_client_kit_new (rules);

  g_prefix_error (error, "%s: ", file);
  return NULL;
}
