#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stream of one's own from outside: watched, cut, reconnected, filtered by typing, saved, and all of it with keys alone."""

import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

from desktop import Skip, Window, children, focus_window, is_shown, press, run_tests, type_text, wait_closed, wait_until  # noqa: E402
from served import Server  # noqa: E402

SENT = b'''retry: 60000

id: 1
event: kickoff
data: {"minute": 0, "home": "Ashbrook"}

id: 2
event: goal
data: {"minute": 3, "side": "home"}

id: 3
event: corner
data: {"minute": 5}

: half time

id: 4
event: goal
data: {"minute": 61, "side": "away"}

'''
SCRIPT = ':@ weir 1\n:@ connect 1\n' + SENT.decode() + ':@ hold\n:@ connect 2..\n: welcome back\n\n:@ hold\n'
SECRET = 'tr0ub4dor-and-3'


class Page:
    """The parts of a stream's page that tell what is going on; found once, as a look through the whole window takes its time."""

    STATES = ('Open', 'Waiting', 'Connecting', 'Stopped', 'Not connected')

    def __init__(self, window):
        self.window = window
        self.list = window.find('list', 'Rows of the stream')
        self.footer = self.find_label(lambda name: 'received' in name)
        self.state = self.find_label(lambda name: name.startswith(self.STATES) and '· ' in name)

    def find_label(self, matches):
        return wait_until(lambda: next((w for w in self.window.find_all('label') if matches(w.get_name() or '')), None), 'a label of the page')

    def get_rows(self):
        """What the list shows, without the times."""
        found = []
        for item in children(self.list):
            head, colon, text = item.get_name().partition(': ')
            if colon and is_shown(item):
                found.append(head.split(',')[0] + ': ' + text)
        return found

    def wait_rows(self, *texts):
        """Until each text is in one of the rows."""
        wait_until(lambda: all(any(text in row for row in self.get_rows()) for text in texts), f'rows with {texts}')

    def wait_state(self, start):
        wait_until(lambda: self.state.get_name().startswith(start), f'the state line to say “{start}”')
        return self.state.get_name()

    def wait_footer(self, part):
        wait_until(lambda: part in self.footer.get_name(), f'“{part}” in the footer')


def want_keys():
    if shutil.which('xdotool') is None:
        raise Skip('xdotool is not installed')


def start(windows, *arguments):
    window = Window(*arguments)
    windows.append(window)
    return window


def watch_lose_and_reconnect(windows):
    with Server(SCRIPT) as server:
        window = start(windows)
        window.write('URL, cURL command, JSON or event stream', server.url)
        window.click('Watch')
        page = Page(window)
        page.wait_rows('Event kickoff: {"minute": 0', 'Comment: half time', '"side": "away"}')
        state = page.wait_state('Open ')
        assert '200' in state and 'last id 4' in state and '(server)' in state, state
        page.wait_footer('4 events received')

        server.cut()
        waiting = page.wait_state('Waiting ')
        assert 'as the server asks' in waiting, waiting
        wait_until(lambda: page.wait_state('Waiting ') != waiting, 'the countdown to go on')
        assert not window.has('push button', 'Cut'), 'there is nothing to cut while it waits'
        window.click('Reconnect now')
        page.wait_rows('Comment: welcome back')
        requests = server.records('request')
        assert [request['lastEventId'] for request in requests] == ['', '4'], requests

        server.push('goal', '{"minute": 88, "side": "away"}', '5')
        page.wait_rows('Event goal: {"minute": 88')
        window.click('Cut')
        wait_until(lambda: [r for r in server.records('ended') if r['reason'] == 'client'], 'the server to see the cut')
        page.wait_state('Waiting ')
        window.click('Stop')
        window.find('push button', 'Start')
        assert len(server.records('request')) == 2, 'a stream that is stopped asks no more'
        window.click('Start')
        page.wait_state('Open ')
        assert server.records('request')[-1]['lastEventId'] == '5', server.records('request')


def filter_by_typing(windows):
    want_keys()
    with Server(SCRIPT) as server:
        window = start(windows, server.url)
        page = Page(window)
        page.wait_rows('"side": "away"}')
        page.wait_footer('10 rows')
        focus_window('match')
        press('ctrl+f')
        window.wait_focus('Filter')
        type_text('event:goal')
        wait_until(lambda: page.get_rows() == ['Event goal: {"minute": 3, "side": "home"}', 'Event goal: {"minute": 61, "side": "away"}'],
                   'the two goals alone')
        page.wait_footer('2 of 10 rows shown')
        type_text(' away')
        wait_until(lambda: page.get_rows() == ['Event goal: {"minute": 61, "side": "away"}'], 'one goal')
        page.wait_footer('1 of 10 rows shown')

        # What comes is filtered, too.
        server.push('goal', '{"minute": 88, "side": "away"}', '5')
        server.push('corner', '{"minute": 89, "side": "away"}', '6')
        page.wait_footer('2 of 12 rows shown')
        assert not any('89' in row for row in page.get_rows()), page.get_rows()

        type_text(' nobody')
        page.wait_footer('0 of 12 rows shown')
        window.click('Show all rows')
        page.wait_footer('12 rows')
        page.wait_rows('Event kickoff', 'Event corner: {"minute": 89', 'Connection: Open')


def save_and_compare(windows):
    want_keys()
    with Server(SCRIPT) as server, tempfile.TemporaryDirectory(prefix='weir-saved-') as folder:
        path = os.path.join(folder, 'friday.eventstream')
        window = start(windows, server.url + '?token=' + SECRET)
        page = Page(window)
        page.wait_rows('"side": "away"}')
        focus_window('match')
        press('ctrl+s')
        # What is left out of the file is said first.
        focus_window('Save recording')
        window.find(None, 'Left out')
        press('Return')
        window.find('text', 'Name:')
        focus_window('Save recording')
        window.wait_focus('Name:')
        press('ctrl+a')
        type_text(path)
        press('Return')
        wait_closed('Save recording')
        wait_until(lambda: os.path.exists(path), 'the file')
        window.find('label', 'Saved; what comes is added to it')
        server.push('goal', '{"minute": 88}', '5')
        page.wait_rows('{"minute": 88}')
        window.click('Stop')
        window.find('push button', 'Start')

        program = os.environ['WEIR_TEST_PROGRAM']
        environment = dict(os.environ, ASAN_OPTIONS='detect_leaks=0')
        lint = subprocess.run([program, 'lint', path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, check=False)
        assert lint.returncode == 0 and lint.stdout == b'', lint.stdout.decode()
        with open(path, 'rb') as file:
            assert SECRET.encode() not in file.read(), 'the secret was saved'
        sent = SENT + server_push_as_sent()
        with Server(path, '--speed', '0') as replay:
            assert replay.read(len(sent)) == sent, 'the recording does not play what was received'


def server_push_as_sent():
    return b'event: goal\nid: 5\ndata: {"minute": 88}\n\n'


def go_round(window):
    """Tab until the focus is among the rows again. Returns: the names of the stops"""
    stops = []
    while len(stops) < 60:
        focus = window.get_focus()
        name = focus.get_name()
        assert name and not name.startswith(('Gtk', 'Adw', 'Weir')), f'a {focus.get_role_name()} called “{name}”: {stops}'
        if stops and name.startswith('Event '):
            break
        stops.append(name)
        press('Tab')
        wait_until(lambda: window.get_focus() not in (None, focus), f'the focus to leave {name}')
    return stops


def keys_alone(windows):
    want_keys()
    with Server(SCRIPT) as server:
        window = start(windows)
        focus_window('Weir')
        window.wait_focus('URL, cURL command, JSON or event stream')
        type_text(server.url)
        press('Return')
        page = Page(window)
        page.wait_rows('"side": "away"}')
        # Who has begun to watch is among the rows.
        focus_window('match')
        window.wait_focus(None, 'list item')
        stops = go_round(window)
        method = window.find('combo box', 'Method')
        assert method.get_description() == 'GET', method.get_description()
        for stop in ('Clear', 'Save…', 'Follow', 'New stream', 'match', 'Sidebar', 'Main menu', 'Method', 'URL', 'Request…', 'Cut', 'Stop', 'Filter',
                     'goal: 2 events', 'Kinds of rows', 'Timeline', 'Details', 'Columns'):
            assert stop in stops, f'Tab never comes to {stop}: {stops}'

        press('Up', 'Up', 'Up')
        window.find('push button', 'Close the details')
        # From a menu within the row's menu the keys come back to the row.
        row = window.get_focus().get_name()
        press('shift+F10')
        window.wait_focus(None, 'menu item')
        press('a')
        window.find('menu item', 'cURL command')
        press('u')
        window.find('label', 'Copied')
        window.wait_focus(row)
        press('ctrl+i')
        wait_until(lambda: not window.has('push button', 'Close the details'), 'the details to be folded')
        press('ctrl+e')
        focus_window('Request')
        press('Escape')
        focus_window('match')
        press('shift+F5')
        page.wait_state('Stopped')
        press('F5')
        page.wait_state('Open')
        press('ctrl+shift+x')
        page.wait_state('Waiting')
        press('ctrl+r')
        page.wait_state('Open')
        assert [record['lastEventId'] for record in server.records('request')] == ['', '4', '4'], server.records('request')
        press('ctrl+w')
        focus_window('Weir')


if __name__ == '__main__':
    sys.exit(run_tests(watch_lose_and_reconnect, filter_by_typing, save_and_compare, keys_alone))
