/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include <glib/gi18n-lib.h>

#include "weir-directive.h"
#include "weir-serve-arguments.h"

void
weir_play_arguments_clear (WeirPlayArguments *self)
{
  g_clear_pointer (&self->speed, g_free);
  g_clear_pointer (&self->longest_pause, g_free);
  g_clear_pointer (&self->seed, g_free);
}

gboolean
weir_take_number (const char *option, const char *text, gint64 max, gint64 *number, GError **error)
{
  if (text == NULL || g_ascii_string_to_signed (text, 10, 0, max, number, NULL))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--%s: “%s” is no number from 0 to %lld"), option, text,
               (long long) max);

  return FALSE;
}

static gboolean
take_speed (const char *text, double *speed, GError **error)
{
  char *end;

  if (text == NULL)
    return TRUE;

  *speed = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && (*speed == 0 || (*speed >= 0.1 && *speed <= 100)))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--speed: “%s” is neither 0 nor from 0.1 to 100"), text);

  return FALSE;
}

static gboolean
take_longest_pause (const char *text, gint64 *longest_us, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (!weir_duration_parse (weir_span_from_string (text), longest_us, error))
    {
      g_prefix_error (error, "--longest-pause: ");
      return FALSE;
    }
  if (*longest_us > 0)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--longest-pause: no pause at all is --speed 0"));
  return FALSE;
}

gboolean
weir_play_arguments_take (const WeirPlayArguments *self, WeirServerOptions *server, GError **error)
{
  return weir_take_number ("seed", self->seed, G_MAXINT64, &server->seed, error) && take_speed (self->speed, &server->speed, error) &&
         take_longest_pause (self->longest_pause, &server->longest_pause_us, error);
}

void
weir_tls_arguments_clear (WeirTlsArguments *self)
{
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->key, g_free);
}

gboolean
weir_tls_arguments_take (const WeirTlsArguments *self, WeirTlsIdentity **identity, GError **error)
{
  if (self->key != NULL && self->certificate == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--key: give the certificate that it belongs to with --cert"));
      return FALSE;
    }

  *identity = NULL;
  if (self->certificate != NULL)
    *identity = weir_tls_identity_load (self->certificate, self->key, error);
  else if (self->tls)
    *identity = weir_tls_identity_load_own (NULL, error);
  else
    return TRUE;

  return *identity != NULL;
}
