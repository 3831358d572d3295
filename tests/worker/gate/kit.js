// A gate before a login at a Tailchat whose API answers in process, and the two ways in which a proxy asks it.
import { createGate } from 'tailchat-login/gate';
import { BASE_URL, createVisitor } from '../../support/kit.js';

export const { host: HOST, protocol } = new URL(BASE_URL);
export const PROTO = protocol.slice(0, -1);
export const ROUTES = `${BASE_URL}/auth`;
export const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html' };
export const SCRIPT = { accept: 'application/json', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' };

/** What the program behind the gate is told: all of it, on every good answer. */
export const HEADERS = [
  'remote-user',
  'x-tailchat-sub',
  'x-tailchat-nickname',
  'x-tailchat-discriminator',
  'x-tailchat-avatar',
  'x-tailchat-groups',
  'x-tailchat-assertion',
];

/** @param {import('tailchat-login/gate').GateRule[]} rules */
export const here = (...rules) => rules.map((rule) => ({ ...rule, host: HOST }));

/** @param {string} set @param {string} uri @param {string} method */
export const headerSet = (set, uri, method = 'GET') => ({
  [`x-${set}-method`]: method,
  [`x-${set}-proto`]: PROTO,
  [`x-${set}-host`]: HOST,
  [`x-${set}-uri`]: uri,
});

/** As nginx asks. @param {string} uri @param {Record<string, string>} [headers] @param {string} [method] */
export const checkOf = (uri, headers, method) =>
  new Request(`http://127.0.0.1:8787/auth/check`, {
    headers: { ...headerSet('original', uri, method), ...headers },
  });

/** As Caddy asks. @param {string} uri @param {Record<string, string>} [headers] @param {string} [method] */
export const forwardOf = (uri, headers, method) =>
  new Request(`http://127.0.0.1:8787/auth/forward`, {
    headers: { ...headerSet('forwarded', uri, method), ...headers },
  });

/**
 * @param {import('../../support/kit.js').World} world
 * @param {object[]} rules
 * @param {{ options?: object, gate?: object }} [changes]
 */
export function makeGate(world, rules, { options = {}, gate = {} } = {}) {
  const login = world.makeLogin(options);
  const log = (/** @type {string} */ line) => world.log.push(line);
  return createGate({ login, rules: /** @type {any} */ (rules), log, now: world.config.now, ...gate });
}

/** The Cookie header of somebody who is logged in. @param {import('../../support/kit.js').World} world @param {any} [user] */
export async function enter(world, user) {
  const visitor = createVisitor(world.makeLogin());
  await visitor.enter('return_to=/', user);
  return visitor.header();
}
