#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page, state and dialog of the window, to be looked at by a person.

By hand; needs what the tests from outside need, and ImageMagick. BUILD is a build folder, without sanitizers if translations are wanted:
  tests/app-e2e/pictures.py BUILD FOLDER [--size 1040x720] [--dark] [--contrast] [--language zh_CN] [--rtl] [--text 2]
      [--parts first_page,…] [--only REGEX]
docs/pictures/stream.png comes from --parts docs, its Chinese sister from --parts docs --dark --language zh_CN; then
  convert A.png -strip -dither None -colors 255 PNG8:B.png
"""

import argparse
import contextlib
import gettext
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
INSIDE = 'WEIR_PICTURES'
LOCALES = 'WEIR_PICTURES_LOCALES'
FIELD = 'URL, cURL command, JSON or event stream'

SCRIPTS = {
    'prices': ''':@ weir 1
:@ connect 1
retry: 60000

: prices in euros, delayed by 15 minutes
id: 1841
event: trade
data: {"sym": "ABC", "px": 10.25, "size": 300, "buyer": {"id": 7, "name": "Quill & Sons"}, "flags": ["late", "odd-lot"]}

id: 1842
event: tick
data: {"sym": "ABC", "px": 10.26}

id: 1843
event: tick
data: {"sym": "XYZ", "px": 98.10}

id: 1844
event: heartbeat
data: {"open": true, "at": "2026-11-21T16:00:00Z"}

data: A line of text, with a tab\\tand an <b>unclosed tag & "quotes" — 你好，世界
data: and a second line

id: 1845
event: trade
data: {"sym": "ABC", "px": 10.31, "size": 120, "buyer": {"id": 9, "name": "Quill & Sons"}, "flags": ["late"]}

:@ hold
:@ connect 2..
: welcome back
id: 1846
event: trade
data: {"sym": "XYZ", "px": 98.05, "size": 50, "buyer": {"id": 7, "name": "Ashbrook"}, "flags": []}

:@ hold
''',
    'quiet': ':@ weir 1\n:@ hold\n',
    'page': ':@ weir 1\n:@ header Content-Type: text/html; charset=utf-8\n:@ body "<!doctype html>\\n<title>Sign in</title>\\n'
            '<p>Please <a href=\\"/login\\">sign in</a> first.</p>\\n"\n',
    'unauthorized': ':@ weir 1\n:@ status 401\n:@ header Content-Type: application/json\n'
                    ':@ body "{\\"error\\": {\\"message\\": \\"Incorrect API key provided.\\", \\"type\\": \\"invalid_request_error\\"}}\\n"\n',
    'missing': ':@ weir 1\n:@ status 404\n:@ body "No such stream: prices-eu\\n"\n',
    'broken': ':@ weir 1\n:@ status 500\n:@ body "Traceback (most recent call last):\\n  File \\"app.py\\", line 12, in stream\\n'
              'KeyError: \'prices\'\\n"\n',
    'nothing': ':@ weir 1\n:@ status 204\n',
    'loop': ':@ weir 1\n:@ redirect 307 /loop\n',
}
CURL = '''curl 'https://api.example.com/v1/chat/completions' \\
  -H 'Authorization: Bearer sk-test-0123456789' \\
  -H 'Content-Type: application/json' --compressed --trace-ascii out.txt \\
  --data-raw '{"model": "small", "stream": true, "messages": [{"role": "user", "content": "How deep is the river?"}]}\''''
REDIRECT = '''
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
char *bindtextdomain (const char *domain, const char *folder)
{
  char *(*next) (const char *, const char *) = (char *(*) (const char *, const char *)) dlsym (RTLD_NEXT, "bindtextdomain");
  return next (domain, strcmp (domain, "weir") == 0 ? getenv ("WEIR_PICTURES_LOCALES") : folder);
}
'''
PASTES = {
    'url': 'https://stream.example.com/v2/prices?symbols=ABC,XYZ',
    'curl': "curl -N 'https://stream.example.com/v2/prices' -H 'Accept: text/event-stream'",
    'curl-post': CURL,
    'curl-broken': "curl 'https://stream.example.com/v2/prices' -H 'Accept: text/ev",
    'json': '[{"minute": 3, "side": "home"}, {"minute": 81, "side": "away"}]',
    'stream': 'id: 1\nevent: goal\ndata: {"minute": 3}\n\nid: 2\nevent: goal\ndata: {"minute": 81}\n\n',
    'nonsense': 'what is this',
}


def run_inside(arguments):
    """Starts itself again on a display and a bus of its own, in the environment that was asked for."""
    build = os.path.abspath(arguments.build)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(('LC_', 'LANG'))}
    environment.update(
        {INSIDE: '1', 'WEIR_TEST_SCREEN': arguments.size, 'WEIR_TEST_WINDOW': build + '/src/app/weir-window',
         'WEIR_TEST_PROGRAM': build + '/src/cli/weir', 'GSETTINGS_SCHEMA_DIR': build + '/data', 'GSETTINGS_BACKEND': 'memory',
         'GIO_USE_PROXY_RESOLVER': 'dummy', 'GIO_USE_VFS': 'local', 'LANG': 'C.UTF-8', 'TZ': 'UTC'})
    if arguments.dark:
        environment['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
    if arguments.contrast:
        environment['ADW_DEBUG_HIGH_CONTRAST'] = '1'
    # The distribution's own has AT-SPI.
    python = shutil.which('python3', path='/usr/bin') or sys.executable
    with tempfile.TemporaryDirectory() as folder:
        if arguments.language or arguments.rtl:
            environment.update(translate(arguments, folder))
        return subprocess.run([os.path.join(HERE, '../support/with-display'), os.path.join(HERE, 'on-a-bus'), python, *sys.argv],
                              env=environment, check=False).returncode


def translate(arguments, folder):
    """An environment in which the program, which is not installed, finds its translation.

    Right-to-left comes with GTK's Hebrew, which GTK speaks where the program does: so that has an empty one; its texts stay as they are.
    """
    language = 'he' if arguments.rtl else arguments.language
    messages = os.path.join(folder, 'locale', language, 'LC_MESSAGES')
    os.makedirs(messages)
    with open(folder + '/empty.po', 'w', encoding='ascii') as file:
        file.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    with open(folder + '/redirect.c', 'w', encoding='ascii') as file:
        file.write(REDIRECT)
    po = folder + '/empty.po' if arguments.rtl else os.path.join(HERE, '../../po', language + '.po')
    subprocess.run(['msgfmt', '-o', messages + '/weir.mo', po], check=True)
    subprocess.run(['cc', '-shared', '-fPIC', '-o', folder + '/redirect.so', folder + '/redirect.c'], check=True)
    return {'LANGUAGE': language, 'LD_PRELOAD': folder + '/redirect.so', LOCALES: folder + '/locale'}


def find_translation(language):
    """The program's own words, by which its widgets are found."""
    return gettext.translation('weir', os.environ[LOCALES], [language]) if language else gettext.NullTranslations()


class Silent:
    """A server that takes a connection and says nothing; with @certificate it is one of TLS, signed by nobody."""

    def __init__(self, folder=None):
        self.socket = socket.create_server(('127.0.0.1', 0))
        self.port = self.socket.getsockname()[1]
        if folder is not None:
            subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-subj',
                            '/CN=localhost', '-days', '2'], cwd=folder, check=True, stderr=subprocess.DEVNULL)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(folder + '/cert.pem', folder + '/key.pem')
            threading.Thread(target=self.shake_hands, args=[context], daemon=True).start()

    def shake_hands(self, context):
        while True:
            connection = self.socket.accept()[0]
            with contextlib.suppress(OSError):
                context.wrap_socket(connection, server_side=True)


class Studio:
    def __init__(self, arguments, server):
        self.arguments = arguments
        self.server = server
        self.base = server.url.rsplit('/', 1)[0]
        self.width, self.height = (int(part) for part in arguments.size.split('x'))
        self.translation = find_translation(arguments.language)
        self.window = None
        self.front = None

    def tr(self, text, context=None):
        return self.translation.pgettext(context, text) if context else self.translation.gettext(text)

    @contextlib.contextmanager
    def open(self, *urls, home=None):
        settings = f'gtk-font-name=Cantarell {11 * self.arguments.text:g}\ngtk-enable-animations=false\n'
        with desktop.Window(*urls, settings=settings, home=home) as self.window:
            frame = desktop.wait_until(lambda: next(self.window.find_all('frame'), None), 'the window')
            self.front = desktop.focus_window(re.escape(frame.get_name()))
            self.tell('windowmove', self.front, '0', '0', 'windowsize', '--sync', self.front, str(self.width), str(self.height),
                      # Out of the way of tooltips.
                      'mousemove', str(self.width - 2), str(self.height - 2))
            yield self.window

    def tell(self, *arguments):
        return subprocess.run(['xdotool', *arguments], stdout=subprocess.PIPE, encoding='utf-8', check=True).stdout

    def center(self, title=None):
        """The dialog that came up, where a window manager would place it; without @title the newest."""
        if title is not None:
            dialog = desktop.focus_window(re.escape(self.tr(title)))
        else:
            def find_other():
                return [w for w in self.tell('search', '--onlyvisible', '--pid', str(self.window.process.pid)).split() if w != self.front]
            dialog = desktop.wait_until(find_other, 'a dialog')[-1]
            self.tell('windowfocus', '--sync', dialog)
        size = dict(line.split('=') for line in self.tell('getwindowgeometry', '--shell', dialog).split())
        self.tell('windowmove', dialog, str(max(0, (self.width - int(size['WIDTH'])) // 2)),
                  str(max(0, (self.height - int(size['HEIGHT'])) // 2)))

    def back(self):
        """From a dialog."""
        desktop.press('Escape')
        self.tell('windowfocus', '--sync', self.front)

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

    def scroll(self, clicks):
        self.tell('mousemove', str(self.width // 2), str(self.height // 2), 'click', '--repeat', str(clicks), '--delay', '5', '5')

    def wait_label(self, part):
        desktop.wait_until(lambda: any(part in (name or '') for name in self.window.names('label')), f'“{part}” on a label')

    def wait_rows(self, n):
        rows = self.window.find('list', self.tr('Rows of the stream'))
        desktop.wait_until(lambda: rows.get_child_count() >= n, f'{n} rows')


def take_first_page(studio):
    with studio.open() as window:
        studio.shoot('01-first-empty')
        for number, (name, text) in enumerate(PASTES.items()):
            window.write(studio.tr(FIELD), text)
            studio.shoot(f'02-first-{number}-{name}')
        window.write(studio.tr(FIELD), CURL)
        window.click(studio.tr('Show request…'))
        studio.center('Request')
        for number in range(1, 7):
            studio.shoot(f'03-request-{number}')
            studio.scroll(4)


def take_dialogs(studio):
    with studio.open():
        desktop.press('F10')
        studio.shoot('04-main-menu')
        desktop.press('Escape')
        desktop.press('ctrl+comma')
        studio.center('Preferences')
        studio.shoot('04-preferences')
        studio.back()
        desktop.press('ctrl+question')
        studio.center()
        studio.shoot('04-shortcuts')
        studio.back()
        desktop.press('F10', 'Up', 'Return')
        studio.center()
        studio.shoot('04-about')


def take_stream(studio):
    with studio.open(studio.base + '/prices') as window:
        window.find(None, studio.tr('Cut'))
        studio.wait_rows(10)
        studio.shoot('10-open')
        desktop.press('ctrl+h')
        studio.shoot('10-timeline')
        for _ in range(12):
            desktop.press('Down')
            # One after the other: the first opens the details, and less of the list is seen.
            time.sleep(0.15)
        window.find(None, studio.tr('Close the details'))
        studio.shoot('11-data-tree')
        for mode in ('Pretty', 'Plain', 'Diff'):
            window.click(studio.tr(mode, 'data'))
            studio.shoot('11-data-' + mode.lower())
        for tab in ('Bytes', "Page's view", 'HTTP'):
            desktop.Atspi.Action.do_action(window.find('page tab', studio.tr(tab)), 0)
            studio.shoot('11-' + re.sub(r'\W+', '-', tab.lower()))
        desktop.press('ctrl+i', 'ctrl+h', 'shift+F10')
        studio.shoot('12-row-menu')
        desktop.press('Escape')
        time.sleep(0.5)
        for number, query in enumerate(('event:trade', 'event:trade nobody', 'event:trade "unclosed'), 1):
            desktop.press('ctrl+f')
            window.wait_focus(studio.tr('Filter'))
            desktop.press('ctrl+a')
            desktop.type_text(query)
            studio.shoot(f'13-filter-{number}')
        desktop.press('ctrl+a', 'BackSpace')
        window.click(studio.tr('Kinds of rows'))
        studio.shoot('13-kinds')
        desktop.press('Escape')
        time.sleep(0.5)
        desktop.press('ctrl+k')
        studio.shoot('14-cleared')
        studio.server.cut()
        window.find(None, studio.tr('Reconnect now'))
        studio.shoot('15-waiting')
        window.click(studio.tr('Reconnect now'))
        window.find(None, studio.tr('Cut'))
        studio.shoot('16-reconnected')
        desktop.press('shift+F5')
        window.find(None, studio.tr('Start'))
        studio.shoot('17-stopped')
        desktop.press('ctrl+s')
        studio.center('Save recording')
        studio.shoot('18-save')
    with studio.open(studio.base + '/prices?token=tr0ub4dor') as window:
        studio.wait_rows(3)
        desktop.press('ctrl+s')
        studio.center('Save recording')
        studio.shoot('18-save-redacted')
    with studio.open(studio.base + '/quiet') as window:
        window.find(None, studio.tr('Cut'))
        studio.shoot('19-nothing-yet')


def take_failures(studio):
    for name in ('page', 'unauthorized', 'missing', 'broken', 'nothing', 'loop'):
        with studio.open(studio.base + '/' + name) as window:
            window.find(None, studio.tr('Start'))
            studio.shoot('20-failure-' + name)
    with studio.open('http://127.0.0.1:1/stream'):
        studio.wait_label(studio.tr('Cannot connect'))
        studio.shoot('20-failure-refused')
    with studio.open('http://nowhere.invalid/stream'):
        studio.wait_label('nowhere.invalid')
        studio.shoot('20-failure-unknown-host')
    with tempfile.TemporaryDirectory() as folder:
        untrusted = Silent(folder)
        with studio.open(f'https://localhost:{untrusted.port}/stream') as window:
            window.find(None, studio.tr('Start'))
            studio.shoot('20-failure-tls')
    silent = Silent()
    with studio.open(f'http://127.0.0.1:{silent.port}/stream'):
        studio.wait_label(studio.tr('Waiting for the head…'))
        studio.shoot('21-waiting-for-head')
    with studio.open(f'https://127.0.0.1:{silent.port}/stream'):
        studio.wait_label(studio.tr('Connecting…'))
        studio.shoot('21-connecting')


def take_several(studio):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'friday.eventstream')
        subprocess.run([os.environ['WEIR_TEST_PROGRAM'], 'watch', studio.base + '/prices', '--count', '5', '--save', path],
                       stdout=subprocess.DEVNULL, check=True)
        home = tempfile.TemporaryDirectory()
        with studio.open(path, studio.base + '/prices', studio.base + '/missing', studio.base + '/quiet', home=home) as window:
            window.find(None, studio.tr('Cut'))
            studio.shoot('30-several')
            desktop.press('alt+4')
            studio.shoot('31-recording')
            desktop.press('ctrl+t')
            studio.shoot('32-recents')
            window.process.kill()
        with studio.open(home=home) as window:
            window.find(None, studio.tr('Delete'))
            studio.shoot('33-left-over')
        home.cleanup()
    with studio.open() as window:
        window.click(studio.tr('Watch the demo'))
        studio.wait_rows(9)
        desktop.press('ctrl+h')
        studio.shoot('34-demo')


def take_docs(studio):
    """What docs/pictures shows: the demo after its reconnection, with all that can be folded out."""
    with studio.open() as window:
        window.click(studio.tr('Watch the demo'))
        rows = window.find('list', studio.tr('Rows of the stream'))
        desktop.press('ctrl+h')
        desktop.wait_until(lambda: any('{"gate": 2, "state": "open"' in row.get_name() for row in desktop.children(rows)), 'the reconnection')
        desktop.press('Down')
        time.sleep(0.5)
        desktop.press('Down')
        window.find(None, studio.tr('Close the details'))
        studio.shoot('stream')


def main():
    parser = argparse.ArgumentParser(description='Takes pictures of every page, state and dialog of the window.')
    parser.add_argument('build')
    parser.add_argument('folder')
    parser.add_argument('--size', default='1040x720')
    parser.add_argument('--dark', action='store_true')
    parser.add_argument('--contrast', action='store_true')
    parser.add_argument('--language', default='')
    parser.add_argument('--rtl', action='store_true')
    parser.add_argument('--text', type=float, default=1)
    parser.add_argument('--only', default='')
    parser.add_argument('--parts', default='first_page,dialogs,stream,failures,several')
    arguments = parser.parse_args()
    if INSIDE not in os.environ:
        return run_inside(arguments)

    os.makedirs(arguments.folder, exist_ok=True)
    desktop.Atspi.init()
    with tempfile.TemporaryDirectory() as folder:
        for name, script in SCRIPTS.items():
            with open(os.path.join(folder, name + '.eventstream'), 'w', encoding='utf-8') as file:
                file.write(script)
        for part in arguments.parts.split(','):
            with served.Server(folder) as server:
                globals()['take_' + part](Studio(arguments, server))
    return 0


if __name__ == '__main__':
    if INSIDE in os.environ:
        import desktop
        import served
    sys.exit(main())
