// Runs the examples of the standards, for the values that the core computes and for those that jose accepts.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createDecipheriv } from 'node:crypto';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { core } from '../../bindings/wasm/inline.js';
import { importKeys, open, seal } from '../../worker/sealed/seal.js';
import { base64url, readToken } from './login.js';

/** @param {Uint8Array[]} inputs @returns {string[][]} SHA-256 in hex, base64url, "same" */
function digest(inputs) {
  const program = fileURLToPath(new URL('../../build/dev/digest', import.meta.url));
  const input = inputs.map((each) => `${Buffer.from(each).toString('hex')}\n`).join('');
  const { status, stdout } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 24 });
  assert.equal(status, 0);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '));
}

describe('RFC 6234 section 8.5 and FIPS 180-4: SHA-256', () => {
  const hex = (/** @type {string} */ text) => Buffer.from(text, 'hex');
  /** @type {[string, Buffer, string][]} */
  const examples = [
    ['test 1', Buffer.from('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'test 2',
      Buffer.from('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    [
      'test 3',
      Buffer.alloc(1_000_000, 'a'),
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    ],
    [
      'test 4',
      Buffer.from('01234567'.repeat(80)),
      '594847328451bdfa85056225462cc1d867d877fb388df0ce35f25ab5562bfbb5',
    ],
    ['test 6', hex('19'), '68aa2e2ee5dff96e3355e6c7ee373e3d6a4e17f75f9518d843709c0c9bc3e3d4'],
    [
      'test 8',
      hex('e3d72570dcdd787ce3887ab2cd684652'),
      '175ee69b02ba9b58e2b0a5fd13819cea573f3940a94f825128cf4209beabb4e8',
    ],
  ];
  const digests = digest(examples.map(([, bytes]) => bytes));
  examples.forEach(([name, , expected], i) => test(name, () => assert.equal(digests[i][0], expected)));
});

test('RFC 4648 section 10 and RFC 7515 appendix C: base64url without padding', () => {
  const examples = {
    '': '',
    f: 'Zg',
    fo: 'Zm8',
    foo: 'Zm9v',
    foob: 'Zm9vYg',
    fooba: 'Zm9vYmE',
    foobar: 'Zm9vYmFy',
    '\u0003\u00ec\u00ff\u00e0\u00c1': 'A-z_4ME',
  };
  const results = digest(Object.keys(examples).map((text) => Buffer.from(text, 'latin1')));
  assert.deepEqual(
    results.map(([, encoded, same]) => [encoded, same]),
    Object.values(examples).map((encoded) => [encoded, 'same']),
  );
});

test('RFC 7636 appendix B: the challenge of the verifier', () => {
  const random = new Uint8Array(96);
  random.set(Buffer.from('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', 'base64url'), 64);
  const client = { api_url: 'https://chat.example', client_id: 'c', redirect_uri: 'https://app.example/cb' };
  const { url } = core.begin(core.configure(client), { random, now: 1 });
  const challenge = new URL(url).searchParams.get('code_challenge');
  assert.equal(challenge, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});

describe('RFC 7515 appendix A: JWS', () => {
  const payload =
    'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
  const signature =
    'cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdb' +
    'F9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383' +
    'LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWy' +
    'wlVmtVrBp0igcN_IoypGlUPQGe77Rw';
  const hs256 = `eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.${payload}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`;
  const rs256 = `eyJhbGciOiJSUzI1NiJ9.${payload}.${signature}`;

  test('A.1, HS256, is decoded and refused for its algorithm', () =>
    assert.equal(readToken(hs256), 'id_token_alg_invalid'));
  test('A.2, RS256, is decoded and refused for its issuer', () =>
    assert.equal(readToken(rs256), 'id_token_iss_mismatch'));
  test('A.2, RS256, where "joe" is the issuer, is refused for what it lacks', () =>
    assert.equal(readToken(rs256, { issuer: 'joe' }), 'id_token_aud_mismatch'));
  test('A.3, ES256, is refused for its algorithm', () =>
    assert.equal(
      readToken(
        `eyJhbGciOiJFUzI1NiJ9.${payload}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q`,
      ),
      'id_token_alg_invalid',
    ));
  test('A.5, unsecured, is refused for its algorithm', () =>
    assert.equal(readToken(`eyJhbGciOiJub25lIn0.${payload}.`), 'id_token_alg_invalid'));
});

/** Decrypts by RFC 7516 section 5.2 with a known content encryption key. @param {string} token @param {Uint8Array} key */
function decryptByHand(token, key) {
  const [header, , iv, ciphertext, tag] = token.split('.');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
  decipher.setAAD(Buffer.from(header, 'ascii'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  const text = Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]);
  return text.toString('utf8');
}

describe('RFC 7516 appendix A.1: JWE with A256GCM', () => {
  const content_key = Uint8Array.of(
    ...[177, 161, 244, 128, 84, 143, 225, 115, 63, 180, 3, 255, 107, 154, 212, 246],
    ...[138, 7, 110, 91, 112, 46, 34, 105, 47, 130, 203, 46, 122, 234, 64, 252],
  );
  const example =
    'eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.' +
    'OKOawDo13gRp2ojaHV7LFpZcgV7T6DVZKTyKOMTYUmKoTCVJRgckCL9kiMT03JGeipsEdY3mx_etLbbWSrFr05kLzcSr4qKAq7YN7e9j' +
    'wQRb23nfa6c9d-StnImGyFDbSv04uVuxIp5Zms1gNxKKK2Da14B8S4rzVRltdYwam_lDp5XnZAYpQdb76FdIKLaVmqgfwX7XWRxv2322' +
    'i-vDxRfqNzo_tETKzpVLzfiwQyeyPGLBIO56YJ7eObdv0je81860ppamavo35UgoRdbYaBcoh9QcfylQr66oc6vFWXRcZ_ZT2LawVCWT' +
    'Iy3brGPi6UklfCpIMfIjf7iGdXKHzg.' +
    '48V1_ALb6US04U3b.' +
    '5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oMo4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A.' +
    'XFBoMYUZodetZdvTiFvSkQ';
  const seals = async () => ({ keys: await importKeys([base64url(content_key)]), binding: 'ours' });

  test('the example is decrypted by hand', () =>
    assert.equal(
      decryptByHand(example, content_key),
      'The true sign of intelligence is not knowledge but imagination.',
    ));

  test('what we seal is such a JWE: the same hand opens it', async () => {
    const token = await seal(await seals(), 'session', { sub: 'alice' }, 2_000_000_000);
    const { sub, purpose, exp } = JSON.parse(decryptByHand(token, content_key));
    assert.deepEqual({ sub, purpose, exp }, { sub: 'alice', purpose: 'session', exp: 2_000_000_000 });
    const header = JSON.parse(Buffer.from(token.split('.')[0], 'base64url').toString());
    assert.deepEqual([header.alg, header.enc, token.split('.')[1]], ['dir', 'A256GCM', '']);
  });

  test('we open neither the example nor its content as our own, though the key is ours', async () => {
    const [header, , ...content] = example.split('.');
    for (const token of [example, [header, '', ...content].join('.')])
      assert.equal(await open(await seals(), 'session', token, 1), 'unreadable');
  });
});
