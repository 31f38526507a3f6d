#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A close-delimited HTTP/1.0 event stream from Python's standard library: five events a connection, then the end."""
import http.server
import sys
import time


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        last = self.headers.get("Last-Event-ID")
        print(f"request GET {self.path} last-event-id={last!r}", flush=True)
        start = int(last) + 1 if last else 1
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        if last is None:
            self.wfile.write(b"retry: 500\n\n")
        for n in range(start, start + 5):
            self.wfile.write(f"event: tick\nid: {n}\ndata: {{\"n\": {n}}}\n\n".encode())
            self.wfile.flush()
            time.sleep(0.2)
        self.wfile.write(b"data: this one is cut off by the end")

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
print(f"listening {server.server_address[1]}", flush=True)
server.serve_forever()
