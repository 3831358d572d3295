// The limits of the core. For each, an input with exactly n bytes, members, levels or seconds.
import { core } from '../../bindings/wasm/inline.js';
import { compact, unsigned } from '../support/tokens.js';

const NOW = 1_700_000_000;
const API = 'https://chat.example';
const CLIENT = {
  api_url: API,
  client_id: 'tc_0123456789abcdef01234567',
  redirect_uri: 'https://app.example/auth/callback',
};
const encoder = new TextEncoder();

/** The result of a call: `ok`, or the code of its error. @param {() => unknown} call @returns {string} */
export function outcome(call) {
  try {
    call();
    return 'ok';
  } catch (error) {
    return /** @type {any} */ (error).code ?? String(error);
  }
}

/** A text of the given length that begins with `start`. @param {string} start @param {number} bytes */
export const fill = (start, bytes, filler = 'a') => start + filler.repeat(bytes - start.length);

/** @param {object} changes */
const configure = (changes) => outcome(() => core.configure({ ...CLIENT, ...changes }));

/** @param {object} [changes] */
const begin = (changes) =>
  core.begin(core.configure({ ...CLIENT, ...changes }), {
    random: new Uint8Array(96).fill(7),
    now: NOW,
    ...changes,
  });

/** @param {string} query @param {object} [changes] @param {number} [now] */
function callback(query, changes = {}, now = NOW) {
  const { transaction } = begin();
  const url = `${CLIENT.redirect_uri}?state=${transaction.state}&iss=${encodeURIComponent(API)}${query}`;
  const expected = { issuer: API, client_id: CLIENT.client_id, now };
  return outcome(() => core.callback({ url, transaction: { ...transaction, ...changes }, ...expected }));
}

/** @param {number} bytes */
function callbackUrl(bytes) {
  const { transaction } = begin();
  const start = `${CLIENT.redirect_uri}?state=${transaction.state}&iss=${encodeURIComponent(API)}&code=c&x=`;
  const expected = { issuer: API, client_id: CLIENT.client_id, now: NOW };
  return outcome(() => core.callback({ url: fill(start, bytes), transaction, ...expected }));
}

const CLAIMS = {
  iss: API,
  aud: CLIENT.client_id,
  sub: 'alice',
  iat: NOW,
  exp: NOW + 3600,
  nonce: 'nonce',
};

/** @param {object} [claims] */
const idToken = (claims) => `${compact({ alg: 'RS256' }, { ...CLAIMS, ...claims }, unsigned)}c2ln`;

/** @param {object} [members] @param {object} [claims] */
const answer = (members, claims) => ({
  access_token: 'token',
  token_type: 'Bearer',
  id_token: idToken(claims),
  ...members,
});

const ANSWER = { status: 200, content_type: 'application/json' };

/** @param {object | string} body */
const bytesOf = (body) => encoder.encode(typeof body === 'string' ? body : JSON.stringify(body));

/** @param {object | string} body @param {object} [expected] */
const token = (body, expected) =>
  outcome(() =>
    core.token({
      ...ANSWER,
      body: bytesOf(body),
      issuer: API,
      client_id: CLIENT.client_id,
      nonce: 'nonce',
      now: NOW,
      ...expected,
    }),
  );

/** @param {object | string} body */
const readUser = (body) => core.userinfo({ ...ANSWER, body: bytesOf(body), sub: 'alice', api_url: API });

/** JSON may be followed by white space (RFC 8259 2). @param {object} body @param {number} bytes */
const padded = (body, bytes) => JSON.stringify(body).padEnd(bytes, ' ');

/** A value nested to that depth. The answer itself is the first level. @param {number} levels */
const nested = (levels, open = '[', close = ']') => `${open.repeat(levels - 1)}${close.repeat(levels - 1)}`;

/** @param {object} body @param {string} json the value of an additional member */
const withMember = (body, json) => JSON.stringify(body).replace(/}$/, `,"more":${json}}`);

/** The body with additional members x0, x1... up to the given number. @param {object} body @param {number} members */
const withMembers = (body, members) => ({
  ...body,
  ...Object.fromEntries(
    Array.from({ length: members - Object.keys(body).length }, (_, index) => [`x${index}`, 1]),
  ),
});

/** An id_token of the given size: the signature has the missing bytes. @param {number} bytes */
const longIdToken = (bytes) => fill(idToken(), bytes, 'A');

/** @type {Record<string, import('./limits.test.js').Case[]>} */
export const CORE = {
  random_bytes: [
    {
      what: 'the random input',
      probe: (bytes) => outcome(() => begin({ random: new Uint8Array(bytes) })),
      bad: 'random_invalid',
      exact: true,
    },
  ],
  url_bytes: [
    { what: 'apiUrl', probe: (n) => configure({ api_url: fill(`${API}/`, n) }), bad: 'api_url_invalid' },
    {
      what: 'redirectUri',
      probe: (n) => configure({ redirect_uri: fill('https://app.example/', n) }),
      bad: 'redirect_uri_invalid',
    },
    { what: 'issuer', probe: (n) => configure({ issuer: fill(`${API}/`, n) }), bad: 'issuer_invalid' },
  ],
  client_id_bytes: [
    { what: 'clientId', probe: (n) => configure({ client_id: fill('tc_', n) }), bad: 'client_id_invalid' },
  ],
  scope_bytes: [
    { what: 'scope', probe: (n) => configure({ scope: fill('openid ', n) }), bad: 'scope_invalid' },
    {
      what: 'the scope of the token answer',
      probe: (n) => token(answer({ scope: fill('openid ', n) })),
      bad: 'token_response_invalid',
    },
  ],
  login_hint_bytes: [
    {
      what: 'login_hint',
      probe: (n) => outcome(() => begin({ login_hint: fill('', n) })),
      bad: 'login_hint_invalid',
    },
    {
      what: 'login_hint in letters of two bytes',
      probe: (n) => outcome(() => begin({ login_hint: fill('', n % 2) + 'é'.repeat(Math.floor(n / 2)) })),
      bad: 'login_hint_invalid',
    },
  ],
  extra_parameters_bytes: [
    {
      what: 'the extra parameters',
      probe: (n) => outcome(() => begin({ extra_parameters: fill('x=', n) })),
      bad: 'extra_parameters_invalid',
    },
    {
      what: 'the extra parameters once encoded',
      // x= and three bytes for each "é" half: %C3%A9
      probe: (n) =>
        outcome(() =>
          begin({ extra_parameters: { x: 'é'.repeat(Math.floor((n - 2) / 6)) + fill('', (n - 2) % 6) } }),
        ),
      bad: 'extra_parameters_invalid',
    },
  ],
  return_to_bytes: [
    {
      what: 'return_to',
      probe: (n) => (core.returnTo(fill('/', n)) === fill('/', n) ? 'ok' : core.returnTo(fill('/', n))),
      bad: '/',
    },
    {
      what: 'return_to in begin',
      probe: (n) =>
        begin({ return_to: fill('/', n) }).transaction.return_to.length === n ? 'ok' : 'dropped',
      bad: 'dropped',
    },
  ],
  nickname_bytes: [
    {
      what: 'nickname',
      probe: (n) =>
        readUser({ sub: 'alice', nickname: fill('', n) }).nickname === fill('', n) ? 'ok' : 'left out',
      bad: 'left out',
    },
  ],
  discriminator_bytes: [
    {
      what: 'discriminator',
      probe: (n) =>
        readUser({ sub: 'alice', discriminator: fill('', n) }).discriminator === fill('', n)
          ? 'ok'
          : 'left out',
      bad: 'left out',
    },
  ],
  callback_url_bytes: [{ what: 'the callback URL', probe: callbackUrl, bad: 'callback_url_invalid' }],
  code_bytes: [{ what: 'the code', probe: (n) => callback(`&code=${fill('', n)}`), bad: 'code_invalid' }],
  transaction_seconds: [
    {
      what: 'the age of a transaction',
      probe: (seconds) => callback('&code=c', {}, NOW + seconds),
      bad: 'transaction_expired',
    },
  ],
  response_bytes: [
    {
      what: "the token endpoint's answer",
      probe: (n) => token(padded(answer(), n)),
      bad: 'token_response_too_large',
    },
    {
      what: 'the userinfo answer',
      probe: (n) => outcome(() => readUser(padded({ sub: 'alice' }, n))),
      bad: 'userinfo_response_too_large',
    },
  ],
  json_depth: [
    { what: 'arrays', probe: (n) => token(withMember(answer(), nested(n))), bad: 'token_response_invalid' },
    {
      what: 'objects',
      probe: (n) => token(withMember(answer(), nested(n, '{"a":', '}').replace('}', '1}'))),
      bad: 'token_response_invalid',
    },
    {
      what: 'the userinfo answer',
      probe: (n) => outcome(() => readUser(withMember({ sub: 'alice' }, nested(n)))),
      bad: 'userinfo_response_invalid',
    },
    {
      what: "the id_token's claims",
      probe: (n) => token(answer({}, { more: JSON.parse(nested(n)) })),
      bad: 'id_token_malformed',
    },
  ],
  json_members: [
    {
      what: 'an object',
      probe: (n) => token(withMembers(answer(), n)),
      bad: 'token_response_invalid',
    },
    {
      what: 'an object within',
      probe: (n) => token(answer({ more: withMembers({}, n) })),
      bad: 'token_response_invalid',
    },
    {
      what: 'an array',
      probe: (n) => token(answer({ more: Array(n).fill(1) })),
      bad: 'token_response_invalid',
    },
    {
      what: 'the userinfo answer',
      probe: (n) => outcome(() => readUser(withMembers({ sub: 'alice' }, n))),
      bad: 'userinfo_response_invalid',
    },
    {
      what: "the id_token's claims",
      probe: (n) => token(answer({}, withMembers(CLAIMS, n))),
      bad: 'id_token_malformed',
    },
  ],
  token_bytes: [
    {
      what: 'access_token',
      probe: (n) => token(answer({ access_token: fill('', n) })),
      bad: 'token_response_invalid',
    },
    {
      what: 'refresh_token',
      probe: (n) => token(answer({ refresh_token: fill('', n) })),
      bad: 'token_response_invalid',
    },
    {
      what: 'id_token',
      probe: (n) => token(answer({ id_token: longIdToken(n) })),
      bad: 'id_token_malformed',
    },
  ],
  sub_bytes: [
    { what: 'sub', probe: (n) => token(answer({}, { sub: fill('', n) })), bad: 'id_token_sub_invalid' },
  ],
  avatar_bytes: [
    {
      what: 'avatar',
      probe: (n) => {
        const { avatar } = readUser({ sub: 'alice', avatar: fill(`${API}/`, n) });
        return avatar === undefined ? 'dropped' : avatar.length === n ? 'ok' : 'changed';
      },
      bad: 'dropped',
    },
  ],
  clock_leeway_seconds: [
    {
      what: 'exp: it counts to the second before',
      off: -1,
      probe: (seconds) => token(answer({}, { exp: NOW - seconds })),
      bad: 'id_token_exp_invalid',
    },
    {
      what: 'iat in the future',
      probe: (seconds) => token(answer({}, { iat: NOW + seconds })),
      bad: 'id_token_iat_invalid',
    },
    {
      what: 'nbf in the future',
      probe: (seconds) => token(answer({}, { nbf: NOW + seconds })),
      bad: 'id_token_nbf_invalid',
    },
    {
      what: 'a transaction of the future',
      probe: (seconds) => callback('&code=c', {}, NOW - seconds),
      bad: 'transaction_invalid',
    },
  ],
  id_token_age_seconds: [
    {
      what: 'iat, with the leeway of 60 seconds on top',
      off: 60,
      probe: (seconds) => token(answer({}, { iat: NOW - seconds })),
      bad: 'id_token_iat_invalid',
    },
  ],
};
