/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-exchange.h"
#include "weir-limits.h"
#include "weir-page-view.h"
#include "weir-recording-index.h"
#include "weir-unit.h"

#include <inttypes.h>

static void
append_headers (GString *out, const char *sign, const GPtrArray *headers)
{
  for (guint i = 0; i < headers->len; i++)
    {
      const WeirExchangeHeader *header = g_ptr_array_index (headers, i);

      g_string_append_printf (out, "%s %s: %s\n", sign, header->name, header->value);
    }
}

static void
append_bytes (GString *out, const char *name, GBytes *bytes)
{
  gsize n_bytes;
  const char *data;
  g_autofree char *escaped = NULL;
  g_autofree char *copy = NULL;

  if (bytes == NULL)
    return;
  data = g_bytes_get_data (bytes, &n_bytes);
  copy = g_strndup (data, n_bytes);
  escaped = g_strescape (copy, "\"");
  g_string_append_printf (out, "%s \"%s\"\n", name, escaped);
}

static void
append_exchange (GString *out, const WeirExchange *self)
{
  g_string_append_printf (out, "connection %" PRIu64 ", rows %" PRIu64 " to %" PRIu64 "\n", self->number, self->first_row, self->last_row);
  g_string_append_printf (out, "> %s %s\n", self->method, self->url);
  append_headers (out, ">", self->request_headers);
  append_bytes (out, "> body", self->request_body);
  for (guint i = 0; i < self->hops->len; i++)
    {
      const WeirExchangeHop *hop = g_ptr_array_index (self->hops, i);

      g_string_append_printf (out, "hop %u %s at %" PRIi64 "\n", hop->status, hop->url, hop->time_us);
    }
  if (self->has_head)
    g_string_append_printf (out, "< %s %u %s from %s, %s %s\n", self->http, self->status, self->phrase, self->remote, self->tls,
                            self->cipher);
  append_headers (out, "<", self->response_headers);
  g_string_append_printf (out, "timing %" PRIi64 " %" PRIi64 " %" PRIi64 " %" PRIi64 "\n", self->timing.dns_us, self->timing.connect_us,
                          self->timing.tls_us, self->timing.head_us);
  g_string_append_printf (out, "times %" PRIi64 " %" PRIi64 " %" PRIi64 " %" PRIi64 "%s%s%s\n", self->connecting_us, self->head_us,
                          self->open_us, self->first_event_us, self->is_open ? " open" : "", self->any_type ? " any-type" : "",
                          self->compressed ? " compressed" : "");
}

static void
append_page_view (GString *out, const WeirPageView *self)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      const WeirPageFact *fact = g_ptr_array_index (self->facts, i);

      g_string_append_printf (out, "  %s%s: %s\n", fact->name, fact->is_code ? "" : " (words)", fact->value);
    }
}

static void
append_remarks (GString *out, const WeirPageView *self)
{
  g_string_append_printf (out, "%c %s\n", "+.!-"[self->verdict_kind], self -> verdict);
  for (guint i = 0; i < self->remarks->len; i++)
    {
      const WeirPageRemark *remark = g_ptr_array_index (self->remarks, i);

      g_string_append_printf (out, "  %c %s\n", "+.!-"[remark->kind], remark -> text);
    }
}

/* Each connection as it is told at its last row, and what a page sees of each row. */
static char *
print (WeirRecording *recording)
{
  const guint64 count = weir_recording_get_count (recording);
  GString *out = g_string_new (NULL);
  guint64 first_row = G_MAXUINT64;

  for (guint64 i = count; i > 0; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WeirUnit) unit = weir_unit_read (recording, i - 1, &error);
      g_autoptr (WeirExchange) exchange = weir_exchange_read (recording, i - 1, NULL, &error);
      g_autoptr (WeirPageView) view = NULL;

      g_assert_no_error (error);
      view = weir_page_view_new (unit, exchange);
      if (exchange != NULL && exchange->first_row != first_row)
        append_exchange (out, exchange);
      if (i == count || (exchange != NULL && exchange->first_row != first_row))
        append_remarks (out, view);
      if (exchange != NULL)
        first_row = exchange->first_row;
      g_string_append_printf (out, "row %" PRIu64 "\n", i - 1);
      append_page_view (out, view);
      append_bytes (out, "  body", unit->body);
      if (unit->body_is_cut)
        g_string_append (out, "  body is cut\n");
      if (unit->message != NULL)
        g_string_append_printf (out, "  %s: %s\n", weir_reason_get_nick (unit->reason), unit->message);
    }

  return g_string_free (out, FALSE);
}

static void
check_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *expected_path = g_strndup (path, strlen (path) - strlen (".eventstream"));
  g_autofree char *expected = NULL, *got = NULL;
  g_autoptr (WeirRecording) recording = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *with_suffix = g_strconcat (expected_path, ".expected", NULL);

  g_test_message ("%s", name);
  recording = weir_recording_open (path, &error);
  g_assert_no_error (error);
  weir_recording_load (recording, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  got = print (recording);
  /* For whoever adds a case: WRITE_EXPECTED=1 writes the file, to be read before it is believed. */
  if (g_getenv ("WRITE_EXPECTED") != NULL)
    g_file_set_contents (with_suffix, got, -1, &error);
  g_assert_no_error (error);
  g_file_get_contents (with_suffix, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_cases (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", "exchange", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n_checked = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".eventstream"))
      {
        check_file (folder, name);
        n_checked++;
      }
  g_assert_cmpuint (n_checked, >=, 17);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/cases", test_cases);

  return g_test_run ();
}
