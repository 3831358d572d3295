// A program behind the gate. It knows nothing of Tailchat, and answers with the request that it got.
import { createServer } from 'node:http';

const server = createServer(({ method, url, rawHeaders }, response) => {
  const headers = [];
  for (let at = 0; at < rawHeaders.length; at += 2) headers.push([rawHeaders[at], rawHeaders[at + 1]]);
  response.setHeader('content-type', 'application/json');
  response.end(`${JSON.stringify({ method, url, headers }, undefined, 2)}\n`);
});
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
