# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be seen of streams: the first page, the request, a stream in each of its states, failures, recordings, dialogs."""

import os
import re
import subprocess
import tempfile
import time

import desktop
from picture_servers import SCRIPTS, Peer, with_server

FIELD = 'URL, cURL command, JSON or event stream'

CURL = '''curl 'https://api.example.com/v1/chat/completions' \\
  -H 'Authorization: Bearer sk-test-0123456789' \\
  -H 'Content-Type: application/json' --compressed --trace-ascii out.txt \\
  --data-raw '{"model": "small", "stream": true, "messages": [{"role": "user", "content": "How deep is the river?"}]}\''''
PASTES = {
    'url': 'https://stream.example.com/v2/prices?symbols=ABC,XYZ',
    'curl': "curl -N 'https://stream.example.com/v2/prices' -H 'Accept: text/event-stream'",
    'curl-post': CURL,
    'curl-broken': "curl 'https://stream.example.com/v2/prices' -H 'Accept: text/ev",
    'json': '[{"minute": 3, "side": "home"}, {"minute": 81, "side": "away"}]',
    'stream': 'id: 1\nevent: goal\ndata: {"minute": 3}\n\nid: 2\nevent: goal\ndata: {"minute": 81}\n\n',
    'nonsense': 'what is this',
}


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


@with_server
def take_stream(studio, server, base):
    with studio.open(base + '/prices') as window:
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
        server.cut()
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
    with studio.open(base + '/prices?token=tr0ub4dor') as window:
        studio.wait_rows(3)
        desktop.press('ctrl+s')
        studio.center('Save recording')
        studio.shoot('18-save-redacted')
    with studio.open(base + '/quiet') as window:
        window.find(None, studio.tr('Cut'))
        studio.shoot('19-nothing-yet')


@with_server
def take_failures(studio, _server, base):
    for name in ('page', 'unauthorized', 'missing', 'broken', 'nothing', 'loop', 'downgrade', 'squeezed', 'long', 'post',
                 *(name for name in SCRIPTS if name.startswith('status-'))):
        with studio.open(base + '/' + name) as window:
            window.find(None, studio.tr('Start'))
            studio.shoot('20-failure-' + name)
    with studio.open('http://127.0.0.1:1/stream'):
        studio.wait_label(studio.tr('Cannot connect'))
        studio.shoot('20-failure-refused')
    with studio.open('http://nowhere.invalid/stream'):
        studio.wait_label('nowhere.invalid')
        studio.shoot('20-failure-unknown-host')
    with tempfile.TemporaryDirectory() as folder:
        untrusted = Peer(folder)
        with studio.open(f'https://localhost:{untrusted.port}/stream') as window:
            window.find(None, studio.tr('Start'))
            studio.shoot('20-failure-tls')
    for name, scheme, answer in (('protocol', 'http', b'SSH-2.0-OpenSSH_9.2\r\n\r\n'),
                                 ('limit', 'http', b'HTTP/1.1 200 OK\r\nX: ' + b'x' * 100000),
                                 ('no-tls', 'https', b'HTTP/1.1 400 Bad Request\r\n\r\n')):
        peer = Peer(answer=answer)
        with studio.open(f'{scheme}://127.0.0.1:{peer.port}/stream'):
            time.sleep(2)
            studio.shoot('20-failure-' + name)
    silent = Peer()
    with studio.open(f'http://127.0.0.1:{silent.port}/stream'):
        studio.wait_label(studio.tr('Waiting for the head…'))
        studio.shoot('21-waiting-for-head')
    with studio.open(f'https://127.0.0.1:{silent.port}/stream'):
        studio.wait_label(studio.tr('Connecting…'))
        studio.shoot('21-connecting')


@with_server
def take_several(studio, _server, base):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'friday.eventstream')
        subprocess.run([os.environ['WEIR_TEST_PROGRAM'], 'watch', base + '/prices', '--count', '5', '--save', path],
                       stdout=subprocess.DEVNULL, check=True)
        home = tempfile.TemporaryDirectory()
        with studio.open(path, base + '/prices', base + '/missing', base + '/quiet', home=home) as window:
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
