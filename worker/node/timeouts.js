/**
 * Milliseconds, for node:http.
 *
 * @typedef {object} Timeouts
 * @property {number} headers for all headers of a request
 * @property {number} request for the whole of it. Longer than the longest `deadline` (60 s), so that the login's own
 *   answer comes first
 * @property {number} keepAlive for the next request of a kept connection. A proxy in front keeps its connections too,
 *   and the one behind must keep them longer: it would end one just when a request comes. nginx keeps them for
 *   60 s, Traefik for 90 s, Caddy for 120 s
 * @property {number} idle for a connection on which nothing moves at all, such as an answer that nobody reads
 * @property {number} check how often the first two are looked at
 */

/** @type {Readonly<Timeouts>} */
export const TIMEOUTS = Object.freeze({
  headers: 15_000,
  request: 65_000,
  keepAlive: 130_000,
  idle: 150_000,
  check: 5_000,
});
