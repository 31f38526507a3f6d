/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"
#include "stage.h"
#include "weir-toast.h"
#include "weir-toasts.h"

typedef struct
{
  AdwToastOverlay *overlay;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("Below"));
  self->overlay = ADW_TOAST_OVERLAY (overlay);
  self->window = stage_show (overlay, 400, 300);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window != NULL)
    app_destroy (self->window);
}

typedef void (*Add) (AdwToastOverlay *overlay, AdwToast *toast);

/* Its pointer is NULL when it is gone. */
static void
add (Fixture *self, Add func, AdwToast **toast, const char *text)
{
  g_set_weak_pointer (toast, adw_toast_new (text));
  func (self->overlay, *toast);
}

static void
draw (Fixture *self, guint n_frames)
{
  for (guint i = 0; i < n_frames; i++)
    app_draw (GTK_WIDGET (self->window));
}

/* In the narrowest window all of it is read, beside a button, too. */
static void
test_narrow (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "Not saved: another program has changed the file",
    "Passwords and tokens are not remembered: Nothing on this system keeps passwords: no keyring answers."
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      AdwToast *toast = weir_toast_new (texts[i]);
      GtkWidget *lines;
      PangoLayout *layout;
      int height;

      if (i == 0)
        adw_toast_set_button_label (toast, "Replace it");
      weir_toasts_tell (self->overlay, toast);
      app_wait ((lines = app_find_by_class (GTK_WIDGET (self->overlay), "weir-toast-lines")) != NULL &&
                g_str_equal (gtk_label_get_text (GTK_LABEL (lines)), texts[i]) && gtk_widget_get_height (lines) > 0);
      draw (self, 2);
      layout = gtk_label_get_layout (GTK_LABEL (lines));
      pango_layout_get_pixel_size (layout, NULL, &height);
      g_assert_false (pango_layout_is_ellipsized (layout));
      g_assert_cmpint (gtk_widget_get_height (lines), >=, height);
    }
}

/* A key that is held down, at any rate: one after the other goes, and nothing of libadwaita with them. */
static void
test_many (Fixture *self, gconstpointer data)
{
  for (guint pause = 0; pause < 3; pause++)
    {
      AdwToast *toasts[6] = { NULL };

      for (guint i = 0; i < G_N_ELEMENTS (toasts); i++)
        {
          add (self, pause % 2 == 0 ? weir_toasts_tell : weir_toasts_offer, &toasts[i], i + 1 < G_N_ELEMENTS (toasts) ? "Old" : "New");
          draw (self, 5 * pause);
        }
      for (guint i = 0; i + 1 < G_N_ELEMENTS (toasts); i++)
        app_wait (toasts[i] == NULL);
      app_wait (stage_find_text (GTK_WIDGET (self->overlay), "New") != NULL);
      g_clear_weak_pointer (&toasts[5]);
    }
  draw (self, 30);
}

/* No frame is drawn for as long as a toast is on its way out. */
static void
be_busy (void)
{
  for (gint64 end_us = g_get_monotonic_time () + 400 * G_TIME_SPAN_MILLISECOND; g_get_monotonic_time () < end_us;)
    continue;
}

static void
test_busy (Fixture *self, gconstpointer data)
{
  AdwToast *toasts[3] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (toasts); i++)
    {
      add (self, weir_toasts_tell, &toasts[i], "Told");
      g_signal_connect (toasts[i], "dismissed", G_CALLBACK (be_busy), NULL);
      if (i > 0)
        app_wait (toasts[i - 1] == NULL);
    }
  g_clear_weak_pointer (&toasts[2]);
}

/* What is told leaves an offer where it is; a new offer leaves nothing. */
static void
test_offer (Fixture *self, gconstpointer data)
{
  AdwToast *offer = NULL, *told = NULL, *other = NULL;

  add (self, weir_toasts_offer, &offer, "Offered");
  app_wait (stage_find_text (GTK_WIDGET (self->overlay), "Offered") != NULL);
  add (self, weir_toasts_tell, &told, "Told");
  draw (self, 30);
  g_assert_nonnull (offer);
  g_assert_nonnull (told);
  add (self, weir_toasts_offer, &other, "Offered again");
  app_wait (offer == NULL && told == NULL);
  app_wait (stage_find_text (GTK_WIDGET (self->overlay), "Offered again") != NULL);
  g_clear_weak_pointer (&other);
}

/* The window goes while they wait for each other. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  AdwToast *first = NULL, *second = NULL, *third = NULL;

  add (self, weir_toasts_tell, &first, "First");
  draw (self, 3);
  add (self, weir_toasts_tell, &second, "Second");
  add (self, weir_toasts_offer, &third, "Third");
  app_destroy (g_steal_pointer (&self->window));
  app_wait (first == NULL && second == NULL && third == NULL);
}

static void
test_nowhere (Fixture *self, gconstpointer data)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  AdwToast *toast = NULL;

  g_set_weak_pointer (&toast, adw_toast_new ("Nobody sees it"));
  weir_toasts_tell_near (label, toast);
  g_assert_null (toast);
  g_object_unref (label);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/toasts/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/toasts/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/toasts/busy", Fixture, NULL, set_up, test_busy, tear_down);
  g_test_add ("/toasts/offer", Fixture, NULL, set_up, test_offer, tear_down);
  g_test_add ("/toasts/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/toasts/nowhere", Fixture, NULL, set_up, test_nowhere, tear_down);

  return g_test_run ();
}
