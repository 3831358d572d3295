// The time limits for node:http. The server must keep idle connections longer than the proxy in front of it. Otherwise it
// could close one just as the proxy sends a request. nginx keeps them for 60 s, Traefik for 90 s, Caddy for 120 s.

/** @typedef {import('../../types/node.js').ListenTimeouts} Timeouts */

/** @type {Readonly<Timeouts>} */
export const TIMEOUTS = Object.freeze({
  headers: 15_000,
  request: 65_000,
  keepAlive: 130_000,
  idle: 150_000,
  check: 5_000,
});
