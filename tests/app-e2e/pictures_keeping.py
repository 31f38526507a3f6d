# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be seen when something cannot be kept: a keyring that is locked or broken, a disk that is full."""

import contextlib
import ctypes
import os
import subprocess
import sys
import tempfile
import time

import desktop
import served
from picture_servers import with_server

FIELD = 'URL, cURL command, JSON or event stream'
CLONE_NEWNS = 0x20000
# More than a kilobyte each, and more of them than the disk holds.
MANY = (':@ weir 1\n:@ repeat 400\nid: {{n}}\nevent: tick\ndata: {"n": {{n}}, "text": "' + 'so much to say ' * 70 + '"}\n\n:@ end\n:@ hold\n')
SCRIPT = ':@ weir 1\n:@ title Prices\n:@ on GET /prices\nid: 1841\nevent: trade\ndata: {"sym": "ABC"}\n\n'
# A note does not go into the last block of the disk.
RECORDING = ':@ weir 1\n:@ recorded 2026-11-21T16:00:00Z\n:@ connect 1\n:@ open\nid: 1\nevent: goal\ndata: {"minute": 3}\n\n: ' + 'x' * 3900 + '\n\n'


@contextlib.contextmanager
def with_keyring(kind):
    command = [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'locked_keyring.py'), kind]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield
        process.stdin.close()


def send_remembered(studio, base):
    """A request of which the password is to be remembered."""
    window = studio.window
    window.write(studio.tr(FIELD), f"curl -X POST '{base}/post' -u jo:secret -H 'X-Api-Key: k-123' -d x=1")
    window.click(studio.tr('Show request…'))
    studio.center('Request')
    studio.point('Remember in the keyring', 'label')
    window.click(studio.tr('Send'))
    window.find(None, studio.tr('Cut'))
    studio.tell('windowfocus', '--sync', studio.front)
    studio.origin = (0, 0)


@with_server
def take_keyring(studio, _server, base):
    for kind in ('refused', 'broken', 'waiting'):
        with with_keyring(kind), studio.open():
            send_remembered(studio, base)
            studio.shoot('0c-not-kept-' + kind)
    home = tempfile.TemporaryDirectory()
    with with_keyring('open'), studio.open(home=home) as window:
        send_remembered(studio, base)
        studio.shoot('0d-kept')
        desktop.press('ctrl+q')
        window.process.wait()
    for kind in ('refused', 'broken', 'waiting'):
        with with_keyring(kind), studio.open(home=home) as window:
            studio.shoot('0e-comes-back-' + kind)
            desktop.press('alt+1')
            window.click(studio.tr('Start'))
            if kind == 'waiting':
                # The keyring asks first; who does not wait starts again.
                studio.shoot('0e-started-not-yet')
                window.click(studio.tr('Start'))
            studio.center('Request')
            studio.shoot('0e-started-' + kind)
            window.process.kill()
    home.cleanup()


def own_mounts():
    """What is mounted from now on ends with this program. Returns: whether that is allowed"""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWNS) == 0 and subprocess.run(['mount', '--make-rprivate', '/'], check=False).returncode == 0:
        return True
    print('SKIPPED: no picture of a full disk, as nothing may be mounted here: run it as root', file=sys.stderr)
    return False


def mount_small(folder, size):
    os.makedirs(folder, exist_ok=True)
    subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}k', 'weir-full', folder], check=True)


def fill(folder):
    """To the last byte."""
    with contextlib.suppress(OSError), open(folder + '/filler', 'wb', buffering=0) as file:
        while True:
            file.write(bytes(4096))


def save_as(studio, path):
    studio.center('Save recording')
    studio.window.wait_focus(None, 'text')
    desktop.press('ctrl+a')
    desktop.type_text(path)
    desktop.press('Return')
    studio.tell('windowfocus', '--sync', studio.front)
    studio.origin = (0, 0)


def write(folder, name, text):
    path = os.path.join(folder, name + '.eventstream')
    with open(path, 'w', encoding='ascii') as file:
        file.write(text)
    return path


def take_scratch(studio, url):
    """The disk where everything received is kept."""
    home = tempfile.TemporaryDirectory()
    mount_small(home.name + '/cache', 256)
    with studio.open(url, home=home):
        studio.wait_label(studio.tr('The recording could not be written'))
        studio.shoot('65-scratch-full')
        desktop.press('Home')
        time.sleep(0.3)
        desktop.press('Down')
        studio.shoot('65-scratch-full-details')
    fill(home.name + '/cache')
    with studio.open(url, home=home):
        studio.wait_rows(20)
        studio.shoot('65-scratch-full-from-the-start')
    subprocess.run(['umount', '-l', home.name + '/cache'], check=True)
    home.cleanup()


def take_files(studio, url, small):
    recording = write(small, 'friday', RECORDING)
    assert 4000 < os.path.getsize(recording) <= 4096
    script = write(small, 'prices', SCRIPT)
    fill(small)
    with studio.open(url):
        studio.wait_rows(20)
        desktop.press('ctrl+s')
        save_as(studio, small + '/monday.eventstream')
        studio.shoot('66-not-saved')
    with studio.open(recording):
        studio.wait_rows(3)
        studio.point(studio.get_rows()[-1])
        time.sleep(0.3)
        desktop.press('ctrl+m')
        time.sleep(0.5)
        desktop.type_text('where the price goes up, and what comes of it ' * 4)
        desktop.press('Return')
        studio.shoot('66-note-not-kept')
    with studio.open(script) as window:
        studio.point(window.find('text', studio.tr('Script')))
        desktop.press('ctrl+End')
        desktop.type_text('data: one more')
        desktop.press('ctrl+s')
        studio.shoot('66-script-not-saved')


def take_full_disk(studio):
    if not own_mounts():
        return
    with served.Server(MANY, name='many') as server, tempfile.TemporaryDirectory() as folder:
        small = folder + '/disk'
        mount_small(small, 64)
        take_scratch(studio, server.url)
        take_files(studio, server.url, small)
        subprocess.run(['umount', '-l', small], check=True)
