# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mock server of one's own, told from the test what to do."""

import json
import os
import subprocess
import tempfile
import urllib.request


class Server:
    """`weir serve` of one script (or recording) on a free port. What it does comes from its own control interface."""

    def __init__(self, script, *options, name='match'):
        self.folder = tempfile.TemporaryDirectory(prefix='weir-served-')
        path = script
        if not os.path.exists(script):
            path = os.path.join(self.folder.name, name + '.eventstream')
            with open(path, 'w', encoding='utf-8') as file:
                file.write(script)
        self.process = subprocess.Popen([os.environ['WEIR_TEST_PROGRAM'], 'serve', path, '--port', '0', '--output', 'jsonl', *options],
                                        stdout=subprocess.PIPE, encoding='utf-8',
                                        env=dict(os.environ, ASAN_OPTIONS='detect_leaks=0'))
        line = self.process.stdout.readline()
        assert line, 'the server did not start'
        listening = json.loads(line)
        self.control = listening['control']
        self.url = listening['url'] + next(iter(listening['scripts']))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.stdout.close()
        self.process.wait()
        self.folder.cleanup()

    def call(self, path, arguments=None):
        request = urllib.request.Request(self.control['url'] + path, headers={'X-Weir-Token': self.control['token']},
                                         data=None if arguments is None else json.dumps(arguments).encode())
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def push(self, event, data, event_id):
        assert self.call('push', {'event': event, 'data': data, 'id': event_id})['sent'] == 1

    def cut(self):
        assert self.call('clients/cut', {})['clients'] == 1

    def records(self, kind):
        return [record for record in self.call('log')['records'] if record['type'] == kind]

    def read(self, size, url=None):
        """So many bytes of the stream as it comes to anybody."""
        with urllib.request.urlopen(url or self.url, timeout=20) as answer:
            return answer.read(size)
