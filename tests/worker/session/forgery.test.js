// A cookie that differs in one byte from a sealed one does not open. A value that our own key sealed in another
// shape is refused too, and breaks nothing.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { open } from '../../../worker/sealed/seal.js';
import { createApp, encrypt, join, KEYS, NOW, split, STATE } from '../../support/sealed.js';

const PURPOSES = /** @type {const} */ (['session', 'transaction', 'done']);

describe('a sealed value', () => {
  /** @type {import('../../support/sealed.js').App} */
  let app;
  before(async () => {
    app = await createApp();
  });

  /** @param {import('../../support/sealed.js').Purpose} purpose @param {string} token */
  const opens = async (purpose, token) =>
    typeof (await open(app.context.seals, purpose, token, NOW)) !== 'string';

  test('made by hand is as good as a real one, so that what follows is about the one change', async () => {
    for (const purpose of PURPOSES) assert.ok(await opens(purpose, await app.make(purpose)));
    assert.deepEqual(await app.who(await app.make('session')), { sub: 'alice', nickname: 'Alice' });
    assert.equal((await app.call(await app.make('transaction'))).error, 'upstream_unreachable');
    assert.equal((await app.call(await app.make('done'))).error, 'transaction_finished');
  });

  for (const purpose of PURPOSES) {
    test(`of the purpose ${purpose} opens with no bit flipped, in none of its parts`, async () => {
      const parts = split(await app.make(purpose));
      let flipped = 0;
      for (const [at, part] of parts.entries()) {
        for (let bit = 0; bit < part.length * 8; bit += 1) {
          const changed = Buffer.from(part);
          changed[bit >> 3] ^= 1 << (bit & 7);
          const token = join(parts.with(at, changed));
          assert.equal(await opens(purpose, token), false, `part ${at}, bit ${bit}`);
          flipped += 1;
        }
      }
      assert.equal(
        flipped,
        parts.reduce((sum, part) => sum + part.length * 8, 0),
      );
      assert.ok(flipped > 1000);
    });

    test(`of the purpose ${purpose} opens with no part shorter or longer, and no two parts exchanged`, async () => {
      const token = await app.make(purpose);
      const other = split(await app.make(purpose));
      const parts = split(token);
      for (const [at, part] of parts.entries()) {
        for (let length = 0; length < part.length; length += 1) {
          assert.equal(await opens(purpose, join(parts.with(at, part.subarray(0, length)))), false);
          assert.equal(
            await opens(purpose, join(parts.with(at, part.subarray(part.length - length)))),
            false,
          );
        }
        assert.equal(
          await opens(purpose, join(parts.with(at, Buffer.concat([part, Buffer.alloc(1)])))),
          false,
        );
        for (const [from, piece] of other.entries()) {
          if (from > 1 || at !== from) {
            const mixed = parts.with(at, piece);
            if (join(mixed) !== token)
              assert.equal(await opens(purpose, join(mixed)), false, `${from} at ${at}`);
          }
        }
      }
    });
  }

  test('is refused in every other spelling of the same bytes', async () => {
    // 31 bytes of claims leave unused bits in the last character (RFC 4648 3.5).
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    let tried = 0;
    for (let extra = 0; extra < 3; extra += 1) {
      const token = await app.make('session', { nickname: 'x'.repeat(extra) });
      assert.ok(await opens('session', token));
      const parts = token.split('.');
      for (const [at, part] of parts.entries()) {
        for (const spelling of [...alphabet].map((letter) => part.slice(0, -1) + letter)) {
          const same = Buffer.from(spelling, 'base64url').equals(Buffer.from(part, 'base64url'));
          if (part === '' || !same || spelling === part) continue;
          assert.equal(
            await opens('session', parts.with(at, spelling).join('.')),
            false,
            `${at} ${spelling.at(-1)}`,
          );
          tried += 1;
        }
        for (const spelling of [
          `${part}=`,
          `${part}==`,
          ` ${part}`,
          `${part}\t`,
          `${part}\n`,
          `${part}%`,
          `${part}\u00a0`,
        ])
          assert.equal(
            await opens('session', parts.with(at, spelling).join('.')),
            false,
            `${at} ${spelling}`,
          );
      }
      for (const whole of [`${token}.`, `.${token}`, `${token}..`, token.replace('..', '.'), `"${token}"`])
        assert.equal(await opens('session', whole), false);
    }
    assert.ok(tried > 40, `${tried}`);
  });

  const MANY = 2 ** 31 - 1;
  const headers = /** @type {[string, object][]} */ ([
    ['alg missing', { alg: undefined }],
    ['alg none', { alg: 'none' }],
    ['alg DIR', { alg: 'DIR' }],
    ['alg A256KW', { alg: 'A256KW' }],
    ['alg A256GCMKW', { alg: 'A256GCMKW', iv: 'A'.repeat(16), tag: 'A'.repeat(22) }],
    ['alg RSA-OAEP', { alg: 'RSA-OAEP' }],
    ['alg ECDH-ES', { alg: 'ECDH-ES', epk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }],
    ['alg PBES2 with a count that never ends', { alg: 'PBES2-HS256+A128KW', p2s: 'AAAAAAAAAAA', p2c: MANY }],
    ['alg an array', { alg: ['dir'] }],
    ['enc missing', { enc: undefined }],
    ['enc A128GCM', { enc: 'A128GCM' }],
    ['enc A192GCM', { enc: 'A192GCM' }],
    ['enc A128CBC-HS256', { enc: 'A128CBC-HS256' }],
    ['enc in lower case', { enc: 'a256gcm' }],
    ['enc an array', { enc: ['A256GCM'] }],
    ['zip DEF', { zip: 'DEF' }],
    ['zip of another name', { zip: 'none' }],
    ['crit of what is there', { crit: ['v'] }],
    ['crit of what is not', { crit: ['exp'] }],
    ['crit empty', { crit: [] }],
    ['crit a text', { crit: 'v' }],
    ['crit null', { crit: null }],
    ['kid missing', { kid: undefined }],
    ['kid null', { kid: null }],
    ['kid of nobody', { kid: 'AAAAAAAA' }],
    ['kid a path', { kid: '../../dev/null' }],
    ['kid __proto__', { kid: '__proto__' }],
    ['v missing', { v: undefined }],
    ['v 0', { v: 0 }],
    ['v 2', { v: 2 }],
    ['v a text', { v: '1' }],
    ['v true', { v: true }],
    ['v an array', { v: [1] }],
    ['purpose missing', { purpose: undefined }],
    ['purpose of another kind', { purpose: 'transaction' }],
    ['purpose an array', { purpose: ['session'] }],
    ['purpose in capitals', { purpose: 'SESSION' }],
  ]);
  for (const [what, header] of headers) {
    test(`under the right key with ${what} is no session`, async () => {
      assert.equal(await app.who(await app.make('session', {}, header)), null);
    });
  }

  test('whose header has our members in another order, or is spaced, is no session', async () => {
    const claims = JSON.stringify(await app.claims('session'));
    const right = app.header('session');
    assert.ok(await app.who(encrypt(JSON.stringify(right), claims)));
    const { alg, ...others } = right;
    for (const header of [
      JSON.stringify({ ...others, alg }),
      JSON.stringify(right, null, 1),
      `${JSON.stringify(right)} `,
      JSON.stringify(right).replace('"dir"', '"\\u0064ir"'),
      JSON.stringify({ ...right, typ: 'JWT' }),
    ])
      assert.equal(await app.who(encrypt(header, claims)), null, header);
  });

  test('whose header is no JSON object is no session', async () => {
    const claims = JSON.stringify(await app.claims('session'));
    const right = JSON.stringify(app.header('session'));
    assert.ok(await app.who(encrypt(right, claims)));
    for (const header of ['', '{', '[]', 'null', '1', '"dir"', `[${right}]`, `${right}x`, `${right}${right}`])
      assert.equal(await app.who(encrypt(header, claims)), null, header);
    assert.equal(
      await app.who(encrypt(Buffer.concat([Buffer.from(right), Buffer.from([0xff])]), claims)),
      null,
    );
  });

  test('that is compressed is not unpacked, be it a bomb or not', async () => {
    const header = JSON.stringify({ ...app.header('session'), zip: 'DEF' });
    const claims = await app.claims('session');
    const bomb = JSON.stringify({ ...claims, nickname: 'x'.repeat(1_000_000) });
    for (const text of [JSON.stringify(claims), bomb]) {
      const token = encrypt(header, deflateRawSync(text));
      assert.ok(token.length < 4096);
      assert.equal(await app.who(token), null);
    }
  });

  test('under another key with our kid, or under our second key with the kid of the first, is no session', async () => {
    const rotated = await createApp({ sessionKeys: KEYS.slice(0, 2) });
    const header = JSON.stringify(rotated.header('session'));
    const claims = JSON.stringify(await rotated.claims('session'));
    assert.ok(await rotated.who(encrypt(header, claims, KEYS[0])));
    assert.equal(await rotated.who(encrypt(header, claims, KEYS[1])), null);
    assert.equal(await rotated.who(encrypt(header, claims, KEYS[2])), null);
  });

  const VALUES = [undefined, null, 0, 1, -1, 1.5, 1e300, '', '0', 'x', true, false, [], ['x'], {}, { x: 1 }];
  /** The values that each claim of a session may have, in addition to its own. @type {Record<string, unknown[]>} */
  const fine = {
    sub: ['0', 'x'],
    nickname: [undefined, '', '0', 'x'],
    discriminator: [undefined, '', '0', 'x'],
    avatar: [undefined, '', '0', 'x'],
    // A session of 1970 has expired, so it has no user either.
    began_at: [],
    iat: [],
    exp: [],
    purpose: [],
    aud: [],
  };
  for (const [name, good] of Object.entries(fine)) {
    test(`under the right key whose ${name} is missing or of another type is no session`, async () => {
      for (const value of VALUES) {
        const user = await app.who(await app.make('session', { [name]: value }));
        assert.equal(user !== null, good.includes(value), JSON.stringify(value));
      }
    });
  }

  test('under the right key whose claims are no JSON object is no session', async () => {
    const header = JSON.stringify(app.header('session'));
    const right = JSON.stringify(await app.claims('session'));
    for (const claims of ['', '{', '[]', 'null', '1', `[${right}]`, `${right}x`])
      assert.equal(await app.who(encrypt(header, claims)), null, claims);
    assert.equal(
      await app.who(encrypt(header, Buffer.concat([Buffer.from([0xff]), Buffer.from(right)]))),
      null,
    );
  });

  test('shows nothing of claims that are not the user’s', async () => {
    const more = { __proto__: null, email: 'a@b', admin: true, constructor: 'x', access_token: 'secret' };
    const user = await app.who(await app.make('session', more));
    assert.deepEqual(user, { sub: 'alice', nickname: 'Alice' });
    const header = JSON.stringify(app.header('session'));
    const claims = JSON.stringify(await app.claims('session')).replace('{', '{"__proto__":{"admin":true},');
    const polluted = await app.who(encrypt(header, claims));
    assert.deepEqual(polluted, { sub: 'alice', nickname: 'Alice' });
    assert.equal(/** @type {any} */ (polluted).admin, undefined);
  });

  const logins = /** @type {[import('../../support/sealed.js').Purpose, string[]][]} */ ([
    ['transaction', ['state', 'nonce', 'code_verifier', 'return_to', 'created_at', 'exp', 'purpose', 'aud']],
    ['done', ['id', 'return_to', 'exp', 'purpose', 'aud']],
  ]);
  for (const [purpose, names] of logins) {
    for (const name of names) {
      test(`of the purpose ${purpose} whose ${name} is missing or of another type is a clear error`, async () => {
        const asked = app.asked.length;
        for (const value of VALUES) {
          if (name === 'return_to' && typeof value === 'string' && value !== '') continue; // any text: it was checked before it was sealed
          const { status, error } = await app.call(await app.make(purpose, { [name]: value }));
          assert.ok(status === 400, `${status} ${error} ${JSON.stringify(value)}`);
          const clear = ['transaction_invalid', 'transaction_expired', 'state_mismatch'];
          const text = typeof value === 'string' && value !== '';
          if (['nonce', 'code_verifier'].includes(name) && text) clear.push('upstream_unreachable');
          assert.ok(clear.includes(String(error)), `${error} ${JSON.stringify(value)}`);
        }
        assert.equal(app.asked.length, asked, 'nothing was sent');
      });
    }
    test(`of the purpose ${purpose} whose flag is none is a clear error`, async () => {
      const flag = purpose === 'done' ? 'anonymous' : 'silent';
      for (const value of [null, 0, 1, '', 'true', [], {}])
        assert.equal(
          (await app.call(await app.make(purpose, { [flag]: value }))).error,
          'transaction_invalid',
        );
    });
  }

  test('of a login is that of its state, whatever the cookie is called', async () => {
    const other_state = `${'T'.repeat(42)}A`;
    const other = `state=${other_state}`;
    const token = await app.make('transaction', { state: other_state });
    assert.equal(
      (await app.call(token, `code=c&state=${STATE}&iss=https://chat.example`)).error,
      'state_mismatch',
    );
    assert.equal(
      (await app.call(token, `code=c&${other}&iss=https://chat.example`)).error,
      'transaction_missing',
    );
    const marker = await app.make('done', { id: 'A'.repeat(16) });
    assert.equal((await app.call(marker)).error, 'transaction_invalid');
  });
});
