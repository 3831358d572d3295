// Compares the requests per second through nginx that asks the gate about each request, and through the same nginx that
// asks a handler which only answers 204. Both handlers run in their own processes, and are measured in turns.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findPort } from '../../tests/runtimes/ports.js';
import { findProxies } from '../../tests/runtimes/self-hosted/programs.js';
import { summarize } from '../measure/rounds.js';

const CONNECTIONS = 16;
const OK = 'HTTP/1.1 200 ';

/** @param {'gate' | 'empty'} kind @returns {Promise<{ port: number, cookie?: string, close(): Promise<unknown> }>} */
async function startHandler(kind) {
  const child = fork(fileURLToPath(new URL('./handler.js', import.meta.url)), [kind], { execArgv: [] });
  const ended = once(child, 'exit');
  const failed = ended.then(() => Promise.reject(new Error(`the handler ${kind} ended`)));
  failed.catch(() => {});
  const [started] = await Promise.race([once(child, 'message'), failed]);
  return { ...started, close: () => (child.disconnect(), ended) };
}

/** @param {string} folder @param {number} port @param {Record<string, number>} handlers */
function writeConfiguration(folder, port, handlers) {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const asked = Object.entries(handlers).map(
    ([name, own]) => `
upstream ${name} { server 127.0.0.1:${own}; keepalive ${CONNECTIONS}; }
server {
  listen 127.0.0.1:${port};
  server_name ${name};
  keepalive_requests 10000000;
  location = /asked {
    internal;
    proxy_pass http://${name}/auth/check;
    proxy_http_version 1.1;
    proxy_pass_request_body off;
    proxy_set_header Connection "";
    proxy_set_header Content-Length "";
    proxy_set_header Host app.example;
    proxy_set_header X-Original-Method $request_method;
    proxy_set_header X-Original-Proto https;
    proxy_set_header X-Original-Host app.example;
    proxy_set_header X-Original-URI $request_uri;
  }
  location / {
    auth_request /asked;
    auth_request_set $user $upstream_http_remote_user;
    add_header X-User $user;
    empty_gif;
  }
}`,
  );
  return `daemon off;
master_process off;
pid ${folder}/pid;
error_log stderr notice;
events {}
http {
  ${kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n  ')}
  access_log off;
  ${asked.join('\n')}
}
`;
}

/** @param {Record<string, number>} handlers */
async function startNginx(handlers) {
  const { nginx } = await findProxies();
  const folder = await mkdtemp(join(tmpdir(), 'bench-gate-'));
  const port = await findPort();
  await writeFile(join(folder, 'nginx.conf'), writeConfiguration(folder, port, handlers));
  const child = spawn(nginx, ['-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  let said = '';
  for await (const line of createInterface({ input: child.stderr })) {
    said += `${line}\n`;
    if (line.includes('event method')) break;
  }
  if (child.exitCode !== null) throw new Error(`nginx ended: ${said}`);
  child.stderr.resume();
  return {
    port,
    async close() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * One connection on which the next request follows each answer. It does not parse HTTP, so that the processor is free for
 * the programs that are measured.
 *
 * @param {number} port
 * @param {string} host
 * @param {string} cookie
 */
async function openConnection(port, host, cookie) {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  const request = `GET /wiki/page?page=1 HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`;
  return {
    /** @param {number} until @returns {Promise<number>} how many were answered */
    ask: (until) =>
      new Promise((resolve, reject) => {
        let answered = 0;
        const read = (/** @type {Buffer} */ bytes) => {
          if (!bytes.latin1Slice(0, OK.length).startsWith(OK)) return reject(new Error(bytes.toString()));
          answered += 1;
          if (performance.now() < until) return socket.write(request);
          socket.off('data', read);
          resolve(answered);
        };
        socket.on('data', read);
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** @param {{ rounds: number, slice: number }} effort slice: microseconds; a turn here has ten, because more processes take part */
export async function measureProxy({ rounds, slice }) {
  const handlers = { gate: await startHandler('gate'), empty: await startHandler('empty') };
  const nginx = await startNginx({ gate: handlers.gate.port, empty: handlers.empty.port });
  const open = (/** @type {string} */ host) =>
    Promise.all(
      Array.from({ length: CONNECTIONS }, () => openConnection(nginx.port, host, handlers.gate.cookie ?? '')),
    );
  const connections = { gate: await open('gate'), empty: await open('empty') };
  /** @param {'gate' | 'empty'} host @returns {Promise<number>} requests a millisecond */
  const measure = async (host) => {
    const begun = performance.now();
    const until = begun + slice / 100;
    const counts = await Promise.all(connections[host].map(({ ask }) => ask(until)));
    return counts.reduce((sum, count) => sum + count, 0) / (performance.now() - begun);
  };
  try {
    for (const host of /** @type {const} */ (['gate', 'empty', 'gate', 'empty'])) await measure(host);
    const ratios = [];
    for (let round = 0; round < rounds; round += 1) {
      const first = round % 2 ? await measure('empty') : undefined;
      const gate = await measure('gate');
      ratios.push(gate / (first ?? (await measure('empty'))));
    }
    return summarize(ratios);
  } finally {
    for (const { close } of [...connections.gate, ...connections.empty]) close();
    await nginx.close();
    await Promise.all(Object.values(handlers).map(({ close }) => close()));
  }
}
