/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-fault.h"

#include <glib/gi18n.h>
#include <string.h>

#include "weir-mock-control.h"

typedef enum
{
  SECTION_STATUS,
  SECTION_BODY,
  SECTION_CONNECTION,
  N_SECTIONS,
} Section;

/* What each is, is said in the scripts' own language. */
typedef struct
{
  const char *id;
  Section section;
  const char *label;
  WeirNextKind kind;
  gint64 delay_us;
  const char *script; /* (nullable): behind the first line; %NULL: what is served there */
} Fault;

static const Fault faults[] = {
  { "500", SECTION_STATUS, N_ ("500 Internal Server Error"), WEIR_NEXT_SCRIPT, 0, ":@ status 500\n:@ body \"Something went wrong.\\n\"\n" },
  { "503", SECTION_STATUS, N_ ("503, Retry-After: 5"), WEIR_NEXT_SCRIPT, 0,
    ":@ status 503\n:@ header Retry-After: 5\n:@ body \"Come back later.\\n\"\n" },
  { "429", SECTION_STATUS, N_ ("429, Retry-After: 5"), WEIR_NEXT_SCRIPT, 0,
    ":@ status 429\n:@ header Retry-After: 5\n:@ header Content-Type: application/json\n"
    ":@ body \"{\\\"error\\\": {\\\"message\\\": \\\"Too many requests.\\\"}}\\n\"\n" },
  { "401", SECTION_STATUS, N_ ("401 Unauthorized"), WEIR_NEXT_SCRIPT, 0,
    ":@ status 401\n:@ header WWW-Authenticate: Bearer\n:@ body \"Who are you?\\n\"\n" },
  { "204", SECTION_STATUS, N_ ("204 No Content: do not come back"), WEIR_NEXT_SCRIPT, 0, ":@ status 204\n" },
  { "type", SECTION_BODY, N_ ("A web page instead of a stream"), WEIR_NEXT_SCRIPT, 0,
    ":@ header Content-Type: text/html; charset=utf-8\n:@ body \"<!doctype html><title>Sign in</title><p>Sign in first.\\n\"\n" },
  { "empty", SECTION_BODY, N_ ("A stream that ends at once"), WEIR_NEXT_SCRIPT, 0, ":@ raw \"\\n\"\n:@ close\n" },
  { "half", SECTION_BODY, N_ ("Half an event, then a cut"), WEIR_NEXT_SCRIPT, 0, ":@ raw \"data: this event has no e\"\n:@ cut\n" },
  { "late", SECTION_CONNECTION, N_ ("The script, 5 s late"), WEIR_NEXT_SCRIPT, 5 * G_TIME_SPAN_SECOND, NULL },
  { "stall-head", SECTION_CONNECTION, N_ ("Stall: no answer at all"), WEIR_NEXT_SCRIPT, 0, ":@ status none\n:@ stall\n" },
  { "stall", SECTION_CONNECTION, N_ ("Stall after the head"), WEIR_NEXT_SCRIPT, 0, ":@ stall\n" },
  { "cut", SECTION_CONNECTION, N_ ("Cut after the head"), WEIR_NEXT_SCRIPT, 0, ":@ cut\n" },
  { "reset", SECTION_CONNECTION, N_ ("Reset after the head"), WEIR_NEXT_SCRIPT, 0, ":@ reset\n" },
  { "cut-head", SECTION_CONNECTION, N_ ("Cut without an answer"), WEIR_NEXT_CUT, 0, NULL },
  { "refuse", SECTION_CONNECTION, N_ ("Refuse: reset without an answer"), WEIR_NEXT_RESET, 0, NULL },
};

static const Fault *
find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].id, id))
      return &faults[i];

  return NULL;
}

const char *
weir_fault_get_label (const char *id)
{
  const Fault *fault = find (id);

  return fault != NULL ? gettext (fault->label) : NULL;
}

GMenu *
weir_fault_create_menu (void)
{
  static const char *const titles[N_SECTIONS] = { N_ ("Status"), N_ ("Body"), N_ ("Connection") };
  GMenu *menu = g_menu_new ();

  for (guint section = 0; section < N_SECTIONS; section++)
    {
      g_autoptr (GMenu) part = g_menu_new ();

      for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
        {
          g_autofree char *action = g_strdup_printf ("mock.next-answer::%s", faults[i].id);

          if ((guint) faults[i].section == section)
            g_menu_append (part, gettext (faults[i].label), action);
        }
      g_menu_append_section (menu, gettext (titles[section]), G_MENU_MODEL (part));
    }

  return menu;
}

static WeirScript *
parse (const char *script)
{
  g_autofree char *text = g_strconcat (":@ weir 1\n", script, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) diagnostics = NULL;

  return weir_script_new (bytes, &diagnostics);
}

gboolean
weir_fault_add (const char *id, WeirMock *mock)
{
  const Fault *fault = find (id);
  g_autoptr (WeirScript) script = NULL;
  WeirNext next = { .times = 1 };

  g_return_val_if_fail (WEIR_IS_MOCK (mock), FALSE);

  if (fault == NULL)
    return FALSE;
  if (fault->script != NULL)
    {
      script = parse (fault->script);
      g_return_val_if_fail (script != NULL, FALSE);
    }
  next.kind = fault->kind;
  next.delay_us = fault->delay_us;
  next.script = script;

  return weir_mock_add_next (mock, &next);
}

const char **
weir_fault_list (void)
{
  const char **ids = g_new0 (const char *, G_N_ELEMENTS (faults) + 1);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    ids[i] = faults[i].id;

  return ids;
}
