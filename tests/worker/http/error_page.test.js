// The page that a failed login shows.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { TailchatLoginError } from '../../../bindings/error.js';
import { ERROR_CODES } from '../../../bindings/vocabulary.js';
import { preferredLanguage, prefersJson } from '../../../worker/http/negotiation.js';
import { errorPage, pageHeaders, STYLE_HASH } from '../../../worker/http/error_page.js';
import { respondFailure } from '../../../worker/http/failures.js';

/** @param {Record<string, string>} headers */
const request = (headers = {}) => new Request('https://app.example/auth/callback', { headers });

describe('the error page', () => {
  test('may use its own style and nothing else', () => {
    const page = errorPage(new TailchatLoginError('state_missing'), 'en', '/');
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
    assert.equal(STYLE_HASH, `sha256-${createHash('sha256').update(style).digest('base64')}`);
    const policy = pageHeaders(new TailchatLoginError('state_missing'))['content-security-policy'];
    assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; /);
    assert.match(policy, /frame-ancestors 'none'$/);
    assert.doesNotMatch(page, /<script| style=| src=| on\w+=/);
  });

  test('escapes the link', () => {
    const page = errorPage(new TailchatLoginError('state_missing'), 'en', `/a"><script>'&`);
    assert.match(page, /href="\/a&#34;&#62;&#60;script&#62;&#39;&#38;"/);
  });

  test('has no link where there is nothing to try again', () => {
    assert.doesNotMatch(errorPage(new TailchatLoginError('not_found'), 'en'), /href/);
  });

  for (const code of ERROR_CODES) {
    test(`shows ${code} in both languages, with its status`, async () => {
      const error = new TailchatLoginError(code);
      const titles =
        code === 'unauthenticated'
          ? { en: 'You have been logged out', 'zh-CN': '您已退出登录' }
          : { en: 'The login did not succeed', 'zh-CN': '登录未成功' };
      for (const [language, title] of Object.entries(titles)) {
        const response = respondFailure(request({ 'accept-language': language }), error);
        assert.equal(response.status, error.status);
        const page = await response.text();
        assert.match(page, new RegExp(`<title>${title}</title>`));
        assert.match(page, new RegExp(`<code>${code}</code>`));
        assert.ok(!page.includes(error.message), 'no details');
        assert.doesNotMatch(page, /[\u4e00-\u9fff][,.:;!?]/, 'Chinese has its own punctuation');
        const framed = code === 'unauthenticated' ? 'self' : 'none';
        const policy = response.headers.get('content-security-policy') ?? '';
        assert.ok(policy.endsWith(`frame-ancestors '${framed}'`), policy);
      }
    });
  }

  test('is JSON for a script, whatever Accept says', async () => {
    const response = respondFailure(
      request({ accept: 'text/html' }),
      new TailchatLoginError('unauthenticated'),
      {
        json: true,
      },
    );
    assert.deepEqual(await response.json(), { error: 'unauthenticated' });
    assert.equal(response.headers.get('content-type'), 'application/json');
  });
});

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
      assert.equal(prefersJson(request(accept === undefined ? {} : { accept })), expected);
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
