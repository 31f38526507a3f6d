# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a script says, read as docs/script-format.md has it; script_play.py plays it. Nothing here is taken from the program.

Only for scripts without errors.
"""

import re

HOP_BY_HOP = {'connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'content-length', 'content-encoding', 'date',
              'strict-transport-security', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'}
PHRASES = {200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 205: 'Reset Content', 301: 'Moved Permanently', 302: 'Found',
           303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request',
           401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 500: 'Internal Server Error',
           502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout'}
UNITS = {'us': 1, 'ms': 1000, 's': 10**6, 'm': 60 * 10**6, 'h': 3600 * 10**6}
ENDED = {'cut': 'cut', 'reset': 'reset', 'stopped': 'stall', 'timeout': 'stall', 'refused': 'none', 'dns': 'none', 'tls': 'none'}
EOL = {'lf': b'\n', 'crlf': b'\r\n', 'cr': b'\r'}


def time_of(text):
    number, unit = re.fullmatch(r'([0-9.]+)(us|ms|s|m|h)', text).groups()
    whole, _, part = number.partition('.')
    unit = UNITS[unit]
    return int(whole) * unit + (int(part) * unit // 10**len(part) if part else 0)


def duration_of(text):
    """(low, high); high None: exponential around low."""
    if text.startswith('~'):
        return time_of(text[1:]), None
    low, _, high = text.partition('..')
    return time_of(low), time_of(high or low)


def string_of(text):
    """The bytes of a quoted string, and what stands behind it."""
    out = bytearray()
    at = 1
    while text[at:at + 1] != b'"':
        if text[at:at + 1] != b'\\':
            out += text[at:at + 1]
            at += 1
        elif text[at + 1:at + 2] == b'x':
            out.append(int(text[at + 2:at + 4], 16))
            at += 4
        else:
            out += {b'n': b'\n', b'r': b'\r', b't': b'\t'}.get(text[at + 1:at + 2], text[at + 1:at + 2])
            at += 2
    return bytes(out), text[at + 1:]


def chance_of(text):
    """Of 10^9."""
    number, whole = (text[:-1], 10**7) if text.endswith('%') else (text, 10**9)
    before, _, after = number.partition('.')
    return int(before) * whole + (int(after.ljust(12, '0')) * whole // 10**12 if after else 0)


def lines_of(data):
    """(text, end) of each line."""
    return re.findall(rb'([^\r\n]*)(\r\n|\r|\n|\Z)', data)[:-1]


class Boundaries:
    """The standard's view of what is sent: where blocks end, which of them dispatch, which id they have."""

    def __init__(self):
        self.line = b''
        self.open = self.has_data = self.after_cr = False
        self.at_start = True
        self.next_id = None
        self.events, self.units, self.id = 0, 0, None

    def take(self):
        found = self.events, self.units > 0, self.id
        self.events, self.units, self.id = 0, 0, None
        return found

    def in_block(self):
        return self.open or bool(self.line)

    def feed(self, data):
        for byte in data:
            char = bytes([byte])
            if char == b'\n' and self.after_cr:
                self.after_cr = False
            elif char in b'\r\n':
                self.after_cr = char == b'\r'
                self.end_line()
            else:
                self.after_cr = False
                self.line += char
                if self.at_start and self.line == b'\xef\xbb\xbf':
                    self.line, self.at_start = b'', False

    def end_line(self):
        line, self.line, self.at_start = self.line, b'', False
        if not line:
            if self.open:
                self.units += 1
                self.events += self.has_data
                self.id = self.next_id if self.next_id is not None else self.id
            self.open = self.has_data = False
        elif line[:1] == b':':
            self.units += not self.open
        else:
            if not self.open:
                self.next_id = None
            self.open = True
            name, colon, value = line.partition(b':')
            value = value[1:] if value[:1] == b' ' else value
            self.has_data = self.has_data or name == b'data'
            if name == b'id' and b'\0' not in value:
                self.next_id = value


class Part:
    """What is sent as one: a block or comment line with the blank lines below it, a stretch of a block, or a `raw`."""

    def __init__(self, data, is_raw=False, has_templates=False):
        self.data, self.is_raw, self.has_templates = data, is_raw, has_templates
        self.pauses = False


class Section:
    def __init__(self, first, last):
        self.first, self.last = first, last
        self.before_head = []
        self.body = []
        self.head = None
        self.start = {}


class Head:
    """What a section inherits and changes: head verbs and settings."""

    def __init__(self):
        self.status, self.phrase, self.none, self.body = None, None, False, None
        self.headers, self.inherited, self.chances = [], 0, []
        self.every, self.keepalive, self.drip = (0, 0), None, 0
        self.resume, self.templates, self.eol = False, True, None

    def copy(self):
        other = Head()
        other.__dict__.update(self.__dict__)
        other.headers, other.chances = list(self.headers), list(self.chances)
        other.inherited = len(self.headers)
        return other

    def set_header(self, name, value, templates):
        kept = [header for header in self.headers[:self.inherited] if header[0].lower() != name.lower()]
        self.headers = kept + self.headers[self.inherited:] + [(name, value, templates)]
        self.inherited = len(kept)

    def apply(self, verb, rest, script):
        templates = self.templates and not script.is_recording
        if verb == 'status':
            word, _, phrase = rest.partition(b' ')
            self.none = word == b'none'
            self.status = 200 if self.none else int(word)
            self.phrase = phrase.strip(b' ') or PHRASES.get(self.status, '').encode()
        elif verb == 'redirect':
            word, _, url = rest.partition(b' ')
            self.none, self.status, self.phrase = False, int(word), PHRASES.get(int(word), '').encode()
            self.set_header('Location', url.strip(b' '), templates)
        elif verb == 'body':
            self.body = (string_of(rest)[0], templates)
        elif rest.startswith(b'-'):
            self.set_header(rest[1:].decode('latin-1'), None, False)
        else:
            name, _, value = rest.partition(b':')
            name, value = name.decode('latin-1'), value.strip(b' ')
            if not script.is_recording or (name.lower() not in HOP_BY_HOP and b'[redacted]' not in value):
                self.set_header(name, value, templates)


class Script:
    def __init__(self, data):
        bare = data[3:] if data.startswith(b'\xef\xbb\xbf') else data
        self.is_plain = not re.match(rb':@ weir 1(\r|\n|\Z)', bare)
        self.is_recording, self.seed = False, None
        self.routes, self.matches, self.counts = [], [], None
        self.sections = []
        self.has_connects = not self.is_plain and re.search(rb'(?:\A|[\r\n]):@ +connect(?: |\r|\n|\Z)', bare) is not None
        self.draft = self.preamble = Head()
        self.section = None
        if self.is_plain:
            self.draft.every = (10**6, 10**6)
        if not self.has_connects:
            self.begin(1, 2**64 - 1)
        self.read(data if self.is_plain else bare)
        self.finish()

    # From lines to sections.

    def begin(self, first, last):
        self.section = Section(first, last)
        self.stack = [self.section.body]
        self.parts = b''
        self.part_templates = False
        self.bounds = Boundaries()
        self.unit = None
        self.chance = None
        self.begun = self.ended = False
        self.section.start = {name: getattr(self.draft, name) for name in ('every', 'keepalive', 'drip')}

    def finish(self):
        if self.section is None:
            return
        self.flush()
        if not self.ended:
            self.cut_off()
            self.stack[-1].append(('end', 'close'))
        self.section.head = self.draft
        self.sections.append(self.section)
        self.section = None

    def cut_off(self):
        """What the end cuts off counts for `every` as if it were whole."""
        if self.bounds.in_block():
            self.bounds.feed(b'\n\n')
            if self.bounds.take()[0] and self.unit is not None and not self.unit.is_raw:
                self.unit.pauses = True
        self.unit = None

    def read(self, data):
        under_directive = False
        for text, end in lines_of(data):
            if self.is_plain:
                self.add_line(text, end)
            elif not text and under_directive:
                continue
            elif text.startswith(b':@ '):
                under_directive = True
                self.add_directive(text[3:].strip(b' '))
                continue
            else:
                self.add_line(text[:1] + text[2:] if text.startswith(b':@@') else text, end)
            under_directive = False

    def add_line(self, text, end):
        if self.section is None:
            return
        if text:
            if self.parts and not self.bounds.in_block():
                self.flush()
            if self.draft.templates and not self.is_plain and not self.is_recording and b'{{' in text:
                self.part_templates = True
        self.begun = True
        data = text + (EOL[self.draft.eol] if self.draft.eol and end else end)
        self.parts += data
        self.bounds.feed(data)

    def flush(self):
        if self.parts:
            part, self.parts = Part(self.parts, False, self.part_templates), b''
            self.part_templates = False
            self.close(part)

    def close(self, part):
        part.events, part.ends_unit, part.id = self.bounds.take()
        part.at_boundary = not self.bounds.in_block()
        first = self.unit or part
        if part.events and not first.is_raw:
            first.pauses = True
        self.stack[-1].append(('part', part))
        if part.at_boundary and part.ends_unit and self.chance is not None:
            self.stack.pop()
            self.chance = None
        self.unit = None if part.at_boundary else first

    def add_directive(self, text):
        verb, _, rest = text.partition(b' ')
        verb, rest = verb.decode('latin-1'), rest.strip(b' ')
        if verb.startswith('x-'):
            return
        if self.section is not None:
            self.flush()
        name = 'do_' + verb.replace('-', '_')
        if hasattr(self, name):
            getattr(self, name)(rest)
        elif verb in ('status', 'redirect', 'header', 'body'):
            if self.section is not None:
                self.delay_head()
            self.draft.apply(verb, rest, self)

    def delay_head(self):
        """Pauses above a head verb come before the head."""
        self.section.before_head += self.section.body
        self.section.body.clear()

    def do_recorded(self, _):
        self.is_recording = True

    def do_seed(self, rest):
        self.seed = int(rest)

    def do_on(self, rest):
        words = rest.decode().split()
        self.routes.append((words[0] if len(words) > 1 else None, words[-1]))

    def do_match(self, rest):
        self.matches.append(rest)

    def do_count(self, rest):
        self.counts = rest.decode().split()[1:]

    def do_connect(self, rest):
        first, dots, last = rest.decode().partition('..')
        if self.section is not None:
            self.finish()
        self.draft = self.preamble.copy()
        if first == '*':
            self.begin(1, 2**64 - 1)
        else:
            self.begin(int(first), int(last) if last else 2**64 - 1 if dots else int(first))

    def setting(self, name, value):
        setattr(self.draft, name, value)
        if self.section is not None and self.begun:
            self.stack[-1].append((name, value))
        elif self.section is not None:
            self.section.start[name] = value

    def do_every(self, rest):
        self.setting('every', duration_of(rest.decode()))

    def do_keepalive(self, rest):
        self.setting('keepalive', None if rest == b'off' else duration_of(rest.decode()))

    def do_drip(self, rest):
        words = rest.decode().split()
        self.setting('drip', 0 if words[0] == 'off' else int(words[0]) * (1000 if words[1] == 'KB/s' else 1))

    def do_template(self, rest):
        self.draft.templates = rest == b'on'

    def do_resume(self, rest):
        self.draft.resume = rest == b'on'

    def do_eol(self, rest):
        self.draft.eol = rest.decode()

    def do_bom(self, _):
        self.add_raw(b'\xef\xbb\xbf')

    def do_raw(self, rest):
        self.add_raw(string_of(rest)[0])

    def add_raw(self, data):
        self.begun = True
        if data:
            self.bounds.feed(data)
            self.close(Part(data, True))

    def do_wait(self, rest):
        self.stack[-1].append(('wait', duration_of(rest.decode())))

    def do_stall(self, rest):
        if rest:
            self.begun = True
            self.stack[-1].append(('stall', duration_of(rest.decode())))
        else:
            self.end_with('stall')

    def do_chunk(self, rest):
        pieces = []
        for word in rest.decode().split():
            size, plus, delay = word.partition('+')
            pieces.append((None if size == '*' else int(size), time_of(delay) if plus else 0))
        self.begun = True
        self.stack[-1].append(('shape', pieces, False))

    def do_split(self, rest):
        self.begun = True
        self.stack[-1].append(('shape', [(int(rest), 0)], True))

    def do_repeat(self, rest):
        self.begun = True
        loop = ('repeat', None if rest == b'forever' else int(rest), [])
        self.stack[-1].append(loop)
        self.stack.append(loop[2])

    def do_end(self, _):
        self.stack.pop()
        last = self.stack[-1][-1]
        self.ended = self.ended or (last[0] == 'repeat' and last[1] is None)

    def end_with(self, kind, conditional=False):
        if not conditional:
            self.cut_off()
            self.ended = True
        self.begun = True
        self.stack[-1].append(('end', kind))

    def do_close(self, _):
        self.end_with('close')

    def do_cut(self, _):
        self.end_with('cut')

    def do_reset(self, _):
        self.end_with('reset')

    def do_hold(self, _):
        self.end_with('hold')

    def do_ended(self, rest):
        kind = ENDED.get(rest.split()[0].decode(), 'close')
        if kind == 'none':
            self.draft.none, kind = True, 'reset'
        self.end_with(kind)

    def do_chance(self, rest):
        word, _, rest = rest.partition(b' ')
        chance, rest = chance_of(word.decode()), rest.strip(b' ')
        verb, _, arguments = rest.partition(b' ')
        verb, arguments = verb.decode(), arguments.strip(b' ')
        if verb in ('status', 'redirect', 'header', 'body'):
            if self.section is not None:
                self.delay_head()
            self.draft.chances.append((chance, verb, arguments))
            return
        items = []
        self.stack[-1].append(('chance', chance, items))
        self.stack.append(items)
        self.begun = True
        if not verb:
            self.chance = items
            return
        if verb in ('close', 'cut', 'reset', 'hold') or (verb == 'stall' and not arguments):
            self.end_with(verb, True)
        else:
            getattr(self, 'do_' + verb)(arguments)
        self.stack.pop()

    def section_of(self, connection):
        """None: there is none, which is answered with 204."""
        return next((section for section in self.sections if section.first <= connection <= section.last), None)
