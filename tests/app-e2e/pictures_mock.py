# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of pictures.py that show mock servers: ways to one, its page, its editor, and what can go wrong."""

import os
import re
import socket
import subprocess
import tempfile
import time

import desktop
from pictures_stream import with_server

MATCH = ''':@ weir 1
:@ title Match day
:@ on GET /match
:@ connect 1
retry: 1500

: first half
id: 1
event: kickoff
data: {"minute": 0, "home": "Ashbrook", "away": "Quill & Sons"}

id: 2
event: goal
data: {"minute": 3, "side": "home"}

:@ wait 200ms
:@ cut
:@ connect 2..
:@ expect last-event-id=2 after=0s..30s
:@ expect method=GET
id: 3
event: goal
data: {"minute": 81,
data:  "side": "away"}

:@ every 1s
:@ repeat forever
event: clock
id: {{next-id}}
data: {"n": {{n}}}

:@ end
'''
PRICES = ':@ weir 1\n:@ title Prices\n:@ on GET /prices\n:@ on GET /prices/eu\n:@ connect 1\nid: 1841\nevent: trade\ndata: {"sym": "ABC"}\n\n'
ERRORS = ''':@ weir 1
:@ title Errors and warnings
:@ evry 400ms
id: 1
event: goal
data: {"minute": 3}

:@ wait soon
dta: {"minute": 5}

：@ cut
retry: 3 s

data: the end
'''
WARNINGS = ':@ weir 1\n:@ title Warnings\nretry: 3 s\n\ndta: {"minute": 5}\n\ndata: the end\n'


class Client:
    """One that asks, and listens for as long as it is kept."""

    def __init__(self, port, path='/', *headers):
        self.socket = socket.create_connection(('127.0.0.1', port))
        lines = [f'GET {path} HTTP/1.1', f'Host: localhost:{port}', 'Accept: text/event-stream', *headers]
        self.socket.sendall(('\r\n'.join(lines) + '\r\n\r\n').encode())

    def drain(self):
        """Until the other side ends it."""
        self.socket.settimeout(desktop.TIMEOUT)
        try:
            while self.socket.recv(4096):
                pass
        except ConnectionResetError:
            pass
        self.socket.close()


def find_port(studio):
    """The one that the page names."""
    def look():
        for role in ('label', 'text'):
            for name in studio.window.names(role):
                found = re.search(r'https?://[^ /]*:(\d+)', name or '')
                if found:
                    return int(found[1])
        return None
    return desktop.wait_until(look, 'the URL of a mock')


def run(studio):
    desktop.press('F5')
    return find_port(studio)


def turn(studio, name):
    """To script or clients, where only one of them is shown."""
    if studio.window.has(None, studio.tr(name)) is not None:
        studio.window.click(studio.tr(name))
        time.sleep(0.4)


def show_page(studio, name):
    """A page of the stack whose tab begins with @name: it counts what is on it."""
    def look():
        return next((tab for role in ('page tab', 'toggle button', 'radio button') for tab in studio.window.find_all(role)
                     if (tab.get_name() or '').startswith(name)), None)
    desktop.Atspi.Action.do_action(desktop.wait_until(look, f'the tab “{name}”'), 0)
    time.sleep(0.3)


def point(studio, widget, button='1'):
    """Real clicks, for what has no action of its own."""
    place = desktop.Atspi.Component.get_extents(widget, desktop.Atspi.CoordType.WINDOW)
    studio.tell('mousemove', str(place.x + min(place.width // 2, 120)), str(place.y + place.height // 2), 'click', button)
    time.sleep(0.4)
    studio.tell('mousemove', str(studio.width - 2), str(studio.height - 2))


def write_script(folder, name, script):
    path = os.path.join(folder, name + '.eventstream')
    with open(path, 'wb') as file:
        file.write(script if isinstance(script, bytes) else script.encode())
    return path


def open_menu(studio, name, picture):
    studio.window.click(studio.tr(name))
    time.sleep(0.3)
    studio.shoot(picture)
    desktop.press('Escape')
    time.sleep(0.4)


def focus(studio, name, role='text'):
    point(studio, studio.window.find(role, studio.tr(name)))


@with_server
def take_mock_ways(studio, _server, base):
    with studio.open() as window:
        window.click(studio.tr('Mock from a template…'))
        studio.center('Mock from a template')
        studio.shoot('40-templates')
        desktop.type_text('foot')
        studio.shoot('40-templates-found')
        desktop.type_text('keeper')
        studio.shoot('40-templates-none')
        desktop.press('ctrl+a', 'BackSpace')
        studio.back()
        window.write(studio.tr('URL, cURL command, JSON or event stream'), '[{"minute": 3, "side": "home"}, {"minute": 81, "side": "away"}]')
        studio.shoot('41-json')
        window.click(studio.tr('Serve', 'button'))
        find_port(studio)
        studio.shoot('41-json-served')
    with studio.open(base + '/prices'):
        studio.wait_rows(8)
        desktop.press('Down')
        time.sleep(0.5)
        desktop.press('Down', 'shift+F10')
        time.sleep(0.4)
        desktop.press('Up', 'Up', 'Up', 'Return')
        studio.shoot('42-make-a-mock')
        desktop.press('Down', 'Return')
        time.sleep(0.5)
        studio.shoot('42-made-of-rows')
    with tempfile.TemporaryDirectory() as folder:
        path = folder + '/friday.eventstream'
        subprocess.run([os.environ['WEIR_TEST_PROGRAM'], 'watch', base + '/~friday/prices', '--count', '5', '--save', path],
                       stdout=subprocess.DEVNULL, check=True)
        for number, name in enumerate(('served', 'edited')):
            with studio.open(path) as window:
                window.click(studio.tr('More'))
                time.sleep(0.3)
                if number == 0:
                    studio.shoot('43-recording-menu')
                desktop.press(*['Down'] * number, 'Return')
                time.sleep(0.8)
                studio.shoot(f'43-recording-{name}')


def take_mock_clients(studio):
    with tempfile.TemporaryDirectory() as folder, studio.open(write_script(folder, 'match', MATCH)) as window:
        studio.shoot('50-stopped')
        port = run(studio)
        turn(studio, 'Show the clients')
        studio.shoot('51-nobody')
        Client(port, '/match', 'User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', 'Origin: http://localhost:5173').drain()
        back = Client(port, '/match', 'Last-Event-ID: 2', 'User-Agent: Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0')
        other = Client(port, '/~worker-2/match', 'User-Agent: curl/8.5.0')
        other.drain()
        other = Client(port, '/~worker-2/match', 'User-Agent: curl/8.5.0', 'Last-Event-ID: 1')
        time.sleep(0.5)
        studio.shoot('52-two-clients')
        show_page(studio, studio.tr('Log', 'mock'))
        studio.shoot('53-log')
        desktop.press('F6')
        take_request(studio)
        show_page(studio, studio.tr('Expectations'))
        studio.shoot('55-expectations')
        show_page(studio, studio.tr('Clients'))
        take_one_client(studio)
        open_menu(studio, 'Sessions, and counting connections anew', '57-sessions')
        take_header(studio)
        take_sending(studio)
        back.socket.close()
        other.socket.close()
        window.click(studio.tr('Stop'))
        time.sleep(0.5)
        studio.shoot('59-stopped-again')


def find_row(studio, name, context=None):
    rows = studio.window.find('list', studio.tr(name, context))
    return desktop.wait_until(lambda: next(iter(desktop.children(rows)), None), f'a row of {name}')


def take_request(studio):
    # The newest is in sight.
    point(studio, list(desktop.children(studio.window.find('list', studio.tr('Log', 'mock'))))[-1])
    desktop.press('Return')
    studio.window.find(None, studio.tr('Back to the list'))
    studio.shoot('54-request')
    studio.window.click(studio.tr('Back to the list'))
    time.sleep(0.3)


def take_one_client(studio):
    point(studio, find_row(studio, 'Clients'))
    studio.shoot('56-client-selected')
    desktop.press('shift+F10')
    time.sleep(0.4)
    studio.shoot('56-client-menu')
    desktop.press('Escape')
    time.sleep(0.4)


def take_header(studio):
    window = studio.window
    open_menu(studio, 'Next answer', '60-next-answer')
    window.click(studio.tr('Next answer'))
    desktop.press('Down', 'Return')
    time.sleep(0.4)
    window.click(studio.translation.gettext('Next answer (%u)').replace('%u', '1'))
    studio.shoot('60-next-answer-waits')
    desktop.press('Escape')
    time.sleep(0.4)
    open_menu(studio, 'Code', '61-code')
    window.click(studio.tr('Code'))
    desktop.press('Down', 'Return')
    studio.center('Code for a client')
    studio.shoot('61-snippet')
    studio.back()
    place = desktop.Atspi.Component.get_extents(studio.window.find('push button', studio.tr('Copy URL')), desktop.Atspi.CoordType.WINDOW)
    # The arrow beside it.
    studio.tell('mousemove', str(place.x - 10 if studio.arguments.rtl else place.x + place.width + 10), str(place.y + place.height // 2),
                'click', '1', 'mousemove', str(studio.width - 2), str(studio.height - 2))
    time.sleep(0.4)
    studio.shoot('62-urls')
    desktop.press('Escape')
    time.sleep(0.4)
    window.click(studio.tr('Hold'))
    time.sleep(0.3)
    studio.shoot('63-held')
    open_menu(studio, 'Several events at once', '63-steps')
    desktop.press('F7')
    studio.shoot('63-stepped')
    window.click(studio.tr('Hold'))
    window.click(studio.tr('Server settings'))
    studio.shoot('64-settings')
    desktop.press('Escape')
    time.sleep(0.4)


def take_sending(studio):
    window = studio.window
    window.write(studio.tr('Event name'), 'goal')
    window.write(studio.tr('Event ID'), '99')
    window.write(studio.tr('Data to send'), '{"minute": 90,\n "side": "home"}')
    studio.shoot('58-send-filled')
    desktop.press('F6')
    desktop.press('ctrl+Return')
    time.sleep(0.5)
    studio.shoot('58-sent')
    window.write(studio.tr('Reconnection time in milliseconds'), 'soon')
    desktop.press('F6')
    desktop.press('ctrl+Return')
    studio.shoot('58-send-error')
    window.write(studio.tr('Reconnection time in milliseconds'), '')
    window.click(studio.tr('Raw bytes'))
    studio.shoot('58-send-raw')
    window.click(studio.tr('Raw bytes'))


def take_mock_editor(studio):
    with tempfile.TemporaryDirectory() as folder:
        errors = write_script(folder, 'errors', ERRORS)
        with studio.open(errors) as window:
            focus(studio, 'Script')
            time.sleep(0.6)
            studio.shoot('70-errors')
            desktop.press('F5')
            time.sleep(0.4)
            studio.shoot('71-not-run')
        with studio.open(write_script(folder, 'warnings', WARNINGS)) as window:
            focus(studio, 'Script')
            time.sleep(0.6)
            studio.shoot('72-warnings')
            desktop.press('ctrl+End')
            desktop.type_text(':@ e')
            time.sleep(0.6)
            studio.shoot('73-completion')
            desktop.press('Escape', 'ctrl+f')
            desktop.type_text('data')
            studio.shoot('74-search')
            desktop.type_text('base')
            studio.shoot('74-search-none')
        path = write_script(folder, 'kept', PRICES)
        with studio.open(path) as window:
            focus(studio, 'Script')
            run(studio)
            turn(studio, 'Show the script')
            desktop.press('ctrl+End')
            desktop.type_text('data: one more')
            time.sleep(0.6)
            studio.shoot('75-unsaved')
            write_script(folder, 'kept', PRICES + 'data: of another program\n\n')
            desktop.press('ctrl+s')
            time.sleep(0.5)
            studio.shoot('75-changed-on-disk')
            desktop.press('ctrl+shift+s')
            studio.center('Save script')
            studio.shoot('75-save-as')
            studio.back()
        with studio.open(write_script(folder, 'large', PRICES + 'data: 0123456789\n\n' * 90000)):
            time.sleep(0.8)
            studio.shoot('76-too-large')
        with studio.open(write_script(folder, 'bytes', PRICES.encode() + b'data: \xff\xfe\x00\n\n')):
            time.sleep(0.8)
            studio.shoot('76-no-text')


def take_mock_failures(studio):
    with tempfile.TemporaryDirectory() as folder, socket.create_server(('127.0.0.1', 0)) as taken, \
            studio.open(write_script(folder, 'prices', PRICES)) as window:
        window.click(studio.tr('Server settings'))
        time.sleep(0.4)
        fields = list(window.find_all('text', studio.tr('Port')))
        desktop.Atspi.EditableText.set_text_contents(fields[-1], str(taken.getsockname()[1]))
        desktop.press('Escape')
        time.sleep(0.4)
        desktop.press('F5')
        time.sleep(0.6)
        studio.shoot('80-port-in-use')
        window.click(studio.tr('Server settings'))
        studio.shoot('80-port-in-settings')
        desktop.Atspi.EditableText.set_text_contents(fields[-1], 'http')
        studio.shoot('81-settings-no-port')
        desktop.press('Escape')
        time.sleep(0.4)
        window.click(studio.translation.gettext('Use _any free port').replace('_', ''))
        find_port(studio)
        studio.shoot('82-any-port')
    with tempfile.TemporaryDirectory() as folder:
        home = tempfile.TemporaryDirectory()
        scripts = [write_script(folder, 'prices', PRICES), write_script(folder, 'match', MATCH), write_script(folder, 'errors', ERRORS)]
        with studio.open(*scripts, home=home) as window:
            for number in ('1', '2'):
                desktop.press('alt+' + number)
                time.sleep(0.5)
                desktop.press('F5')
                time.sleep(0.8)
            desktop.press('alt+3')
            time.sleep(2)
            studio.shoot('85-sidebar')
            desktop.press('ctrl+q')
            time.sleep(1)
        with studio.open(home=home):
            time.sleep(1)
            studio.shoot('86-remembered')
            desktop.press('alt+2')
            time.sleep(0.5)
            studio.shoot('86-remembered-runs')
        home.cleanup()


def serve_over_tls(studio):
    studio.window.click(studio.tr('Server settings'))
    studio.window.wait_focus(studio.tr('Port'))
    for _ in range(4):
        desktop.press('Tab')
        time.sleep(0.2)
    studio.window.wait_focus(studio.tr('Over TLS (https)'))
    desktop.press('space')
    time.sleep(0.5)
    desktop.press('Escape')
    time.sleep(0.4)
    desktop.press('F5')
    time.sleep(0.8)


def take_mock_tls(studio):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as elsewhere:
        script = write_script(folder, 'prices', PRICES)
        with studio.open(script) as window:
            serve_over_tls(studio)
            find_port(studio)
            window.click(studio.tr('Server settings'))
            studio.shoot('83-tls')
        home = tempfile.TemporaryDirectory(dir=elsewhere)
        os.makedirs(home.name + '/data/weir')
        with open(home.name + '/data/weir/tls', 'w', encoding='ascii'):
            # Where the folder of its certificate is to be.
            pass
        with studio.open(script, home=home):
            serve_over_tls(studio)
            studio.shoot('84-no-certificate')
        home.cleanup()
