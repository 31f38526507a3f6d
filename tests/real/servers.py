# SPDX-FileCopyrightText: The Weir developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that other people wrote, started and killed: for real-servers and in-the-window."""

import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent


def free_ports(n):
    sockets = [socket.socket() for _ in range(n)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


class Server:
    """A server process whose standard output is kept."""

    def __init__(self, *command):
        self.command = [str(c) for c in command]
        self.lines = []
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        start_new_session=True)
        self.thread = threading.Thread(target=lambda out: [self.lines.append(line.rstrip()) for line in out], args=[self.process.stdout], daemon=True)
        self.thread.start()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)  # nginx: its worker too
        self.process.wait()

    def wait_listening(self):
        for _ in range(200):
            if any(line.startswith("listening") for line in self.lines):
                return
            time.sleep(0.05)
        sys.exit(f"{self.command}: did not start: {self.lines}")


def wait_port(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"port {port}: nothing listens")


def certificates(folder):
    run = lambda *c: subprocess.run(c, cwd=folder, check=True, capture_output=True)
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Weir test CA", "-days", "2")
    run("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost")
    pathlib.Path(folder, "ext").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
    run("openssl", "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "server.pem", "-days", "2", "-extfile", "ext")


def start_nginx(folder, up):
    ports = free_ports(5)
    text = (HERE / "nginx.conf.in").read_text()
    values = {"DIR": folder, "UP": str(up), "MODULES": "/usr/lib/nginx/modules", "USER": "user root;" if os.geteuid() == 0 else ""} | {f"P{i + 1}": str(p) for i, p in enumerate(ports)}
    pathlib.Path(folder, "nginx.conf").write_text(re.sub(r"@(\w+)@", lambda m: values[m[1]], text))
    server = Server("nginx", "-p", folder, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log")
    for port in ports:
        wait_port(port)
    return server, ports


def publish(port, n):
    for i in range(1, n + 1):
        request = urllib.request.Request(f"http://127.0.0.1:{port}/pub", f'{{"n": {i}}}'.encode(), {"X-EventSource-Event": "news", "Content-Type": "application/json"})
        urllib.request.urlopen(request).read()
