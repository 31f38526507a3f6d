/* SPDX-FileCopyrightText: The Weir developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "weir-config.h"

#include "weir-menu.h"

void
weir_menu_popup (GtkPopoverMenu *menu, GMenuModel *model, const GdkRectangle *at)
{
  g_return_if_fail (GTK_IS_POPOVER_MENU (menu));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  if (gtk_popover_menu_get_menu_model (menu) == NULL)
    gtk_popover_menu_set_menu_model (menu, model);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), at);
  gtk_popover_popup (GTK_POPOVER (menu));
}
