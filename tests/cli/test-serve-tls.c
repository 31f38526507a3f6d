/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "records.h"
#include "run-weir.h"
#include "scratch.h"
#include "test-certificates.h"

#include <string.h>

/* The mock server over TLS, with the program itself as its client. */

static const char hello[] = ":@ weir 1\nid: 1\ndata: hello\n\n:@ hold\n";

typedef struct
{
  Scratch *scratch;
  Weir *server;
  Record *listening;
} Fixture;

/* @options: NULL-terminated */
static void
set_up (Fixture *self, const char *data_home, const char *const *options)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  const char *const first[] = { "serve", "--port", "0", "--output", "jsonl" };
  g_autofree char *script = NULL;
  g_autofree char *line = NULL;

  self->scratch = scratch_new ();
  script = scratch_write (self->scratch, "hello.eventstream", hello);
  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    g_ptr_array_add (arguments, (char *) first[i]);
  for (gsize i = 0; options[i] != NULL; i++)
    g_ptr_array_add (arguments, (char *) options[i]);
  g_ptr_array_add (arguments, script);
  g_ptr_array_add (arguments, NULL);

  self->server = weir_run_full (WEIR_RUN_DEFAULT, (const char *const *) arguments->pdata, "XDG_DATA_HOME", data_home, NULL);
  weir_wait_for (self->server, "}\n");
  line = g_strndup (weir_get_stdout (self->server), strcspn (weir_get_stdout (self->server), "\n"));
  self->listening = record_new (line);
}

static void
tear_down (Fixture *self)
{
  weir_free (self->server);
  record_free (self->listening);
  scratch_free (self->scratch);
}

static int
watch (const Fixture *self, const char *ca_file, const char *wanted)
{
  g_autofree char *url = g_strconcat (record_get (self->listening, "url")->str, "/hello", NULL);
  const char *const trusting[] = { "watch", "--policy", "once", "--output", "jsonl", "--count", "1", "--cacert", ca_file, url, NULL };
  const char *const others[] = { "watch", "--policy", "once", "--output", "jsonl", "--count", "1", url, NULL };
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_DEFAULT, ca_file != NULL ? trusting : others);
  int status = weir_wait (weir);

  if (strstr (weir_get_stdout (weir), wanted) == NULL)
    g_test_fail_printf ("no %s in %s", wanted, weir_get_stdout (weir));
  return status;
}

/* The certificate that Weir makes: kept from one server to the next, trusted by who is told to, by others not. */
static void
test_own (void)
{
  static const char *const options[] = { "--tls", NULL };
  g_autoptr (Scratch) home = scratch_new ();
  g_autofree char *made = g_build_filename (home->path, "weir", "tls", "localhost.pem", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Fixture self;

  for (guint i = 0; i < 2; i++)
    {
      set_up (&self, home->path, options);
      g_assert_true (g_str_has_prefix (record_get (self.listening, "url")->str, "https://127.0.0.1:"));
      g_assert_nonnull (strstr (record_get (self.listening, "control")->str, "\"https://127.0.0.1:"));
      g_assert_true (record_is (self.listening, "certificate", made));
      g_assert_cmpint (watch (&self, made, "\"data\":\"hello\""), ==, 0);
      g_assert_cmpint (watch (&self, NULL, "\"reason\":\"tls\""), ==, 3);
      weir_wait_for (self.server, "\"type\":\"notice\"");
      tear_down (&self);
      g_assert_true (g_file_get_contents (made, i == 0 ? &before : &after, NULL, NULL));
    }
  g_assert_cmpstr (before, ==, after);
}

static void
test_given (void)
{
  g_autofree char *certificate = test_certificate_dup_path ("server-b.pem");
  g_autofree char *authority = test_certificate_dup_path ("authority-b.pem");
  const char *const options[] = { "--cert", certificate, NULL };
  g_autoptr (Scratch) home = scratch_new ();
  Fixture self;

  set_up (&self, home->path, options);
  g_assert_null (record_get (self.listening, "certificate"));
  g_assert_cmpint (watch (&self, authority, "\"data\":\"hello\""), ==, 0);
  tear_down (&self);
}

static void
check_refused (const char *const *arguments, const char *words)
{
  g_autoptr (Weir) weir = weir_run (WEIR_RUN_DEFAULT, arguments);

  g_assert_cmpint (weir_wait (weir), ==, 2);
  if (strstr (weir_get_stderr (weir), words) == NULL)
    g_test_fail_printf ("no “%s” in %s", words, weir_get_stderr (weir));
}

static void
test_refused (void)
{
  g_autofree char *authority = test_certificate_dup_path ("authority-b.pem");

  check_refused ((const char *const[]){ "serve", "--key", "k.pem", "x.eventstream", NULL }, "with --cert");
  check_refused ((const char *const[]){ "serve", "--cert", "/nowhere/c.pem", "x.eventstream", NULL }, "/nowhere/c.pem");
  check_refused ((const char *const[]){ "serve", "--cert", authority, "x.eventstream", NULL }, "holds no key");
  check_refused ((const char *const[]){ "test", "--cert", authority, "x.eventstream", "--", "true", NULL }, "holds no key");
}

/* A name that the certificate does not hold for is said. */
static void
test_names (void)
{
  static const char *const options[] = { "--tls", "--for", "1ms", "--host", "box.example", NULL };
  g_autoptr (Scratch) home = scratch_new ();
  Fixture self;

  set_up (&self, home->path, options);
  g_assert_cmpint (weir_wait (self.server), ==, 0);
  g_assert_nonnull (strstr (weir_get_stderr (self.server), "for box.example with --cert"));
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/serve-tls/own", test_own);
  g_test_add_func ("/serve-tls/given", test_given);
  g_test_add_func ("/serve-tls/refused", test_refused);
  g_test_add_func ("/serve-tls/names", test_names);

  return g_test_run ();
}
