// Hostile inputs for the readers of callbacks and of Tailchat's answers.
import { createClient } from '../../worker/entry.js';
import { configure, ME_ANSWER, tokenAnswer, USER } from '../fixture.js';
import { fill, jsonValues, queries } from './texts.js';

const URL_BYTES = 8192;
const ANSWER_BYTES = 65_536;
const TOKEN_BYTES = 16_384;
const RETURN_TO_BYTES = 512;
const EXTRA_BYTES = 2048;

/** @typedef {{ what: string, run: () => unknown }} Case */

const config = configure();
const { apiUrl, clientId, clientSecret, redirectUri } = config;
const headers = { 'content-type': 'application/json' };

/** The bodies of the next answers. */
const answers = { token: '', me: '' };
const client = createClient({
  ...{ apiUrl, clientId, clientSecret, redirectUri },
  fetch: async (url) =>
    new Response(String(url).endsWith('/token') ? answers.token : answers.me, { headers }),
});
const { transaction } = client.begin();
const query = new URLSearchParams({ code: 'c', state: transaction.state, iss: apiUrl }).toString();
const goodToken = tokenAnswer(config, transaction.nonce);

/** @param {string} token @param {string} [me] */
function finish(token, me = ME_ANSWER) {
  answers.token = token;
  answers.me = me;
  return client.finish(`${redirectUri}?${query}`, transaction);
}

/** Adds a last member to an object. @param {string} name @param {string} json */
const withMember = (name, json) => (/** @type {string} */ object) =>
  object.replace(/}$/, `,"${name}":${json}}`);

/** @param {(bytes: number) => Record<string, string>} make @param {number} bytes @param {string} what @param {(text: string) => unknown} run @returns {Case[]} */
const each = (make, bytes, what, run) =>
  Object.entries(make(bytes)).map(([name, text]) => ({ what: `${what} ${name}`, run: () => run(text) }));

/** A token answer whose id_token has one more claim. @param {string} json */
function withClaim(json) {
  const body = JSON.parse(goodToken);
  const [header, claims, signature] = body.id_token.split('.');
  const longer = withMember('more', json)(Buffer.from(claims, 'base64url').toString());
  body.id_token = [header, Buffer.from(longer).toString('base64url'), signature].join('.');
  return JSON.stringify(body);
}

/** @param {Record<string, unknown>} changes */
const changedToken = (changes) => JSON.stringify({ ...JSON.parse(goodToken), ...changes });

/** @returns {Case[]} */
export const coreCases = () => [
  ...each(queries, URL_BYTES - redirectUri.length - query.length - 2, 'callback URL of 8 KB,', (text) =>
    client.callback(`${redirectUri}?${query}&${text}`, transaction),
  ),
  {
    what: 'callback URL of 8 KB, one path',
    run: () => client.callback(fill(`${redirectUri}/`, '%2e/', URL_BYTES), transaction),
  },
  {
    what: 'return_to of 512 bytes, dot segments',
    run: () => client.returnTo(fill('/', '..%2e/', RETURN_TO_BYTES)),
  },
  { what: 'return_to of 512 bytes, escapes', run: () => client.returnTo(fill('/', '%41', RETURN_TO_BYTES)) },
  { what: 'return_to of 1 MB', run: () => client.returnTo(fill('/', 'a', 1_000_000)) },
  {
    what: 'extra parameters of 2 KB, all names',
    run: () =>
      client.begin({
        extraParameters: Array.from({ length: 500 }, (_, i) => i.toString(36))
          .join('&')
          .slice(0, EXTRA_BYTES),
      }),
  },
  ...each(jsonValues, ANSWER_BYTES - goodToken.length - 16, 'token answer of 64 KB,', (text) =>
    finish(withMember('more', text)(goodToken)),
  ),
  ...each(jsonValues, ANSWER_BYTES - ME_ANSWER.length - 16, 'userinfo of 64 KB,', (text) =>
    finish(goodToken, withMember('more', text)(ME_ANSWER)),
  ),
  ...each(jsonValues, 11_500, 'id_token of 16 KB,', (text) => finish(withClaim(text))),
  {
    what: 'access_token of 16 KB',
    run: () => finish(changedToken({ access_token: 'a'.repeat(TOKEN_BYTES) })),
  },
  { what: 'id_token of 16 KB, dots', run: () => finish(changedToken({ id_token: '.'.repeat(TOKEN_BYTES) })) },
  {
    what: 'id_token of 16 KB, its signature',
    run: () => finish(changedToken({ id_token: fill(JSON.parse(goodToken).id_token, 'A', TOKEN_BYTES) })),
  },
  {
    what: 'a key twice at the end of 64 KB',
    run: () =>
      finish(withMember('scope', '"openid"')(withMember('more', fill('"', 'x', 60_000, '"'))(goodToken))),
  },
  {
    what: 'nickname of 64 KB',
    run: () => finish(goodToken, JSON.stringify({ ...USER, nickname: 'n'.repeat(60_000) })),
  },
  {
    what: 'avatar of 2 KB, escapes',
    run: () => finish(goodToken, JSON.stringify({ ...USER, avatar: fill('https://h/', '%41', 2048) })),
  },
];
