// SPDX-FileCopyrightText: The Weir developers
// SPDX-License-Identifier: GPL-3.0-or-later
// A plain Node event stream, written the way the tutorials write it. The log on standard output names each request.
import http from 'node:http';

const port = Number(process.argv[2] ?? 0);
const period = Number(process.argv[3] ?? 3000);

const server = http.createServer((request, response) => {
  console.log(`request ${request.method} ${request.url} http/${request.httpVersion} last-event-id=${JSON.stringify(request.headers['last-event-id'] ?? null)}`);
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache',
    Connection: 'keep-alive',
  });
  const slide = setInterval(() => {
    response.write(`event: slide\nid: ${Date.now()}\ndata: 7\nretry: 10000\n\n\n`);
  }, period);
  const beat = setInterval(() => response.write(': \n\n'), period * 4);
  request.on('close', () => {
    clearInterval(slide);
    clearInterval(beat);
    console.log('closed');
  });
});
server.listen(port, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
