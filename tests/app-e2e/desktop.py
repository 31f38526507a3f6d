# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person with a screen reader has: the window's widgets by role and name, and what can be done with them."""

import os
import subprocess
import sys
import time

try:
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi, GLib
except (ImportError, ValueError):
    print('1..0 # SKIP AT-SPI for Python (python3-gi, gir1.2-atspi-2.0) is not installed')
    sys.exit(0)

TIMEOUT = 20


class Skip(Exception):
    """The test cannot be made here; the text says why."""


def wait_until(condition, what):
    """What @condition gives as soon as it is true. Errors of a widget that has just gone count as not yet."""
    deadline = time.monotonic() + TIMEOUT
    while True:
        try:
            value = condition()
        except GLib.Error:
            value = None
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f'{TIMEOUT} s passed without: {what}')
        # The other program needs the processor more than this question.
        time.sleep(0.02)


def children(accessible):
    for index in range(accessible.get_child_count()):
        child = accessible.get_child_at_index(index)
        if child is not None:
            yield child


def walk(accessible):
    yield accessible
    for child in children(accessible):
        try:
            yield from walk(child)
        except GLib.Error:
            continue


def is_shown(accessible):
    """GTK does not say SHOWING of widgets inside a window: what is shown has a size."""
    if not accessible.get_state_set().contains(Atspi.StateType.VISIBLE):
        return False
    return Atspi.Component.get_extents(accessible, Atspi.CoordType.WINDOW).width > 0


class Window:
    """The program under test, seen through the accessibility bus."""

    def __init__(self, *arguments):
        environment = dict(os.environ, GTK_A11Y='atspi', G_DEBUG='fatal-warnings', ASAN_OPTIONS='detect_leaks=0')
        self.process = subprocess.Popen([os.environ['WEIR_TEST_WINDOW'], *arguments], env=environment)
        self.application = wait_until(self._find_application, 'the window on the accessibility bus')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()

    def _find_application(self):
        assert self.process.poll() is None, f'the program ended with {self.process.returncode}'
        for application in children(Atspi.get_desktop(0)):
            application.set_cache_mask(Atspi.Cache.NONE)
            if application.get_process_id() == self.process.pid and application.get_child_count() > 0:
                return application
        return None

    def find_all(self, role=None, name=None, shown=True):
        for accessible in walk(self.application):
            try:
                if ((role is None or accessible.get_role_name() == role) and (name is None or accessible.get_name() == name)
                        and (not shown or is_shown(accessible))):
                    yield accessible
            except GLib.Error:
                continue

    def has(self, role=None, name=None):
        return next(self.find_all(role, name), None)

    def find(self, role=None, name=None):
        return wait_until(lambda: self.has(role, name), f'a {role or "widget"} “{name}”')

    def click(self, name, role=None):
        button = wait_until(lambda: next((b for b in self.find_all(role, name) if b.get_role() == Atspi.Role.PUSH_BUTTON), None),
                            f'a button “{name}”')
        wait_until(lambda: button.get_state_set().contains(Atspi.StateType.SENSITIVE), f'{name} can be pressed')
        Atspi.Action.do_action(button, 0)

    def write(self, name, text, role='text'):
        Atspi.EditableText.set_text_contents(self.find(role, name), text)

    def describe(self):
        """The tree, for a failure's report."""
        lines = []

        def add(accessible, depth):
            try:
                shown = '' if is_shown(accessible) else ' (hidden)'
                lines.append('  ' * depth + f'{accessible.get_role_name()} “{accessible.get_name()}”{shown}')
                for child in children(accessible):
                    add(child, depth + 1)
            except GLib.Error:
                lines.append('  ' * depth + '(gone)')
        add(self.application, 0)
        return '\n'.join(lines)


def press(*keys):
    """Real keys, for the window that has the focus."""
    subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)


def focus_window(title):
    found = wait_until(lambda: subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', f'^{title}$'], stdout=subprocess.PIPE,
                                              encoding='ascii', check=False).stdout.split(), f'a window “{title}”')
    subprocess.run(['xdotool', 'windowfocus', '--sync', found[-1]], check=True)


def run_tests(*tests):
    """TAP on standard output; of a failure the widgets, too."""
    Atspi.init()
    print(f'1..{len(tests)}')
    failed = False
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace('_', ' ')
        windows = []
        try:
            test(windows)
        except Skip as skip:
            print(f'ok {number} - {name} # SKIP {skip}')
        except AssertionError as error:
            failed = True
            print(f'not ok {number} - {name}')
            print(f'{name}: {error}', file=sys.stderr)
            for window in windows:
                print(window.describe(), file=sys.stderr)
        else:
            print(f'ok {number} - {name}', flush=True)
        finally:
            for window in windows:
                window.__exit__()
    return 1 if failed else 0
