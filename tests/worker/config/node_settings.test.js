// Checks the message at the start if a setting of Node breaks a login.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findUnusedProxy } from '../../../worker/config/node_settings.js';

const URL = 'https://chat.example';
const PROXY = { HTTPS_PROXY: 'http://user:SECRET@proxy.example:3128' };

describe('a proxy that Node does not use', () => {
  /** @type {[string, Record<string, string>, string, RegExp | undefined][]} */
  const CASES = [
    ['no proxy', {}, '22.21.0', undefined],
    ['an empty one', { HTTPS_PROXY: '' }, '22.21.0', undefined],
    ['a proxy', PROXY, '22.21.0', /^HTTPS_PROXY is set, .* start it with NODE_USE_ENV_PROXY=1$/],
    ['in small letters', { https_proxy: 'http://p' }, '24.5.0', /^https_proxy is set/],
    ['that it is told to use', { ...PROXY, NODE_USE_ENV_PROXY: '1' }, '22.21.0', undefined],
    ['the same of Node 24', { ...PROXY, NODE_USE_ENV_PROXY: '1' }, '24.5.0', undefined],
    ['the same of Node 26', { ...PROXY, NODE_USE_ENV_PROXY: '1' }, '26.0.0', undefined],
    ['by an option', { ...PROXY, NODE_OPTIONS: '--a --use-env-proxy' }, '24.5.0', undefined],
    ['with another word', { ...PROXY, NODE_USE_ENV_PROXY: 'true' }, '24.5.0', /NODE_USE_ENV_PROXY=1$/],
    [
      'of a Node that cannot',
      { ...PROXY, NODE_USE_ENV_PROXY: '1' },
      '20.20.2',
      /, with Node 22\.21 or newer$/,
    ],
    ['of the first Node 24', { ...PROXY, NODE_USE_ENV_PROXY: '1' }, '24.4.0', /, with Node 22\.21 or newer$/],
    ['but for this host', { ...PROXY, NO_PROXY: 'localhost, chat.example' }, '22.21.0', undefined],
    ['but for its domain', { ...PROXY, no_proxy: '.example' }, '22.21.0', undefined],
    ['but for all', { ...PROXY, NO_PROXY: '*' }, '22.21.0', undefined],
    ['but for another host', { ...PROXY, NO_PROXY: 'hat.example,' }, '22.21.0', /^HTTPS_PROXY/],
  ];
  for (const [what, env, version, expected] of CASES)
    test(what, () => {
      const found = findUnusedProxy(env, URL, version);
      if (expected === undefined) assert.equal(found, undefined);
      else assert.match(found ?? '', expected);
      assert.doesNotMatch(found ?? '', /SECRET/);
    });
});
