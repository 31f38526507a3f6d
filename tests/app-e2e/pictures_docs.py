# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures in docs/pictures."""

import os
import shutil
import tempfile
import time

import desktop
from pictures_mock import Client, run
from pictures_stream import with_server

FOOTBALL = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../data/templates/football.eventstream')


def take_docs_stream(studio):
    """The demo after its reconnection, with all that can be folded out."""
    with studio.open() as window:
        window.click(studio.tr('Watch the demo'))
        rows = window.find('list', studio.tr('Rows of the stream'))
        desktop.press('ctrl+h')
        desktop.wait_until(lambda: any('{"gate": 2, "state": "open"' in row.get_name() for row in desktop.children(rows)), 'the reconnection')
        studio.point(studio.find_row('{"at": "06:00:45"'))
        close = window.find(None, studio.tr('Close the details'))
        time.sleep(0.5)
        # The border between the rows and the details, for more of the rows.
        place = desktop.Atspi.Component.get_extents(close, desktop.Atspi.CoordType.WINDOW)
        border = place.y - 5
        studio.tell('mousemove', '400', str(border), 'mousedown', '1', 'mousemove', '400', str(border + 50), 'mousemove', '400', str(border + 117),
                    'mouseup', '1', 'mousemove', str(studio.width - 2), str(studio.height - 2))
        studio.shoot('stream')


def take_docs_mock(studio):
    """A client that was cut, came back in time, and is told of a goal by hand."""
    with tempfile.TemporaryDirectory() as folder, studio.open(shutil.copy(FOOTBALL, folder)) as window:
        port = run(studio)
        Client(port, '/football').drain()
        time.sleep(1.5)
        back = Client(port, '/football', 'Last-Event-ID: 2')
        window.write(studio.tr('Event name'), 'goal')
        window.write(studio.tr('Data to send'), '{"minute": 90, "side": "away"}')
        # Some events of the clock.
        time.sleep(4)
        desktop.press('F6')
        studio.shoot('mock')
        back.socket.close()


@with_server
def take_docs_failure(studio, _server, base):
    with studio.open(base + '/unauthorized') as window:
        window.find(None, studio.tr('Start'))
        studio.shoot('failure')
