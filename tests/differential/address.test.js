// Boost.URL reads an address by RFC 3986, and browsers and Node by the WHATWG URL standard. An address that the core
// accepts must be the same address to both. All others must be refused.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from '../../bindings/wasm/inline.js';
import { HOSTILE, makeAddress } from './addresses.js';
import { createRandom } from '../support/random.js';

const CASES = 6000;
const client = { api_url: 'https://chat.example', client_id: 'c', redirect_uri: 'https://app.example/cb' };

/** @param {'api_url' | 'redirect_uri'} member @param {string} text */
function configure(member, text) {
  try {
    return core.configure({ ...client, [member]: text });
  } catch (error) {
    assert.equal(/** @type {any} */ (error).code, `${member}_invalid`);
    return undefined;
  }
}

/** @param {string} text */
function whatwg(text) {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The parts of an address by the regular expression of RFC 3986 appendix B. @param {string} text */
function parts(text) {
  const match = /^(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/.exec(text);
  assert.ok(match, `accepted, but no http address: ${text}`);
  const [, scheme, authority, path, query = '', fragment = ''] = match;
  const [, host, port = ''] = /** @type {string[]} */ (/^(\[.*\]|[^:]*)(?::(.*))?$/.exec(authority));
  return { scheme, host, port, path, query, fragment };
}

/** The eight groups of an IPv6 address. @param {string} host */
function groups(host) {
  const text = host.slice(1, -1).replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes) => {
    const [a, b, c, d] = bytes.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [before, after] = text.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = after ? Array(8 - before.length - after.length).fill('0') : [];
  return [...before, ...zeros, ...(after ?? [])].map((group) => parseInt(group, 16));
}

/** @param {string} host */
const canonical = (host) => (host.startsWith('[') ? groups(host).join(':') : host.toLowerCase());

const DEFAULT_PORTS = /** @type {Record<string, string>} */ ({ https: '443', http: '80' });

/** WHATWG escapes an apostrophe in a query. Every reader decodes it to the same query. @param {string} query */
const withApostrophes = (query) => query.replaceAll('%27', "'");

/**
 * RFC 3986 accepts an international label that is not valid punycode. A browser refuses it.
 * @param {string} host
 */
const isUnreadable = (host) => /(^|\.)xn--/i.test(host);

/** @param {string} text @returns {boolean} false if a browser refuses the text */
function assertReadAlike(text) {
  const { scheme, host, port, path, query, fragment } = parts(text);
  const url = whatwg(text);
  if (!url) {
    assert.ok(isUnreadable(host), `accepted, but a browser refuses it: ${text}`);
    return false;
  }
  assert.equal(url.protocol, `${scheme}:`, text);
  assert.equal(canonical(url.hostname), canonical(host), text);
  assert.equal(url.port, port === DEFAULT_PORTS[scheme] ? '' : port, text);
  assert.equal(url.pathname, path || '/', text);
  assert.equal(withApostrophes(url.search), withApostrophes(query === '?' ? '' : query), text);
  assert.equal(url.username + url.password + url.hash + fragment, '', text);
  if (scheme === 'http') assert.match(url.hostname, /^(localhost|127\.0\.0\.1|\[::1\])$/);
  return true;
}

/** @param {string} api_url @param {NonNullable<ReturnType<typeof configure>>} configuration */
function assertEndpointsBelow(api_url, configuration) {
  const base = new URL(api_url);
  for (const [endpoint, path] of [
    [configuration.authorization_base.split('?')[0], '/open/auth'],
    [configuration.token_endpoint, '/open/token'],
    [configuration.userinfo_endpoint, '/open/me'],
  ]) {
    const url = new URL(endpoint);
    assert.equal(url.origin, base.origin, endpoint);
    assert.equal(url.pathname, base.pathname.replace(/\/$/, '') + path, endpoint);
    assert.equal(url.search + url.hash, '', endpoint);
  }
}

describe('an address that the core accepts is the same to Boost.URL and to the WHATWG URL', () => {
  const random = createRandom(1);
  const texts = [...HOSTILE, ...Array.from({ length: CASES }, () => makeAddress(random))];
  for (const member of /** @type {const} */ (['api_url', 'redirect_uri']))
    test(`as ${member}, for ${texts.length} addresses`, (t) => {
      const counts = { accepted: 0, refused: 0, refused_but_read_by_browsers: 0 };
      for (const text of texts) {
        const configuration = configure(member, text);
        if (configuration) {
          counts.accepted++;
          if (assertReadAlike(text) && member === 'api_url') assertEndpointsBelow(text, configuration);
        } else {
          counts.refused++;
          if (whatwg(text)) counts.refused_but_read_by_browsers++;
        }
      }
      t.diagnostic(JSON.stringify(counts));
      assert.ok(counts.accepted > CASES / 10 && counts.refused_but_read_by_browsers > CASES / 10);
    });

  for (const member of /** @type {const} */ (['api_url', 'redirect_uri']))
    test(`of the hostile ones, none is accepted as ${member} but those that only add a query`, () => {
      const accepted = HOSTILE.filter((text) => configure(member, text));
      assert.deepEqual(accepted, member === 'api_url' ? [] : ['https://chat.example?@evil.example']);
    });
});
