// Checks which clients start without the core: only those that the core accepts unchanged.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { core } from 'tailchat-login/core';
import { isPlainClient } from '../../../worker/client/plain.js';

const CLIENT = {
  api_url: 'https://chat.example',
  client_id: 'tc_0123456789abcdef01234567',
  redirect_uri: 'https://app.example/auth/callback',
};

/** Parts of addresses. Many of their combinations are invalid. */
const STARTS = ['https://', 'http://', 'HTTPS://', 'https:/', 'https://user@', ''];
const HOSTS = [
  ...[
    'chat.example',
    'a.bc',
    '1.example',
    '127.0.0.1',
    '1.2',
    '0x7f.1',
    'localhost',
    'chat',
    'a-b.c-d.example',
  ],
  ...[
    'xn--fiqs8s.example',
    'xn--a.example',
    '-a.example',
    'a-.example',
    'a..example',
    'CHAT.example',
    'ä.example',
  ],
  ...['chat.example.', '[::1]', 'a_b.example', `${'a'.repeat(64)}.example`, `${'a.'.repeat(130)}example`, ''],
];
const PORTS = ['', ':8443', ':0', ':08443', ':65536', ':99999', ':9999', ':', ':a'];
const PATHS = [
  '',
  '/',
  '/a',
  '/a/b-c_d',
  '/a/',
  '//a',
  '/.',
  '/a/../b',
  '/%2e',
  '/a?b',
  '/a#b',
  '/a b',
  '/ä',
  '/a\n',
];

const addresses = STARTS.flatMap((start) =>
  HOSTS.flatMap((host) => PORTS.flatMap((port) => PATHS.map((path) => `${start}${host}${port}${path}`))),
);

describe('a client that is plain', () => {
  for (const name of /** @type {const} */ (['api_url', 'redirect_uri', 'issuer'])) {
    test(`is one that the core takes: ${name}`, () => {
      const plain = addresses.filter((address) => isPlainClient({ ...CLIENT, [name]: address }));
      assert.ok(plain.length > 20);
      for (const address of plain) {
        const configured = core.configure({ ...CLIENT, [name]: address });
        const expected = name === 'redirect_uri' ? CLIENT.api_url : address;
        assert.equal(configured.issuer, expected, address);
      }
    });
  }

  test('is one that the core takes: client_id', () => {
    const ids = ['', 'a', 'tc_1', 'a b', 'a.b', 'ä', 'a\n', '-', 'x'.repeat(255), 'x'.repeat(256)];
    const plain = ids.filter((client_id) => isPlainClient({ ...CLIENT, client_id }));
    assert.deepEqual(plain, ['a', 'tc_1', '-', 'x'.repeat(255)]);
    for (const client_id of plain) assert.ok(core.configure({ ...CLIENT, client_id }));
  });

  test('has no scope: the core reads that', () => {
    assert.ok(isPlainClient(CLIENT));
    assert.ok(!isPlainClient({ ...CLIENT, scope: 'profile' }));
  });
});
