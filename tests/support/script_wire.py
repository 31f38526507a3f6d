# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What raw sockets read of scripts, against the law's computation: every byte, how it ends, and when each send came.

run(server, jobs) asks for each job's connections one after the other, the jobs side by side.
"""

import calendar
import errno
import os
import re
import selectors
import socket
import subprocess
import tempfile
import time

from script_play import Answer

# After the last byte that is compared, what still comes must at least begin right.
SLACK_US = 400000
MOST_BYTES = 1 << 17
# What sends more at once says how fast the machine is, not how true the clock.
MOST_SENDS = 500
# What a machine that is busy may be late.
PATIENCE = 5
DATE = b'Sat, 21 Nov 2026 10:20:30 GMT'


class Expected:
    """segments: (due or None, bytes, holes, is keep-alive) with the framing; up to @horizon µs all of them have to come."""

    def __init__(self, script, request, horizon):
        self.answer = answer = Answer(script, request)
        self.segments, self.horizon = [], horizon
        self.is_chunked = False
        self.n_bytes = 0
        self.goes_on = False
        for due, data, holes, is_keepalive in answer.sends():
            if due > horizon + 2 * SLACK_US or self.n_bytes > MOST_BYTES:
                self.goes_on = True
                break
            if data is None and not answer.none:
                self.add(due, *self.head())
            elif data:
                self.add(due, *self.frame(data, holes), is_keepalive)
        self.ending = answer.ending if answer.ending is not None else 'open'
        # What ends later than all has to come need not be seen to end.
        self.is_ended = self.ending != 'open' and answer.last <= horizon
        self.add_body()
        if self.ending == 'close' and self.is_chunked:
            self.add(None, b'0\r\n\r\n', [])

    def add(self, due, data, holes, is_keepalive=False):
        self.segments.append((due, data, holes, is_keepalive))
        self.n_bytes += len(data)

    def must(self):
        """How many bytes have to come."""
        last = max((i for i, segment in enumerate(self.segments) if (segment[0] or 0) <= self.horizon), default=-1)
        return sum(len(data) for _, data, _, is_keepalive in self.segments[:last + 1] if not is_keepalive)

    def frame(self, data, holes):
        if not self.is_chunked:
            return data, holes
        size = b'%x\r\n' % len(data)
        return size + data + b'\r\n', [(at + len(size), *more) for at, *more in holes]

    def head(self):
        answer = self.answer
        out, holes = bytearray(b'HTTP/1.1 %d %s\r\n' % (answer.status, answer.phrase)), []

        def add(name, value, value_holes=()):
            out.extend(name.encode('latin-1') + b': ')
            holes.extend((len(out) + at, *more) for at, *more in value_holes)
            out.extend(value + b'\r\n')

        for name, value, value_holes in answer.headers:
            add(name, value, value_holes)
        if answer.get_header('access-control-allow-origin') is None and not answer.is_removed('access-control-allow-origin'):
            add('Access-Control-Allow-Origin', b'*')
        coding = answer.get_header('transfer-encoding')
        self.is_chunked = coding is not None and coding.lower() == b'chunked'
        if coding is None and answer.get_header('content-length') is None and answer.status not in (204, 304):
            if answer.is_stream and answer.request.http != '1.0':
                add('Transfer-Encoding', b'chunked')
                self.is_chunked = True
            elif not answer.is_stream:
                add('Content-Length', b'%d' % len(answer.body or b''))
        if answer.get_header('date') is None and not answer.is_removed('date'):
            add('Date', DATE, [(0, len(DATE), 'date', None)])
        if answer.get_header('connection') is None:
            add('Connection', b'close')
        return bytes(out + b'\r\n'), holes

    def add_body(self):
        """Of a body whose connection is cut, half comes."""
        if self.answer.body and not self.answer.none:
            size = len(self.answer.body)
            size = size if self.ending in ('close', 'open') else size // 2
            self.add(None, self.answer.body[:size], [hole for hole in self.answer.body_holes if hole[0] + hole[1] <= size])


def clock_of(text, kind):
    """Milliseconds since 1970, or None when it tells no date."""
    if kind == 'unix-ms' and re.fullmatch(rb'[0-9]{13}', text):
        return int(text)
    if kind == 'now' and re.fullmatch(rb'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z', text):
        return calendar.timegm(time.strptime(text[:19].decode(), '%Y-%m-%dT%H:%M:%S')) * 1000 + int(text[20:23])
    return None


class Connection:
    """One request and all that is read of it."""

    def __init__(self, job, number, port):
        self.job, self.number, self.expected = job, number, job.expected[number]
        self.got, self.times, self.ending = bytearray(), [], 'open'
        self.socket = socket.create_connection(('127.0.0.1', port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.begin = time.monotonic()
        self.socket.send(job.ask(number))
        self.until = self.begin + (job.horizon + SLACK_US) / 1e6

    def read(self):
        """Whether more may come."""
        try:
            data = self.socket.recv(1 << 16)
        except BlockingIOError:
            return True
        except OSError as error:
            self.ending = 'reset' if error.errno == errno.ECONNRESET else str(error)
            return False
        if not data:
            self.ending = 'close'
            return False
        self.got += data
        self.times.append((len(self.got), time.monotonic()))
        return not self.expected.goes_on or len(self.got) < self.expected.n_bytes

    def is_over(self, now):
        has_all = len(self.got) >= self.expected.must() and not self.expected.is_ended
        return now > self.until and (has_all or now > self.until + PATIENCE)

    def align(self):
        """Which segments came, and where. A late server leaves out keep-alives: that is in the law, and counted."""
        self.places, self.left_out, at = [], 0, 0
        for segment in self.expected.segments:
            data = segment[1]
            came = self.got[at:at + len(data)]
            if segment[3] and came != data and (self.ending != 'open' or not data.startswith(came)):
                self.left_out += 1
                continue
            self.places.append((at, segment))
            at += len(data)

    def problem(self):
        """What is not as the law has it, or None."""
        self.align()
        expected = self.expected
        wanted = b''.join(segment[1] for _, segment in self.places)
        got = bytearray(self.got)
        for at, (_, _, holes, _) in self.places:
            for offset, length, kind, _ in holes:
                place = slice(at + offset, at + offset + length)
                if place.stop <= len(got) and (kind not in ('now', 'unix-ms') or clock_of(bytes(got[place]), kind) is not None):
                    got[place] = wanted[place]
        if expected.goes_on:
            del got[len(wanted):]
        same = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b), min(len(got), len(wanted)))
        is_ended = expected.is_ended
        must = len(wanted) if is_ended else min(expected.must(), len(wanted))
        if same < min(len(got), len(wanted)) or len(got) < must or len(got) > len(wanted):
            return (f'differs at byte {same} of {len(wanted)}: wanted {wanted[max(0, same - 30):same + 40]!r}, '
                    f'got {bytes(got[max(0, same - 30):same + 40])!r}')
        if is_ended and self.ending != {'close': 'close', 'cut': 'close', 'reset': 'reset'}[expected.ending]:
            return f'ends with {self.ending} instead of {expected.ending}'
        if expected.ending == 'open' and self.ending != 'open':
            return f'ends with {self.ending} instead of staying open'
        return self.clock_problem()

    def clock_problem(self):
        """Whether what templates said of the clock goes with when it was due."""
        offsets = []
        for at, (_, _, holes, _) in self.places:
            for offset, length, kind, due in holes:
                text = bytes(self.got[at + offset:at + offset + length])
                clock = clock_of(text, kind) if len(text) == length else None
                if clock is not None and due is not None:
                    offsets.append(clock - due / 1000)
        if offsets and max(offsets) - min(offsets) > 500:
            return f'the clock in its templates is off by {max(offsets) - min(offsets):.0f} ms'
        return None

    def deviations(self):
        """Seconds, of each send from when it was due; the first one sets the clock."""
        found, zero, i = [], None, 0
        for at, (due, data, _, _) in self.places:
            end = at + len(data)
            if due is None or end > len(self.got):
                continue
            while self.times[i][0] < end:
                i += 1
            zero = self.times[i][1] - due / 1e6 if zero is None else zero
            found.append(self.times[i][1] - zero - due / 1e6)
        return found[1:]


class Job:
    """A script, at a path; @numbers: of its connections."""

    def __init__(self, name, script, path, make_request, numbers, horizon):
        self.name, self.script, self.path, self.numbers = name, script, path, numbers
        self.make_request, self.horizon = make_request, horizon
        self.expected = {}

    def prepare(self):
        """Before the first one is asked for, so that nobody waits for it."""
        self.expected = {number: Expected(self.script, self.make_request(number), self.horizon) for number in self.numbers
                         if self.script.section_of(number) is not None}

    def ask(self, number):
        request = self.make_request(number)
        headers = list(request.headers)
        if request.last_event_id:
            headers.append(('Last-Event-ID', request.last_event_id.decode()))
        if request.method != 'GET':
            headers.append(('Content-Length', '0'))
        query = '?' + request.query if request.query else ''
        session = '/~' + request.session if request.session else ''
        text = f'{request.method} {session}{self.path}{query} HTTP/{request.http}\r\n' + ''.join(f'{n}: {v}\r\n' for n, v in headers)
        return text.encode() + b'\r\n'


class Result:
    def __init__(self):
        self.connections = self.sends = self.n_bytes = self.left_out = 0
        self.problems, self.deviations = [], []

    def take(self, connection):
        self.connections += 1
        self.n_bytes += len(connection.got)
        problem = connection.problem()
        self.left_out += connection.left_out
        if problem is not None:
            self.problems.append(f'{connection.job.name}, connection {connection.number}: {problem}')
            return
        deviations = connection.deviations()
        if len(deviations) > MOST_SENDS:
            return
        self.sends += len(deviations)
        self.deviations += [(deviation, connection.job.name, connection.number) for deviation in deviations]


def ask_for_none(job, number, port):
    """No section: 204, and nothing else. A problem, or None."""
    with socket.create_connection(('127.0.0.1', port), timeout=10) as client:
        client.sendall(job.ask(number))
        answer = b''
        while data := client.recv(4096):
            answer += data
    return None if answer.startswith(b'HTTP/1.1 204 ') and answer.endswith(b'\r\n\r\n') else f'no 204: {answer[:60]!r}'


def run(port, jobs, at_once):
    result, done = Result(), []
    for job in jobs:
        job.prepare()
    waiting = [(job, list(job.numbers)) for job in reversed(jobs)]
    active = {}
    with selectors.DefaultSelector() as selector:

        def start(job, numbers):
            while numbers:
                number = numbers.pop(0)
                if job.script.section_of(number) is None:
                    problem = ask_for_none(job, number, port)
                    result.connections += 1
                    result.problems += [f'{job.name}, connection {number}: {problem}'] if problem else []
                    continue
                connection = Connection(job, number, port)
                active[connection] = numbers
                selector.register(connection.socket, selectors.EVENT_READ, connection)
                return

        def finish(connection):
            numbers = active.pop(connection)
            selector.unregister(connection.socket)
            connection.socket.close()
            done.append(connection)
            start(connection.job, numbers)

        while active or waiting:
            while waiting and len(active) < at_once:
                start(*waiting.pop())
            for key, _ in selector.select(0.02):
                if not key.data.read():
                    finish(key.data)
            now = time.monotonic()
            for connection in [connection for connection in active if connection.is_over(now)]:
                finish(connection)
    for connection in done:
        result.take(connection)
    return result


class Server:
    """`weir serve` of these files, on a port of its own."""

    def __init__(self, weir, files, *options):
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen([weir, 'serve', *files, '--port', '0', '--output', 'jsonl', '--no-control', *options],
                                        stdout=self.output)
        self.port = None
        while self.port is None:
            time.sleep(0.02)
            found = re.match(rb'.*?127\.0\.0\.1:(\d+)', os.pread(self.output.fileno(), 1000, 0))
            self.port = int(found.group(1)) if found else None
            if self.process.poll() is not None:
                raise RuntimeError('weir serve has ended')

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.output.close()
