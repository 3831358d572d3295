// Hostile inputs for the routes: addresses, headers, cookies and bodies.
import { configure, createStub, BASE_URL } from '../fixture.js';
import { createLogins } from '../measure/logins.js';
import { create as createOurs } from '../worker/ours.js';
import { fill, jsonValues, queries } from './texts.js';

const HEADER_BYTES = 16_000;
const BODY_BYTES = 16_384;
const URL_BYTES = 8192;
const COOKIE_BYTES = 4096;

/** @param {string} start @param {number} bytes @param {(index: number) => string} make called until the pairs have that many bytes */
function pairs(start, bytes, make) {
  let text = start;
  for (let index = 0; text.length < bytes - 100; index += 1) text += `${text && '; '}${make(index)}`;
  return text;
}

/** Cookie headers. @param {string} session a valid one @param {string} transaction a valid one @returns {Record<string, string>} */
function cookieHeaders(session, transaction) {
  const [name, value] = [session.slice(0, session.indexOf('=')), session.slice(session.indexOf('=') + 1)];
  const prefix = transaction.slice(0, transaction.indexOf('=') - 26);
  const start = value.slice(0, value.indexOf('..') + 2);
  return {
    'separators alone': fill('', ';', HEADER_BYTES),
    'equals alone': fill('', '=', HEADER_BYTES),
    'spaces alone': fill('a', ' ', HEADER_BYTES, '=b'),
    'short foreign cookies': pairs('', HEADER_BYTES, (index) => `c${index}=1`),
    'our session many times': pairs('', HEADER_BYTES, () => `${name}=x`),
    'many transactions of ours': pairs(
      session,
      HEADER_BYTES,
      (index) => `${prefix}${index.toString(36).padStart(9, '0')}_${'A'.repeat(16)}=x`,
    ),
    'a sealed value of 4 KB, forged': `${name}=${fill(start, 'A', COOKIE_BYTES - 40)}.${'A'.repeat(22)}`,
    'a sealed value of 16 KB': `${name}=${fill(start, 'A', HEADER_BYTES)}`,
    'a sealed value of dots': `${name}=${fill(start, '.', COOKIE_BYTES)}`,
  };
}

const exchangeHeaders = { 'x-tailchat-login': '1', 'content-type': 'application/json', origin: BASE_URL };

/** @returns {Promise<import('./core.js').Case[]>} */
export async function routeCases() {
  const config = configure();
  const stub = createStub(config);
  const worker = createOurs({ ...configure(undefined, stub.fetch), log: () => {} });
  const logins = createLogins(worker, stub, config.apiUrl);
  const session = (await logins.enter()).headers.get('cookie') ?? '';
  const transaction = (await logins.begin()).headers.get('cookie') ?? '';

  /** @param {string} path @param {RequestInit} [init] */
  const ask = async (path, init) => {
    const response = await worker.login(new Request(`${BASE_URL}/auth/${path}`, init));
    await response.text();
    if (response.status === 500) throw new Error(`${path.slice(0, 40)} is a 500`);
  };
  /** @param {string} body */
  const exchange = (body) => ask('exchange', { method: 'POST', headers: exchangeHeaders, body });
  const member = '{"url":"u","transaction":';

  return [
    ...['login', 'callback'].flatMap((route) =>
      Object.entries(queries(URL_BYTES)).map(([name, query]) => ({
        what: `${route} with a query of 8 KB ${name}`,
        run: () => ask(`${route}?${query}`),
      })),
    ),
    ...['me', 'login', 'callback?state=a'].flatMap((route) =>
      Object.entries(cookieHeaders(session, transaction)).map(([name, cookie]) => ({
        what: `${route} with a cookie header of 16 KB, ${name}`,
        run: () => ask(route, { headers: { cookie } }),
      })),
    ),
    ...Object.entries(jsonValues(BODY_BYTES - member.length - 1)).map(([name, json]) => ({
      what: `exchange of 16 KB, ${name}`,
      run: () => exchange(`${member}${json}}`),
    })),
    ...['accept', 'accept-language'].flatMap((name) =>
      [',', ';q=0.1', 'a,', ';', ' ;q=1,'].map((unit) => ({
        what: `${name} of 16 KB, ${JSON.stringify(unit)}`,
        run: () => ask('callback', { headers: { [name]: fill('text/html', unit, HEADER_BYTES) } }),
      })),
    ),
    { what: 'return_to of 8 KB', run: () => ask(`login?return_to=${fill('/', '%2541', URL_BYTES)}`) },
  ];
}
