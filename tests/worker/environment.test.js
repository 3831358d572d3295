// Checks a whole environment: every option that a text can express has a variable, and a misspelled name is found.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkEnvironment, readEnv } from 'tailchat-login/worker';
import { OPTIONS } from '../../worker/config/config.js';
import { GROUPS_OPTIONS } from '../../worker/groups/options.js';
import { KEY } from '../support/kit.js';

const ENV = {
  TAILCHAT_API_URL: 'https://tailchat.example',
  TAILCHAT_CLIENT_ID: 'tc_0123456789abcdef01234567',
  TAILCHAT_CLIENT_SECRET: 'SECRET-VALUE',
  TAILCHAT_SESSION_KEYS: KEY,
  TAILCHAT_BASE_URL: 'https://app.example',
};

/** @param {object} env */
function check(env) {
  /** @type {string[]} */
  const warned = [];
  const config = checkEnvironment({ ...ENV, ...env }, (line) => warned.push(line));
  return { config, warned };
}

describe('the environment', () => {
  test('has a variable for every option of a worker but functions, the store, groups and panels', () => {
    for (const { name, of, env, rule } of OPTIONS.filter(({ of }) => of.includes('worker'))) {
      const snake = `TAILCHAT_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
      const unsayable = rule === 'a function' || ['store', 'groups', 'panels'].includes(name);
      assert.equal(env, unsayable ? undefined : snake, `${name} of ${of}`);
      assert.doesNotMatch(env ?? '', /^TAILCHAT_(PORT|SERVICE_)/);
    }
  });

  test('says the options that are no text in text', () => {
    const { config } = check({
      TAILCHAT_SCOPE: 'openid',
      TAILCHAT_BASE_PATH: '/sign-in',
      TAILCHAT_PREFIX_STRIPPED: 'false',
      TAILCHAT_REDIRECT_URIS: 'https://a.example/x,https://b.example/',
      TAILCHAT_SESSION_SECONDS: '60',
      TAILCHAT_SESSION_ABSOLUTE_SECONDS: '34560000',
      TAILCHAT_DEADLINE: '60000',
      TAILCHAT_DEBUG: 'true',
    });
    assert.equal(config.scope, 'openid');
    assert.equal(config.basePath, '/sign-in');
    assert.equal(config.prefixStripped, false);
    assert.deepEqual(config.redirectUris, ['https://a.example/x', 'https://b.example/']);
    assert.deepEqual([config.sessionSeconds, config.sessionAbsoluteSeconds], [60, 34_560_000]);
    assert.deepEqual([config.deadline, config.debug], [60_000, true]);
  });

  for (const name of ['SESSION_SECONDS', 'SESSION_ABSOLUTE_SECONDS', 'DEADLINE'].map(
    (end) => `TAILCHAT_${end}`,
  ))
    test(`reads ${name} as a plain number and as nothing else`, () => {
      for (const value of [
        '0',
        '-1',
        '+60',
        '060',
        '1e3',
        '0x10',
        '1.0',
        '60s',
        '1_000',
        '١٢',
        'SECRET',
        '99999999999',
      ])
        assert.throws(
          () => readEnv({ ...ENV, [name]: value }),
          (/** @type {any} */ { code, message }) =>
            code === 'configuration_invalid' &&
            message.startsWith(`${name} must be`) &&
            (value.length < 4 || !message.includes(value)),
          value,
        );
    });

  for (const name of ['TAILCHAT_DEBUG', 'TAILCHAT_PREFIX_STRIPPED'])
    test(`reads ${name} as true or false and as nothing else`, () => {
      for (const value of ['1', '0', 'yes', 'TRUE', 'on'])
        assert.throws(() => readEnv({ ...ENV, [name]: value }), { message: `${name} must be true or false` });
    });

  for (const name of Object.keys(ENV))
    test(`says of ${name} in quotes, or with blanks around it, what is wrong, and not what it holds`, () => {
      const value = ENV[/** @type {keyof ENV} */ (name)];
      for (const wrong of [`"${value}"`, `'${value}'`, `${value}\r`, ` ${value}`, `${value}\n`])
        assert.throws(() => check({ [name]: wrong }), {
          code: 'configuration_invalid',
          message: `${name} must be given without quotes and blanks around it`,
        });
    });

  /** @type {[string, string][]} */
  const SLIPS = [
    ['TAILCHAT_SESSION_KEY', 'TAILCHAT_SESSION_KEYS'],
    ['TAILCHAT_SESSION_KEYSS', 'TAILCHAT_SESSION_KEYS'],
    ['TAILCHAT_SESSION_KEYZ', 'TAILCHAT_SESSION_KEYS'],
    ['TAILCHAT_SESSOIN_KEYS', 'TAILCHAT_SESSION_KEYS'],
    ['TAILCHAT_SESSION_SECOND', 'TAILCHAT_SESSION_SECONDS'],
    ['TAILCHAT_REDIRECT_URI', 'TAILCHAT_REDIRECT_URIS'],
    ['TAILCHAT_ALLOWED_ORIGIN', 'TAILCHAT_ALLOWED_ORIGINS'],
    ['TAILCHAT_BASEURL', 'TAILCHAT_BASE_URL'],
    ['TAILCHAT_BASE_URI', 'TAILCHAT_BASE_URL'],
    ['TAILCHAT_BASE_PATHS', 'TAILCHAT_BASE_PATH'],
    ['TAILCHAT_baseUrl', 'TAILCHAT_BASE_URL'],
    ['TAILCHAT-BASE-URL', 'TAILCHAT_BASE_URL'],
    ['tailchat_scope', 'TAILCHAT_SCOPE'],
    ['TAILCHAT_SCOPES', 'TAILCHAT_SCOPE'],
    ['TAILCHT_API_URL', 'TAILCHAT_API_URL'],
    ['TAILCHAT_ISUER', 'TAILCHAT_ISSUER'],
    ['TAILCHAT_DEBUGG', 'TAILCHAT_DEBUG'],
    ['TAILCHAT_DEADLIEN', 'TAILCHAT_DEADLINE'],
    ['ATILCHAT_DEADLINE', 'TAILCHAT_DEADLINE'],
    ['TAILCHAT_SCOP', 'TAILCHAT_SCOPE'],
  ];
  for (const [name, meant] of SLIPS)
    test(`with ${name} is refused: is ${meant} meant?`, () => {
      assert.throws(() => check({ [name]: 'SECRET' }), {
        code: 'configuration_invalid',
        message: `${name} is not known: is ${meant} meant?`,
      });
      assert.deepEqual(check({ [name]: '' }).warned, [], 'an empty one says nothing');
    });

  test('finds every slip of one character in every name', () => {
    const known = OPTIONS.flatMap(({ env }) => env ?? []);
    for (const name of known) {
      for (let at = 'TAILCHAT_'.length; at < name.length; at += 1) {
        const [before, from, after] = [name.slice(0, at), name.slice(at), name.slice(at + 1)];
        const swapped = before + from.charAt(1) + from.charAt(0) + from.slice(2);
        for (const slip of [before + after, `${before}Q${after}`, `${before}Q${from}`, `${name}Q`, swapped])
          if (!known.includes(slip)) assert.throws(() => check({ [slip]: 'x' }), /is not known: is/, slip);
      }
    }
  });

  test('is told of any other TAILCHAT_* and of nothing else', () => {
    const { warned } = check({
      TAILCHAT_COLOUR: 'SECRET',
      TAILCHAT_SESION_KEY: 'x',
      PATH: '/bin',
      TAIL_URL: 'x',
      PORT: '1',
    });
    assert.deepEqual(
      warned,
      ['COLOUR', 'SESION_KEY'].map(
        (end) => `tailchat-login: TAILCHAT_${end} is not known and changes nothing`,
      ),
    );
    assert.deepEqual(check({ [`TAILCHAT_${KEY}=\n`]: 'x' }).warned, [
      'tailchat-login: a variable is not known and changes nothing',
    ]);
  });

  test('is silent about what Kubernetes adds beside a Service of that name', () => {
    const { warned } = check({
      TAILCHAT_PORT: 'tcp://10.0.0.1:11000',
      TAILCHAT_PORT_11000_TCP: 'tcp://10.0.0.1:11000',
      TAILCHAT_PORT_11000_TCP_PROTO: 'tcp',
      TAILCHAT_PORT_11000_TCP_PORT: '11000',
      TAILCHAT_PORT_11000_TCP_ADDR: '10.0.0.1',
      TAILCHAT_SERVICE_HOST: '10.0.0.1',
      TAILCHAT_SERVICE_PORT: '11000',
      TAILCHAT_SERVICE_PORT_HTTP: '11000',
      TAILCHAT_LOGIN_SERVICE_HOST: '10.0.0.2',
      TAILCHAT_LOGIN_PORT_8787_TCP: 'tcp://10.0.0.2:8787',
    });
    assert.deepEqual(warned, []);
  });

  test('knows the variables of createGroups', () => {
    const ours = OPTIONS.map(({ env }) => env);
    const names = GROUPS_OPTIONS.flatMap(({ env }) => env ?? []).filter((name) => !ours.includes(name));
    assert.ok(names.length >= 8);
    for (const name of names) assert.deepEqual(check({ [name]: 'x' }).warned, [], name);
  });

  test('lacks nothing that readEnv would miss', () => {
    assert.throws(() => checkEnvironment({}), { option: 'apiUrl' });
    assert.throws(() => check({ TAILCHAT_SCOPE: 'profile' }), { code: 'scope_invalid' });
  });
});
