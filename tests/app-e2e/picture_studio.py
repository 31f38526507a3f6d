# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where pictures are taken: the program on a display of its own, in the environment that was asked for."""

import contextlib
import gettext
import os
import re
import subprocess
import tempfile
import time

import desktop

LOCALES = 'WEIR_PICTURES_LOCALES'


def find_translation(language):
    """The program's own words, by which its widgets are found."""
    return gettext.translation('weir', os.environ[LOCALES], [language]) if language else gettext.NullTranslations()


class Studio:
    def __init__(self, arguments):
        self.arguments = arguments
        self.width, self.height = (int(part) for part in arguments.size.split('x'))
        self.translation = find_translation(arguments.language)
        self.window = None
        self.front = None
        # Where the window is that widgets are looked for in: the dialog that came up last, or the window itself.
        self.origin = (0, 0)

    def tr(self, text, context=None):
        return self.translation.pgettext(context, text) if context else self.translation.gettext(text)

    @contextlib.contextmanager
    def open(self, *urls, home=None):
        settings = 'gtk-font-name=Cantarell 11\ngtk-enable-animations=false\n'
        # GTK 4.8 has a warning of its own about widgets that are looked at from outside too early.
        with desktop.Window(*urls, settings=settings, home=home, debug='') as self.window:
            frame = desktop.wait_until(lambda: next(self.window.find_all('frame'), None), 'the window')
            self.front = desktop.focus_window(re.escape(frame.get_name()))
            self.origin = (0, 0)
            self.tell('windowmove', self.front, '0', '0', 'windowsize', '--sync', self.front, str(self.width), str(self.height),
                      # Out of the way of tooltips.
                      'mousemove', str(self.width - 2), str(self.height - 2))
            try:
                yield self.window
            except AssertionError:
                self.shoot('failed')
                raise

    def tell(self, *arguments):
        return subprocess.run(['xdotool', *arguments], stdout=subprocess.PIPE, encoding='utf-8', check=True).stdout

    def center(self, title=None):
        """The dialog that came up, where a window manager would place it, and no larger than it would; without @title the newest."""
        if title is not None:
            dialog = desktop.focus_window(re.escape(self.tr(title)))
        else:
            def find_other():
                return [w for w in self.tell('search', '--onlyvisible', '--pid', str(self.window.process.pid)).split() if w != self.front]
            dialog = desktop.wait_until(find_other, 'a dialog')[-1]
            self.tell('windowfocus', '--sync', dialog)
        size = self.get_size(dialog)
        if size[0] > self.width or size[1] > self.height:
            self.tell('windowsize', '--sync', dialog, *(str(min(pair)) for pair in zip(size, (self.width, self.height))))
            size = self.get_size(dialog)
        self.origin = tuple(max(0, (whole - part) // 2) for whole, part in zip((self.width, self.height), size))
        self.tell('windowmove', '--sync', dialog, *map(str, self.origin))

    def get_size(self, window):
        found = dict(line.split('=') for line in self.tell('getwindowgeometry', '--shell', window).split())
        return int(found['WIDTH']), int(found['HEIGHT'])

    def back(self):
        """From a dialog."""
        desktop.press('Escape')
        self.tell('windowfocus', '--sync', self.front)
        self.origin = (0, 0)

    def shoot(self, name):
        """When nothing moves any more; a countdown always does."""
        if self.arguments.only and not re.search(self.arguments.only, name):
            return
        path = os.path.join(self.arguments.folder, name + '.png')
        before = None
        for _ in range(6):
            # What was asked for is drawn a little later.
            time.sleep(0.25)
            subprocess.run(['import', '-window', 'root', path], check=True)
            with open(path, 'rb') as file:
                now = file.read()
            if now == before:
                break
            before = now
        print(name, flush=True)

    def scroll(self, clicks, share=0.5):
        """Down, where the pointer is so far down the window."""
        self.tell('mousemove', str(self.width // 2), str(int(self.height * share)), 'click', '--repeat', str(clicks), '--delay', '5', '5')

    def point(self, name, role=None, button=1):
        """A click of the mouse in the middle of what has this name; it is scrolled to if need be."""
        widget = name if not isinstance(name, str) else self.window.find(role, self.tr(name))
        place = desktop.Atspi.Component.get_extents(widget, desktop.Atspi.CoordType.WINDOW)
        x, y = self.origin[0] + place.x + place.width // 2, self.origin[1] + place.y + place.height // 2
        while y > self.origin[1] + (self.height - 2 * self.origin[1]) - 40:
            before = y
            self.scroll(3)
            time.sleep(0.3)
            place = desktop.Atspi.Component.get_extents(widget, desktop.Atspi.CoordType.WINDOW)
            y = self.origin[1] + place.y + place.height // 2
            if y == before:
                break
        self.tell('mousemove', str(x), str(y), 'click', str(button), 'mousemove', str(self.width - 2), str(self.height - 2))

    def choose(self, label):
        """An entry of the menu that is open."""
        desktop.Atspi.Action.do_action(self.window.find('menu item', self.tr(label).replace('_', '')), 0)

    def find_named(self, part):
        """A button of which the name begins so."""
        roles = {desktop.Atspi.Role.PUSH_BUTTON, desktop.Atspi.Role.TOGGLE_BUTTON}
        return desktop.wait_until(lambda: next((w for w in self.window.find_all() if w.get_role() in roles and w.get_name().lstrip('\u2066').startswith(part)), None),
                                  f'a button “{part}…”')

    def find_item(self, start):
        """Of any list."""
        return desktop.wait_until(lambda: next((w for w in self.window.find_all('list item') if w.get_name().startswith(start)), None),
                                  f'an item “{start}…”')

    def get_rows(self):
        return list(desktop.children(self.window.find('list', self.tr('Rows of the stream'))))

    def select_row(self, number):
        """With keys, as it may be out of sight; the list has been clicked before."""
        desktop.press('Home')
        for _ in range(number - 1):
            time.sleep(0.1)
            desktop.press('Down')

    def find_row(self, part):
        return desktop.wait_until(lambda: next((row for row in self.get_rows() if part in row.get_name()), None), f'a row with “{part}”')

    def wait_label(self, part):
        desktop.wait_until(lambda: any(part in (name or '') for name in self.window.names('label')), f'“{part}” on a label')

    def wait_rows(self, n):
        rows = self.window.find('list', self.tr('Rows of the stream'))
        desktop.wait_until(lambda: rows.get_child_count() >= n, f'{n} rows')
