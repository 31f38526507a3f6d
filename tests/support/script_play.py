# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a script puts on the wire for one request, in virtual time, computed from docs/script-format.md and docs/serving.md alone.

Answer(Script(data), Request(path)) has the head; its sends() are (due in µs, bytes, holes, whether it is a keep-alive), then `ending` is
close, cut, reset or open. Bytes are None for the head, empty at the end of a round.
"""

import re

from script_draws import CHANCES, KEEPALIVES, PAUSES, Draws, Templates, id_number


class Over(Exception):
    """The connection's end."""


class GivenUp(Exception):
    """No block has the client's id."""


def has_part(items):
    return any(item[0] == 'part' or (item[0] in ('repeat', 'chance') and has_part(item[2])) for item in items)


def within(holes, start, end):
    """What of them is in a piece. Of a text that is torn nobody reads the time."""
    found = []
    for at, length, kind, due in holes:
        first, last = max(at, start), min(at + length, end)
        if first < last:
            found.append((first - start, last - first, kind if last - first == length else 'torn', due))
    return found


class Answer:
    def __init__(self, script, request):
        self.script, self.request = script, request
        self.section = script.section_of(request.connection)
        self.draws, self.keepalive_draws, self.chances = (Draws(request.draw_seed, request.connection, stream)
                                                          for stream in (PAUSES, KEEPALIVES, CHANCES))
        self.templates = Templates(request)
        self.ending = None
        self.head = self.section.head
        drawn = [(verb, rest) for chance, verb, rest in self.head.chances if self.chances.chance(chance)]
        if drawn:
            self.head = self.head.copy()
            for verb, rest in drawn:
                self.head.apply(verb, rest, script)
        self.make_head(bool(drawn), has_part(self.section.body))
        self.is_early = bool(drawn) and not self.is_stream

    def make_head(self, instead, has_blocks):
        head = self.head
        is_said = self.script.is_recording and head.status is not None
        self.none = head.none or (self.script.is_recording and head.status is None and not has_blocks)
        self.status = head.status or 200
        self.phrase = head.phrase if head.phrase is not None else b'OK'
        self.has_content = self.status not in (204, 205, 304)
        self.is_stream = head.body is None and self.has_content and (self.status < 300 or (has_blocks and not instead))
        headers = []
        if not is_said and self.is_stream:
            headers.append(('Content-Type', b'text/event-stream', False))
        elif not is_said and head.body is not None:
            headers.append(('Content-Type', b'text/event-stream' if self.status == 200 else b'text/plain; charset=utf-8', False))
        if not is_said:
            headers.append(('Cache-Control', b'no-cache', False))
        said = {name.lower() for name, _, _ in head.headers}
        headers = [header for header in headers if header[0].lower() not in said]
        for name, value, has_templates in head.headers:
            if value is None:
                headers = [header for header in headers if header[0].lower() != name.lower()]
            else:
                headers.append((name, value, has_templates))
        self.headers = [(name, *self.fill_head(value, has_templates)) for name, value, has_templates in headers]
        self.body, self.body_holes = self.fill_head(*head.body) if head.body is not None else (None, [])

    def fill_head(self, data, has_templates):
        return self.templates.fill(data, 1, 0) if has_templates else (data, [])

    def is_removed(self, name):
        """Whether `header -NAME` takes away what the server would add."""
        said = [value for key, value, _ in self.head.headers if key.lower() == name]
        return bool(said) and said[-1] is None

    def get_header(self, name):
        return next((value for key, value, _ in self.headers if key.lower() == name), None)

    # The clock of the script.

    def due(self):
        return self.base + (self.time if self.request.speed == 1 else int(self.time / self.request.speed + 0.5))

    def pause(self, us):
        us = min(us, self.request.longest_pause)
        self.time += us
        self.paused += us

    def plan(self, since, now):
        self.next_keepalive = None
        if self.keepalive is not None and self.is_stream and not self.none:
            interval = max(int(self.keepalive_draws.duration(*self.keepalive) / self.request.speed + 0.5), 1000)
            self.next_keepalive = since + max(now - since, 0) // interval * interval + interval

    def reach(self):
        """The keep-alives that come before what is due next."""
        while not self.in_block and self.next_keepalive is not None and self.next_keepalive < self.due():
            self.last = max(self.last, self.next_keepalive)
            yield self.last, b':\n\n', [], True
            self.plan(self.next_keepalive, self.last)
        self.last = max(self.last, self.due())

    def begin(self):
        self.every, self.keepalive, self.drip = (self.section.start[name] for name in ('every', 'keepalive', 'drip'))
        self.is_first, self.has_waited, self.in_block = True, False, False
        self.shape, self.left = [], 0
        self.rounds = []

    def sends(self):
        self.base = self.time = self.paused = self.last = self.progress = 0
        self.drip_pause = self.drip_rest = self.passed = 0
        self.next_keepalive, self.filled_id, self.is_searching = None, b'', False
        self.begin()
        try:
            yield from self.walk(self.section.before_head)
            yield from self.reach()
            self.head_due = self.due()
            yield self.head_due, None, [], False
            if self.is_early:
                raise Over('close')
            self.plan(self.head_due, self.head_due)
            self.is_searching = bool(self.head.resume and self.request.last_event_id and self.is_stream)
            yield from self.play_or_search()
        except Over as over:
            self.ending = over.args[0]

    def play_or_search(self):
        try:
            yield from self.walk(self.section.body)
        except GivenUp:
            self.is_searching = False
            self.templates.start()
            self.begin()
            self.plan(self.last, self.last)
            yield from self.walk(self.section.body)

    def walk(self, items):
        for item in items:
            yield from getattr(self, 'play_' + item[0])(*item[1:])

    def play_wait(self, duration):
        if not self.is_searching:
            self.pause(self.draws.duration(*duration))
            self.has_waited = self.has_waited or not self.in_block
            self.end_piece()
        yield from ()

    def play_stall(self, duration):
        if self.is_searching:
            return
        yield from self.reach()
        self.end_piece()
        self.base, self.time = self.due(), 0
        self.pause(self.draws.duration(*duration))
        self.base, self.time = self.due(), 0
        self.last = max(self.last, self.base)
        self.plan(self.base, self.base)
        self.is_first, self.has_waited = True, False

    def play_every(self, duration):
        self.every = duration
        yield from ()

    def play_drip(self, rate):
        self.drip = rate
        yield from ()

    def play_keepalive(self, duration):
        if self.is_searching:
            self.keepalive = duration
            return
        yield from self.reach()
        self.keepalive = duration
        self.plan(self.due(), self.due())

    def play_shape(self, pieces, repeats):
        if not self.is_searching:
            self.shape, self.left, self.repeats = list(pieces), 0, repeats
        yield from ()

    def play_chance(self, chance, items):
        if self.chances.chance(chance):
            yield from self.walk(items)

    def play_repeat(self, times, items):
        self.rounds.append(0)
        while times is None or self.rounds[-1] < times:
            self.rounds[-1] += 1
            progress, paused = self.progress, self.paused
            yield from self.walk(items)
            if not self.is_searching:
                yield from self.reach()
                yield self.last, b'', [], False  # so that whoever asks can stop
            if progress == self.progress and (self.is_searching or paused == self.paused):
                if times is None:
                    yield from self.play_end('hold')
                break
        self.rounds.pop()

    def play_end(self, kind):
        if self.is_searching:
            raise GivenUp
        if kind == 'hold':
            while not self.in_block and self.next_keepalive is not None:
                self.last = max(self.last, self.next_keepalive)
                yield self.last, b':\n\n', [], True
                self.plan(self.next_keepalive, self.last)
            raise Over('open')
        yield from self.reach()
        raise Over('open' if kind == 'stall' else kind)

    # Bytes.

    def play_part(self, part):
        if self.is_searching:
            self.pass_over(part)
            return
        if part.pauses:
            if not self.is_first and not self.has_waited:
                self.pause(self.draws.duration(*self.every))
            self.is_first = self.has_waited = False
        data, holes, sent = None, [], 0
        while data is None or sent < len(data):
            self.pause(self.drip_pause)
            self.drip_pause = 0
            if self.shape and self.left == 0:
                self.left = self.shape[0][0] or 1 << 62
                self.pause(self.shape[0][1])
            yield from self.reach()
            if data is None:
                data, holes = self.fill(part, self.due())
            n = self.take(len(data) - sent)
            yield self.due(), data[sent:sent + n], within(holes, sent, sent + n), False
            sent += n
            self.progress += 1
            self.in_block = True
        self.in_block = not part.at_boundary
        if part.at_boundary:
            self.shape, self.left = [], 0
        self.leave(part)

    def take(self, n):
        if self.drip:
            n = min(n, max(self.drip // 10, 1))
        if self.shape:
            n = min(n, self.left)
            if n == self.left:
                self.end_piece()
            else:
                self.left -= n
        if self.drip:
            self.drip_pause, self.drip_rest = divmod(n * 10**6 + self.drip_rest, self.drip)
        return n

    def end_piece(self):
        """Also one that a pause ends before it has all its bytes."""
        if self.left and not self.repeats:
            self.shape = self.shape[1:]
        self.left = 0

    def fill(self, part, due):
        if not part.has_templates:
            return part.data, []
        data, holes = self.templates.fill(part.data, self.rounds[-1] if self.rounds else 1, due)
        for value in re.findall(rb'(?:\A|[\r\n])id: ?([^\r\n]*)', data):
            self.filled_id = value
        return data, holes

    def id_of(self, part):
        return self.filled_id if part.id is not None and b'{{' in part.id else part.id

    def leave(self, part):
        self.templates.event += part.events
        number = id_number(self.id_of(part)) if part.id is not None else None
        if number is not None:
            self.templates.next_id = number + 1

    def pass_over(self, part):
        self.fill(part, self.last)
        is_found = part.id is not None and self.id_of(part) == self.request.last_event_id
        self.leave(part)
        self.progress += 1
        self.passed += part.ends_unit
        if is_found:
            self.is_searching = False
            self.in_block = not part.at_boundary
            self.plan(self.last, self.last)
        elif self.passed >= 100000:
            raise GivenUp
