// For node:http. A proxy in front keeps its connections too, and the one behind must keep them longer: it would end one just
// when a request comes. nginx keeps them for 60 s, Traefik for 90 s, Caddy for 120 s.

/** @typedef {import('../../types/node.js').ListenTimeouts} Timeouts */

/** @type {Readonly<Timeouts>} */
export const TIMEOUTS = Object.freeze({
  headers: 15_000,
  request: 65_000,
  keepAlive: 130_000,
  idle: 150_000,
  check: 5_000,
});
