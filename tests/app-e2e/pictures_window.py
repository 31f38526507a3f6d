# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be seen of the window around its pages: the sidebar, its menus, what is said in passing, and files that cannot be opened."""

import os
import subprocess
import tempfile
import time

import desktop
from picture_servers import with_server


@with_server
def take_sidebar(studio, _server, base):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'A recording of friday with a name that is rather long.eventstream')
        subprocess.run([os.environ['WEIR_TEST_PROGRAM'], 'watch', base + '/prices', '--count', '5', '--save', path],
                       stdout=subprocess.DEVNULL, check=True)
        with studio.open(path, base + '/ticker', base + '/missing', base + '/prices') as window:
            window.find(None, studio.tr('Cut'))
            # The other one is the title.
            studio.point([label for label in window.find_all('label', 'prices')][-1], button=3)
            studio.shoot('60-sidebar-menu')
            desktop.press('Escape')
            time.sleep(0.5)
            desktop.press('F2')
            studio.shoot('60-rename')
            desktop.press('Escape')
            time.sleep(0.5)
            studio.point(window.find('label', 'missing'), button=3)
            studio.shoot('60-sidebar-menu-stopped')
            desktop.press('Escape')
            time.sleep(0.5)
            desktop.press('F9')
            studio.shoot('61-no-sidebar')
            desktop.press('F9', 'F8')
            studio.shoot('61-border')
            desktop.press('Escape', 'ctrl+w')
            studio.shoot('62-closed')
            desktop.press('ctrl+w', 'ctrl+w', 'ctrl+w')
            studio.shoot('62-all-closed')


def take_files(studio):
    with tempfile.TemporaryDirectory() as folder:
        def write(name, data):
            path = os.path.join(folder, name)
            with open(path, 'wb') as file:
                file.write(data)
            return path
        plain = write('plain.eventstream', b'id: 1\nevent: goal\ndata: {"minute": 3}\n\n: a remark\n\ndata: two\ndata: lines\n\n')
        empty = write('empty.eventstream', b'')
        odd = write('odd.eventstream', b':@ weir 1\n:@ recorded 2026-11-21T16:00:00Z\n:@ connect 1\n:@ nonsense 7\ndata: x\n\n')
        binary = write('picture.png', bytes(range(256)) * 40)
        for name, path in (('plain', plain), ('empty', empty), ('odd', odd), ('binary', binary), ('gone', folder + '/gone.eventstream')):
            with studio.open(path):
                time.sleep(1)
                studio.shoot('63-file-' + name)
