# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What pictures of streams are taken of: scripts for the mock server, and peers that it cannot play."""

import contextlib
import os
import socket
import ssl
import subprocess
import tempfile
import threading

import served

NAMES = ('heartbeat', 'tick', 'trade', 'tick', 'quote', 'quote', 'news', 'halt', 'resume', 'auction', 'imbalance', 'correction', 'status',
         'heartbeat', 'weather in the north-east', '价格更新', 'tick')
# Bytes that a person would not expect.
ODD = r''':@ weir 1
:@ connect 1
:@ bom
: a remark

id: 7

event: <b>bold</b>
data: <a href="x">weighed</a> &amp; found wanting
data: 你好，สวัสดี

:@ raw "data: \xe2\x80\xaeright to left\xe2\x80\xac\n\n"
:@ raw "retry: soon\n\n"
:@ raw "unknown: field\ndata\xef\xbc\x9afull width\n\n"
:@ raw "id: a\x00b\ndata: nul in the id\n\n"
:@ raw "data: caf\xe9\x07\r\n\r\n"
:@ raw "event: last\ndata: cut short"
:@ cut
:@ connect 2..
:@ hold
'''
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
    'hops': ':@ weir 1\n:@ redirect 307 /prices\n',
    'downgrade': ':@ weir 1\n:@ redirect 302 ftp://files.example.com/prices\n',
    'squeezed': ':@ weir 1\n:@ header Content-Encoding: gzip\n:@ body "\\x1f\\x8b"\n',
    'long': ':@ weir 1\n:@ status 400\n:@ header Content-Type: text/plain\n:@ body "' + 'a line that says the same again\\n' * 3000 + '"\n',
    'names': ':@ weir 1\n' + ''.join(f'event: {name}\ndata: {{"n": {n}}}\n\n' for n, name in enumerate(NAMES)) + ':@ hold\n',
    'ticker': ':@ weir 1\n:@ every 40ms\n:@ repeat forever\nid: {{next-id}}\nevent: tick\ndata: {"n": {{n}}}\n\n:@ end\n',
    'odd': ODD,
    'post': ':@ weir 1\n:@ on POST /post\nevent: token\ndata: {"text": "How"}\n\n:@ hold\n',
    **{f'status-{code}': f':@ weir 1\n:@ status {code}\n:@ body "sorry\\n"\n' for code in (400, 403, 405, 407, 408, 410, 429, 503)},
}


class Peer:
    """A server that says @answer to all that connect, or nothing; with @folder it is one of TLS, signed by nobody."""

    def __init__(self, folder=None, answer=b''):
        self.socket = socket.create_server(('127.0.0.1', 0))
        self.port = self.socket.getsockname()[1]
        self.answer = answer
        self.open = []
        context = None
        if folder is not None:
            subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'key.pem', '-out', 'cert.pem', '-subj',
                            '/CN=localhost', '-days', '2'], cwd=folder, check=True, stderr=subprocess.DEVNULL)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(folder + '/cert.pem', folder + '/key.pem')
        threading.Thread(target=self.take_connections, args=[context], daemon=True).start()

    def take_connections(self, context):
        while True:
            connection = self.socket.accept()[0]
            # A client that does not trust it is gone already.
            with contextlib.suppress(OSError):
                self.open.append(context.wrap_socket(connection, server_side=True) if context else connection)
                self.open[-1].sendall(self.answer)


def with_server(take):
    """Calls take (studio, server, base): the mock server of all the scripts, and where they are."""
    def run(studio):
        with tempfile.TemporaryDirectory() as folder:
            for name, script in SCRIPTS.items():
                with open(os.path.join(folder, name + '.eventstream'), 'w', encoding='utf-8') as file:
                    file.write(script)
            with served.Server(folder) as server:
                take(studio, server, server.url.rsplit('/', 1)[0])
    return run
