# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person with a screen reader has: the window's widgets by role and name, and what can be done with them."""

import os
import subprocess
import sys
import tempfile
import time

try:
    import gi
    gi.require_version('Atspi', '2.0')
    from gi.repository import Atspi, GLib
except (ImportError, ValueError):
    print('1..0 # SKIP AT-SPI for Python (python3-gi, gir1.2-atspi-2.0) is not installed')
    sys.exit(0)

TIMEOUT = 40


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


def get_role(accessible):
    """The role's name; that of a button is another from AT-SPI 2.54 on."""
    role = accessible.get_role_name()
    return 'push button' if role == 'button' else role


def is_shown(accessible):
    """GTK does not say SHOWING of widgets inside a window: what is shown has a size. Pages of a stack have no place of their own."""
    is_visible = accessible.get_state_set().contains(Atspi.StateType.VISIBLE)
    try:
        return Atspi.Component.get_extents(accessible, Atspi.CoordType.WINDOW).width > 0 and is_visible
    except GLib.Error:
        return accessible.get_component_iface() is None


def walk(accessible):
    """What is shown, and all in it that is shown."""
    yield accessible
    for child in children(accessible):
        try:
            if is_shown(child):
                yield from walk(child)
        except GLib.Error:
            continue


class Window:
    """The program under test, seen through the accessibility bus."""

    def __init__(self, *arguments, settings='', home=None, debug='fatal-warnings'):
        # A first start each time, unless something is to be left from an earlier one.
        self.keeps_home = home is not None
        self.home = home or tempfile.TemporaryDirectory(prefix='weir-window-')
        if settings:
            os.makedirs(self.home.name + '/config/gtk-4.0', exist_ok=True)
            with open(self.home.name + '/config/gtk-4.0/settings.ini', 'w', encoding='utf-8') as file:
                file.write('[Settings]\n' + settings)
        environment = dict(os.environ, GTK_A11Y='atspi', G_DEBUG=debug, ASAN_OPTIONS='detect_leaks=0', HOME=self.home.name,
                           **{f'XDG_{kind}_HOME': os.path.join(self.home.name, kind.lower()) for kind in ('CACHE', 'CONFIG', 'DATA', 'STATE')})
        self.focus = None
        self.listener = Atspi.EventListener.new(self._take_focus_event)
        self.listener.register('object:state-changed:focused')
        self.process = subprocess.Popen([os.environ['WEIR_TEST_WINDOW'], *arguments], env=environment)
        self.application = wait_until(self._find_application, 'the window on the accessibility bus')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()
        self.listener.deregister('object:state-changed:focused')
        if not self.keeps_home:
            self.home.cleanup()

    def _find_application(self):
        assert self.process.poll() is None, f'the program ended with {self.process.returncode}'
        for application in children(Atspi.get_desktop(0)):
            application.set_cache_mask(Atspi.Cache.NONE)
            if application.get_process_id() == self.process.pid and application.get_child_count() > 0:
                return application
        return None

    def find_all(self, role=None, name=None):
        for accessible in walk(self.application):
            try:
                if (role is None or get_role(accessible) == role) and (name is None or accessible.get_name() == name):
                    yield accessible
            except GLib.Error:
                continue

    def has(self, role=None, name=None):
        return next(self.find_all(role, name), None)

    def find(self, role=None, name=None):
        return wait_until(lambda: self.has(role, name), f'a {role or "widget"} “{name}”')

    def _find_button(self, name, role):
        # A menu button has another inside, which is the one that can be pressed.
        return next((button for button in self.find_all(role, name)
                     if button.get_role() in (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON) and Atspi.Action.get_n_actions(button) > 0), None)

    def click(self, name, role=None):
        button = wait_until(lambda: self._find_button(name, role), f'a button “{name}”')
        wait_until(lambda: button.get_state_set().contains(Atspi.StateType.SENSITIVE), f'{name} can be pressed')
        Atspi.Action.do_action(button, 0)

    def names(self, role):
        """Of all that are shown, in their order."""
        return [widget.get_name() for widget in self.find_all(role)]

    def wait_name(self, role, matches, what):
        """The name of the first shown widget for which matches (name)."""
        return wait_until(lambda: next((name for name in self.names(role) if matches(name or '')), None), what)

    def _take_focus_event(self, event):
        if event.detail1:
            self.focus = event.source

    def get_focus(self):
        """The innermost widget that has the focus."""
        while GLib.MainContext.default().iteration(False):
            pass
        try:
            # As it was told, which is much faster than looking at all of them.
            if self.focus is not None and self.focus.get_state_set().contains(Atspi.StateType.FOCUSED):
                return self.focus
        except GLib.Error:
            pass
        focus = None
        for widget in walk(self.application):
            try:
                if widget.get_state_set().contains(Atspi.StateType.FOCUSED):
                    focus = widget
            except GLib.Error:
                continue
        return focus

    def wait_focus(self, name, role=None):
        def has_focus():
            focus = self.get_focus()
            return focus is not None and (name is None or focus.get_name() == name) and (role is None or get_role(focus) == role)
        wait_until(has_focus, f'the focus at {role or ""} “{name or ""}”')

    def write(self, name, text, role='text'):
        Atspi.EditableText.set_text_contents(self.find(role, name), text)

    def describe(self):
        """The tree of what is shown, for a failure's report."""
        lines = []

        def add(accessible, depth):
            try:
                if depth > 0 and not is_shown(accessible):
                    return
                lines.append('  ' * depth + f'{get_role(accessible)} “{accessible.get_name()}”')
                for child in children(accessible):
                    add(child, depth + 1)
            except GLib.Error:
                lines.append('  ' * depth + '(gone)')
        add(self.application, 0)
        return '\n'.join(lines)


def press(*keys):
    """Real keys, for the window that has the focus."""
    subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)


def type_text(text):
    subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '1', '--', text], check=True)


def find_windows(title):
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', f'^{title}$'], stdout=subprocess.PIPE, encoding='ascii',
                          check=False).stdout.split()


def focus_window(title):
    found = wait_until(lambda: find_windows(title), f'a window “{title}”')
    subprocess.run(['xdotool', 'windowfocus', '--sync', found[-1]], check=True)
    return found[-1]


def wait_closed(title):
    wait_until(lambda: not find_windows(title), f'no window “{title}”')


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
