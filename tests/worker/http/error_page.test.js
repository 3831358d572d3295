// Checks the page that a failed login shows.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { addErrors, TailchatLoginError } from '../../../bindings/error.js';
import * as lists from '../../../bindings/errors.js';
import { ERRORS } from '../../../bindings/vocabulary.js';
import { errorPage, pageHeaders, STYLE_HASH } from '../../../worker/http/error_page.js';
import { respondFailure } from '../../../worker/http/failures.js';

/** @param {Record<string, string>} headers */
const request = (headers = {}) => new Request('https://app.example/auth/callback', { headers });

for (const errors of Object.values(lists)) addErrors(errors);

describe('the error page', () => {
  test('may use its own style and nothing else', () => {
    const page = errorPage(new TailchatLoginError('state_missing'), 'en', { again: '/' });
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
    assert.equal(STYLE_HASH, `sha256-${createHash('sha256').update(style).digest('base64')}`);
    const policy = pageHeaders(new TailchatLoginError('state_missing'))['content-security-policy'];
    assert.match(policy, /^default-src 'none'; style-src 'sha256-[^']+'; /);
    assert.match(policy, /frame-ancestors 'none'$/);
    assert.doesNotMatch(page, /<script| style=| src=| on\w+=/);
  });

  test('escapes the link', () => {
    const page = errorPage(new TailchatLoginError('state_missing'), 'en', { again: `/a"><script>'&` });
    assert.match(page, /href="\/a&#34;&#62;&#60;script&#62;&#39;&#38;"/);
  });

  test('names the site, and leads to its start page, out of a frame', () => {
    const site = { origin: 'https://app.example:8443', home: '/docs/' };
    for (const [language, home] of /** @type {const} */ ([
      ['en', 'Go to'],
      ['zh', '前往'],
    ])) {
      const page = errorPage(new TailchatLoginError('state_missing'), language, { site });
      assert.ok(page.includes(`<a href="/docs/" target="_top">${home} app.example:8443</a>`), page);
    }
  });

  test('has no link where there is nothing to try again', () => {
    assert.doesNotMatch(errorPage(new TailchatLoginError('not_found'), 'en'), /href/);
  });

  for (const code of /** @type {(keyof typeof ERRORS)[]} */ (Object.keys(ERRORS))) {
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
