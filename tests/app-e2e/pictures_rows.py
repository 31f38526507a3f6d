# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be seen of a stream's rows: the menu and the details of each kind, columns, names, odd bytes, and what comes in plenty."""

import json
import os
import subprocess
import tempfile
import time

import desktop
from picture_servers import Peer, with_server


def close_menu():
    desktop.press('Escape', 'Escape')
    time.sleep(0.5)


@with_server
def take_menus(studio, _server, base):
    with studio.open(base + '/prices') as window:
        window.find(None, studio.tr('Cut'))
        studio.wait_rows(10)
        for name, part in (('event', '"px": 10.26'), ('comment', 'euros'), ('block', '60000'), ('life', '200 OK')):
            studio.point(studio.find_row(part), button=3)
            studio.shoot('40-menu-' + name)
            close_menu()
        for name, n_down in (('copy', 3), ('mock', 4)):
            studio.point(studio.find_row('"px": 10.26'), button=3)
            time.sleep(0.5)
            desktop.press(*['Down'] * n_down)
            time.sleep(0.2)
            desktop.press('Return')
            studio.shoot('40-menu-event-' + name)
            close_menu()
        studio.point(studio.find_row('"px": 10.26'), button=3)
        time.sleep(0.3)
        desktop.press('Up', 'Return')
        studio.shoot('41-time-zero')
        studio.point(studio.find_row('"px": 10.26'), button=3)
        studio.shoot('41-menu-time-zero')
        close_menu()
        studio.point('Columns', 'push button')
        studio.shoot('42-columns')
        desktop.press('Escape')
        time.sleep(0.3)
        for path in ('$.px', '$.buyer name'):
            studio.point('Columns', 'push button')
            time.sleep(0.3)
            studio.choose('_Add a value of the data…')
            time.sleep(0.7)
            desktop.type_text(path)
            studio.shoot('43-column-' + ('good' if path == '$.px' else 'bad'))
            desktop.press('Return')
            time.sleep(0.3)
        close_menu()
        studio.shoot('43-column-shown')
        studio.point(studio.find_row('"px": 10.26'))
        window.find(None, studio.tr('Close the details'))
        studio.point('More', 'push button')
        studio.shoot('44-more')
        close_menu()
        studio.point(studio.find_row('"px": 98.10'))
        time.sleep(0.3)
        desktop.press('ctrl+m')
        time.sleep(0.5)
        studio.shoot('44-note')
        desktop.type_text('where the price goes up')
        desktop.press('Return')
        time.sleep(0.5)
        studio.shoot('44-note-shown')


@with_server
def take_names(studio, _server, base):
    with studio.open(base + '/names') as window:
        studio.wait_rows(20)
        if studio.width < 600 * studio.arguments.text:
            # There is no room for chips.
            studio.point(studio.find_named('13'))
            studio.shoot('45-names')
            return
        studio.point(studio.find_named('heartbeat'), button=3)
        studio.shoot('45-chip-menu')
        close_menu()
        desktop.press('ctrl+f')
        desktop.type_text('-event:heartbeat')
        studio.shoot('45-chip-hidden')
        desktop.press('ctrl+a', 'BackSpace')
        if studio.width < 1900:
            studio.point(studio.find_named('+'))
            studio.shoot('45-names')
            close_menu()
        window.click(studio.tr('Kinds of rows'))
        time.sleep(0.3)
        desktop.press('Down', 'Return')
        close_menu()
        studio.shoot('45-kinds-hidden')
    # What comes while the list does not follow.
    with studio.open(base + '/ticker') as window:
        studio.wait_rows(40)
        studio.point(studio.get_rows()[-4])
        time.sleep(2)
        studio.shoot('46-new-rows')


@with_server
def take_details(studio, _server, base):
    with studio.open(base + '/odd') as window:
        studio.wait_rows(12)
        studio.shoot('50-odd')
        studio.point(studio.find_row('weighed'))
        window.find(None, studio.tr('Close the details'))
        show_tab(studio, 'Bytes')
        for name, number in (('life', 2), ('comment', 4), ('block', 5), ('odd', 10), ('latin', 11), ('unfinished', 12), ('ended', 13)):
            studio.select_row(number)
            show_tab(studio, 'Bytes')
            studio.shoot('50-bytes-' + name)
            show_tab(studio, "Page's view")
            studio.shoot('50-page-' + name)
            show_tab(studio, 'Data')
            studio.shoot('50-data-' + name)
        studio.select_row(6)
        studio.shoot('50-data-text')
    with studio.open(base + '/prices') as window:
        studio.wait_rows(10)
        desktop.press('ctrl+i')
        studio.shoot('51-nothing-selected')
        studio.point(studio.find_row('"px": 10.25'))
        studio.point(studio.find_item('buyer'), button=3)
        studio.shoot('51-tree-menu')
        close_menu()
        window.click(studio.tr('Diff', 'data'))
        studio.shoot('51-diff-none')
    # What it leads to has been connected to before.
    with studio.open(base + '/hops') as window:
        studio.point(studio.find_row('"px": 98.05'))
        window.find(None, studio.tr('Close the details'))
        show_tab(studio, 'HTTP')
        studio.shoot('52-http-hops')
        studio.scroll(30, 0.85)
        studio.shoot('52-http-hops-end')


def show_tab(studio, name):
    desktop.Atspi.Action.do_action(studio.window.find('page tab', studio.tr(name)), 0)
    time.sleep(0.3)


def take_big(studio):
    """An event of 10 MiB, and a recording that takes its time to be read."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'big.eventstream')
        with open(path, 'w', encoding='ascii') as file:
            items = [{'n': n, 'name': f'item {n}', 'tags': ['a', 'b'], 'at': {'x': n * 7, 'y': n * 11}} for n in range(130000)]
            file.write('data: small\n\ndata: ' + json.dumps(items) + '\n\n' + 'data: ' + json.dumps(items[1:]) + '\n\n')
        with studio.open(path) as window:
            studio.wait_rows(3)
            studio.point(studio.get_rows()[1])
            window.find(None, studio.tr('Close the details'))
            for mode in ('Tree', 'Pretty', 'Plain', 'Diff'):
                window.click(studio.tr(mode, 'data'))
                studio.shoot('53-big-' + mode.lower())
            studio.point(studio.get_rows()[2])
            studio.shoot('53-big-diff-found')
            show_tab(studio, 'Bytes')
            studio.shoot('53-big-bytes')
        path = os.path.join(folder, 'long.eventstream')
        block = ''.join(f'id: {n}\nevent: tick\ndata: {{"n": {n}, "text": "the quick brown fox jumps over the lazy dog"}}\n\n' for n in range(10000))
        with open(path, 'w', encoding='ascii') as file:
            for _ in range(400):
                file.write(block)
        with studio.open(path) as window:
            subprocess.run(['import', '-window', 'root', os.path.join(studio.arguments.folder, '54-long-reading.png')], check=True)
            print('54-long-reading', flush=True)
            studio.shoot('54-long-read')
            desktop.press('ctrl+f')
            window.wait_focus(studio.tr('Filter'))
            desktop.type_text('nowhere')
            time.sleep(0.1)
            subprocess.run(['import', '-window', 'root', os.path.join(studio.arguments.folder, '54-long-searching.png')], check=True)
            print('54-long-searching', flush=True)


@with_server
def take_tls(studio, _server, base):
    """A server with a certificate that nobody signed is trusted once."""
    del base
    with tempfile.TemporaryDirectory() as folder:
        untrusted = Peer(folder, b'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nid: 1\nevent: hello\ndata: {"secret": true}\n\n')
        with studio.open(f'https://localhost:{untrusted.port}/stream') as window:
            window.click(studio.tr('Trust this server _once').replace('_', ''))
            studio.wait_rows(4)
            studio.shoot('55-trusted-once')
            studio.point(studio.find_row('secret'))
            window.find(None, studio.tr('Close the details'))
            show_tab(studio, 'HTTP')
            studio.scroll(30, 0.85)
            studio.shoot('55-tls-http')
            show_tab(studio, "Page's view")
            studio.shoot('55-tls-page')
