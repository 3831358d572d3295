// Scripts for the provider: bad answers of every kind.
import { gzipSync } from 'node:zlib';
import { compact, decode, published256 } from './tokens.js';

/** @typedef {import('./provider.js').Script} Script */
/** @typedef {import('./tokens.js').Signer} Signer */

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Hostile texts contain this mark. It must never appear in an output. */
export const MARK = 'hostileMark7Zq';

/** @param {number} status @param {string | undefined} type @param {string | Buffer} body @returns {Script} */
export const reply =
  (status, type, body, headers = {}) =>
  () => ({ status, headers: { ...(type !== undefined && { 'content-type': type }), ...headers }, body });

/** @param {unknown} value @returns {Script} */
export const json = (value, status = 200, headers = {}) =>
  reply(status, JSON_TYPE, JSON.stringify(value), headers);

/** The stand-in's own answer, with other headers. @param {(headers: Record<string, any>) => any} change @returns {Script} */
export const withHeaders = (change, status = 200) =>
  async function ({ ask }) {
    const answer = await ask();
    return { ...answer, status, headers: change(answer.headers) };
  };

/** The stand-in's own answer, its bytes changed. @param {(body: Buffer) => Buffer | string} change @returns {Script} */
export const withBody = (change, headers = {}) =>
  async function ({ ask }) {
    const answer = await ask();
    return { ...answer, headers: { ...answer.headers, ...headers }, body: change(answer.body) };
  };

/** The stand-in's own JSON, changed. @param {(value: any) => unknown} change @returns {Script} */
export const withJson = (change) =>
  withBody((body) => {
    const value = JSON.parse(body.toString());
    return JSON.stringify(change(value) ?? value);
  });

/** The same for the text, for faults that no object can have: repeated keys, odd numbers. @param {(text: string) => string} change */
export const withText = (change) => withBody((body) => change(body.toString()));

/**
 * The stand-in's answer with another id_token. The parts may be changed in place, or replaced by text.
 *
 * @param {(parts: { header: any, claims: any, access_token: string, token: string }) => { header?: any, claims?: any } | string | void} change
 * @param {Signer} [signer]
 * @returns {Script}
 */
export const withIdToken = (change, signer = published256) =>
  withJson((answer) => {
    const parts = { ...decode(answer.id_token), access_token: answer.access_token, token: answer.id_token };
    const changed = change(parts) ?? parts;
    if (typeof changed === 'string') return { ...answer, id_token: changed };
    const { header, claims } = { ...parts, ...changed };
    return { ...answer, id_token: compact(header, claims, signer) };
  });

/** The authorization endpoint's redirect, changed. @param {(url: URL) => URL | string | void} change @returns {Script} */
export const withRedirect = (change) =>
  async function ({ ask }) {
    const answer = await ask();
    const url = new URL(String(answer.headers.location), 'http://relative.invalid');
    if (!url.searchParams.has('state')) return answer;
    return { ...answer, headers: { ...answer.headers, location: String(change(url) ?? url) } };
  };

/** Never answers. @type {Script} */
export const hang = () => {};

/** @type {Script} */
export const reset = ({ response }) => {
  response.socket?.resetAndDestroy();
};

/** Closes the connection without an answer. @type {Script} */
export const hangUp = ({ response }) => {
  response.socket?.end();
};

/** Sends these bytes instead of HTTP, then closes. @param {string | Buffer} bytes @returns {Script} */
export const rawBytes =
  (bytes) =>
  ({ response }) => {
    response.socket?.end(bytes);
  };

/** Closes the connection in the middle of the body. @param {string} part @returns {Script} */
export const truncate =
  (part, headers = { 'content-length': '1000' }) =>
  ({ response }) => {
    response.writeHead(200, { 'content-type': JSON_TYPE, ...headers });
    response.write(part, () => response.destroy());
  };

/** Head, then silence. @type {Script} */
export const stall = ({ response }) => {
  response.writeHead(200, { 'content-type': JSON_TYPE }).write('{"access_token":');
};

/** One byte at a time, for ever. @type {Script} */
export const drip = ({ response }) => {
  response.writeHead(200, { 'content-type': JSON_TYPE });
  const timer = setInterval(() => response.write(' '), 2);
  response.on('close', () => clearInterval(timer));
};

/** Sends 8 MB and does not end, so a reader that does not count waits for more. @type {Script} */
export const endless = ({ response }) => {
  response.writeHead(200, { 'content-type': JSON_TYPE });
  let left = 512;
  const write = () => {
    while (left > 0 && !response.destroyed && response.write('{'.repeat(16384))) left -= 1;
  };
  response.on('drain', write);
  write();
};

/** @type {Buffer | undefined} */
let bomb;

/** A small answer that unpacks to 50 MB. @type {Script} */
export const gzipBomb = () => {
  bomb ??= gzipSync(Buffer.alloc(50_000_000, ' '));
  return { status: 200, headers: { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' }, body: bomb };
};
