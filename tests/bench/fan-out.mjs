// SPDX-FileCopyrightText: The Weir developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Node as a server for bench-serve: a line "PORT" at first; then each "p" on standard input is an event to everybody who asked for /.
// Whoever asks for /ticks has one each 5 ms, on an absolute schedule.
import { createServer } from 'node:http';

const event = `data: ${'0123456789'.repeat(20).slice(0, 192)}\n\n`;
const clients = new Set();

function tick(response, start, n) {
  response.write(event);
  setTimeout(tick, start + (n + 1) * 5 - performance.now(), response, start, n + 1);
}

const server = createServer((request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.flushHeaders();
  response.socket.setNoDelay(true);
  if (request.url === '/ticks') {
    tick(response, performance.now(), 0);
  } else {
    clients.add(response);
    response.on('close', () => clients.delete(response));
  }
});

server.requestTimeout = 0;
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => console.log(server.address().port));
process.stdin.on('data', (bytes) => {
  for (const byte of bytes) if (byte === 0x70) for (const response of clients) response.write(event);
});
process.stdin.on('end', () => process.exit());
