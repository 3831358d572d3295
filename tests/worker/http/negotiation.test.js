// One rule decides whether a failure is answered with a page for a person or with JSON for a script, and another
// chooses the language of the page.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createLogin } from 'tailchat-login/worker';
import { preferredLanguage, wantsJson } from '../../../worker/http/negotiation.js';
import { BASE_URL, KEY } from '../../support/kit.js';

/** @param {Record<string, string>} headers */
const request = (headers = {}) => new Request('https://app.example/auth/callback', { headers });

describe('Accept', () => {
  /** @type {[string | undefined, boolean][]} */
  const CASES = [
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['text/html', false],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
    ['application/json', true],
    ['Application/JSON', true],
    ['application/json, text/plain, */*', true],
    ['text/html;q=0.5, application/json', true],
    ['text/html, application/json;q=0.9', false],
    ['application/json;q=0', false],
    ['application/json;q=x', false],
    ['application/json;charset=utf-8;q=0.2, text/html;q=0.1', true],
    [`${'a/b,'.repeat(40)}application/json`, false],
  ];
  for (const [accept, expected] of CASES) {
    test(`${accept?.slice(0, 70)} ${expected ? 'prefers' : 'does not prefer'} JSON`, () => {
      assert.equal(wantsJson(request(accept === undefined ? {} : { accept }), false), expected);
    });
  }
});

describe('Accept-Language', () => {
  /** @type {[string | undefined, 'en' | 'zh'][]} */
  const CASES = [
    [undefined, 'en'],
    ['*', 'en'],
    ['zh', 'zh'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['zh-Hant-TW', 'zh'],
    ['ZH-cn', 'zh'],
    ['en-GB,zh;q=0.5', 'en'],
    ['en;q=0.5, zh-CN;q=0.6', 'zh'],
    ['de, fr', 'en'],
    ['de, zh;q=0.1', 'zh'],
    ['zh;q=0', 'en'],
    ['zhx', 'en'],
  ];
  for (const [value, expected] of CASES) {
    test(`${value} is shown ${expected}`, () => {
      assert.equal(
        preferredLanguage(request(value === undefined ? {} : { 'accept-language': value })),
        expected,
      );
    });
  }
});

describe('the one rule', () => {
  const login = createLogin({
    apiUrl: 'https://chat.example',
    clientId: 'c',
    clientSecret: 's',
    sessionKeys: KEY,
    baseUrl: BASE_URL,
    log: () => {},
  });
  const broken = createLogin(() => {
    throw new Error('no configuration');
  });

  /** The places that answer a failure. @type {[string, (init: RequestInit) => Promise<Response | undefined>][]} */
  const ANSWERS = [
    ['a route for people', (init) => login.fetch(new Request(`${BASE_URL}/auth/callback`, init))],
    ['a path that is no route', (init) => login.fetch(new Request(`${BASE_URL}/auth/none`, init))],
    ['a worker without a configuration', (init) => broken.fetch(new Request(`${BASE_URL}/auth/me`, init))],
    [
      'require() without a configuration',
      async (init) => (await broken.require(new Request(BASE_URL, init))).response,
    ],
    [
      "require() for a form, on the site's own address",
      async (init) => (await login.require(new Request(BASE_URL, { ...init, method: 'POST' }))).response,
    ],
  ];

  const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
  /** @type {[string, Record<string, string>, 'page' | 'JSON' | undefined][]} */
  const CLIENTS = [
    ['a navigation', { ...browser, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }, 'page'],
    ['a navigation that accepts anything', { accept: '*/*', 'sec-fetch-mode': 'navigate' }, 'page'],
    ['a browser on plain http', browser, 'page'],
    ["Node's own fetch that names HTML", { 'sec-fetch-mode': 'cors', accept: 'text/html' }, 'page'],
    ['a script', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty', accept: '*/*' }, 'JSON'],
    [
      'a script that names HTML',
      { ...browser, 'sec-fetch-mode': 'same-origin', 'sec-fetch-dest': 'empty' },
      'JSON',
    ],
    ['a script of ours that names HTML', { ...browser, 'x-tailchat-login': '1' }, 'JSON'],
    ['a client that names JSON', { accept: 'application/json' }, 'JSON'],
    ['a client that names JSON first', { accept: 'application/json, text/html;q=0.9' }, 'JSON'],
    ['a client that names neither', { accept: '*/*' }, undefined],
    ['a client that names nothing', {}, undefined],
  ];

  for (const [who, headers, kind] of CLIENTS)
    for (const [where, ask] of ANSWERS)
      test(`${where} answers ${who}`, async () => {
        const response = await ask({ headers });
        const type = response?.headers.get('content-type') ?? '';
        // At its own addresses a site counts an unknown client as a script.
        const expected = kind ?? (where.includes('own address') ? 'JSON' : 'page');
        assert.match(type, expected === 'JSON' ? /^application\/json$/ : /^text\/html/);
      });
});
