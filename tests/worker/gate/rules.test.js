// The rules: what is refused at the start, and which rule a request meets.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createGate } from 'tailchat-login/gate';
import { createGroups } from 'tailchat-login/groups';
import { createLogin } from 'tailchat-login/worker';
import { gate as core } from '../../../bindings/wasm/gate/inline.js';
import { readRules } from '../../../worker/gate/rules.js';
import { KEY } from '../../support/kit.js';
import { BOT, guild, staff } from '../../support/tailchat_api.js';

const host = 'wiki.example';
const config = {
  apiUrl: 'https://chat.example',
  clientId: 'tc_1',
  clientSecret: 'secret',
  sessionKeys: KEY,
  baseUrl: `https://${host}`,
};
const role = `${guild}/${staff}`;

/** @param {any[]} rules */
const read = (...rules) =>
  readRules(
    rules.map((rule) => ({ host, ...rule })),
    core.requestPath,
  );
/** @param {any} rules @param {string} path @param {string} [method] @param {string} [where] */
const meet = (rules, path, method = 'GET', where = host) =>
  rules.find(where, core.requestPath(path), method)?.number;

describe('rules', () => {
  for (const [what, rule, message] of /** @type {[string, any, RegExp][]} */ ([
    ['no object', null, /rules\[1\] must be an object/],
    ['an array', [], /rules\[1\] must be an object/],
    ['an unknown member', { host, path: '/a', any: true, role }, /rules\[1\]\.role is not known/],
    [
      'a member whose name is no name',
      { host, path: '/a', any: true, 'a b': 1 },
      /rules\[1\] has a member that is not known/,
    ],
    [
      'none of the five',
      { host, path: '/a' },
      /rules\[1\] must say who may pass: public, any, subs, groups, roles/,
    ],
    ['public that is false', { host, path: '/a', public: false }, /rules\[1\]\.public must be true/],
    ['any that is a text', { host, path: '/a', any: 'true' }, /rules\[1\]\.any must be true/],
    [
      'public beside others',
      { host, path: '/a', public: true, roles: [role] },
      /rules\[1\]\.public must stand without roles/,
    ],
    [
      'any beside others',
      { host, path: '/a', any: true, subs: ['x'] },
      /rules\[1\]\.any must stand without subs/,
    ],
    ['no host', { path: '/a', any: true }, /rules\[1\]\.host must be/],
    ['an address for a host', { host: `https://${host}`, path: '/a', any: true }, /rules\[1\]\.host must be/],
    ['a host in capitals', { host: 'Wiki.example', path: '/a', any: true }, /rules\[1\]\.host must be/],
    ['a host with a pattern', { host: '*.example/', path: '/a', any: true }, /rules\[1\]\.host must be/],
    ['a host with a user', { host: `a@${host}`, path: '/a', any: true }, /rules\[1\]\.host must be/],
    ['no path', { host, any: true }, /rules\[1\]\.path must be/],
    ['a path without a slash', { host, path: 'a', any: true }, /rules\[1\]\.path must be/],
    ['a star within a path', { host, path: '/a/*/b', any: true }, /rules\[1\]\.path must be/],
    ['a star at the end of a name', { host, path: '/a*', any: true }, /rules\[1\]\.path must be/],
    ['an empty segment', { host, path: '/a//*', any: true }, /rules\[1\]\.path must be/],
    ['a dot segment', { host, path: '/a/../b', any: true }, /rules\[1\]\.path must be/],
    ['an escaped slash', { host, path: '/a%2fb', any: true }, /rules\[1\]\.path must be/],
    ['a query', { host, path: '/a?b', any: true }, /rules\[1\]\.path must be/],
    ['half of a pair', { host, path: '/\ud800', any: true }, /rules\[1\]\.path must be/],
    [
      'methods that are a text',
      { host, path: '/a', methods: 'GET', any: true },
      /rules\[1\]\.methods must be/,
    ],
    ['no methods', { host, path: '/a', methods: [], any: true }, /rules\[1\]\.methods must be/],
    [
      'a method in small letters',
      { host, path: '/a', methods: ['get'], any: true },
      /rules\[1\]\.methods must be/,
    ],
    [
      'a method twice',
      { host, path: '/a', methods: ['GET', 'GET'], any: true },
      /rules\[1\]\.methods must be/,
    ],
    ['no subs', { host, path: '/a', subs: [] }, /rules\[1\]\.subs must be/],
    ['subs that are null', { host, path: '/a', subs: null }, /rules\[1\]\.subs must be/],
    ['groups that are false', { host, path: '/a', groups: false }, /rules\[1\]\.groups must be/],
    ['roles that are an empty text', { host, path: '/a', roles: '' }, /rules\[1\]\.roles must be/],
    [
      'null beside what is right',
      { host, path: '/a', subs: ['x'], roles: null },
      /rules\[1\]\.roles must be/,
    ],
    ['a list with a gap', { host, path: '/a', methods: [, 'GET'], any: true }, /rules\[1\]\.methods must be/],
    ['a sub with a blank', { host, path: '/a', subs: ['a b'] }, /rules\[1\]\.subs must be/],
    ['the name of a group', { host, path: '/a', groups: ['Guild'] }, /rules\[1\]\.groups must be/],
    ['one group that is no array', { host, path: '/a', groups: guild }, /rules\[1\]\.groups must be/],
    ['a role without its group', { host, path: '/a', roles: [staff] }, /rules\[1\]\.roles must be/],
    ['a role that is null', { host, path: '/a', roles: [null] }, /rules\[1\]\.roles must be/],
    [
      'a rule that another one covers',
      { host, path: '/z/x', any: true },
      /rules\[1\]\.path can never be reached: rules\[0\] comes/,
    ],
    ['a rule like another one', { host, path: '/z/*', any: true }, /rules\[1\]\.path can never be reached/],
  ]))
    test(`refuse ${what}, and name the rule and the member`, () => {
      const rules = [{ host, path: '/z/*', public: true }, rule];
      assert.throws(() => readRules(rules, core.requestPath), {
        code: 'configuration_invalid',
        option: 'rules',
        message,
      });
    });

  test('refuse to be no array, or an empty one', () => {
    for (const rules of [undefined, null, {}, [], 'rules', new Array(1)])
      assert.throws(() => readRules(rules, core.requestPath), {
        code: 'configuration_invalid',
        option: 'rules',
      });
  });

  test('the first that a request meets decides', () => {
    const rules = read(
      { path: '/a', any: true },
      { path: '/a/b/*', public: true },
      { path: '/a/b/c/d', methods: ['POST'], any: true, host: 'other.example' },
      { path: '/a/*', methods: ['GET'], any: true },
      { path: '/a/x', any: true },
      { path: '/a/*', any: true },
      { path: '/\u4e2d/*', any: true },
      { path: '/%E4%B8%AD%E6%96%87', any: true },
    );
    for (const [path, method, number] of /** @type {[string, string, number | undefined][]} */ ([
      ['/a', 'GET', 0],
      ['/a/', 'GET', 3],
      ['/a/b', 'GET', 1],
      ['/a/b/', 'POST', 1],
      ['/a/b/c/d', 'GET', 1],
      ['/a/bb', 'GET', 3],
      ['/a/x', 'GET', 3],
      ['/a/x', 'POST', 4],
      ['/a/x/', 'POST', 5],
      ['/a/y', 'PUT', 5],
      ['/A', 'GET', undefined],
      ['/ab', 'GET', undefined],
      ['/', 'GET', undefined],
      ['/%e4%b8%ad/x', 'GET', 6],
      ['/%e4%b8%ad%e6%96%87', 'GET', 7],
    ]))
      assert.equal(meet(rules, path, method), number, `${method} ${path}`);
    assert.equal(meet(rules, '/a', 'GET', 'other.example'), undefined);
    assert.equal(meet(rules, '/a', 'GET', 'WIKI.example'), undefined);
    assert.equal(meet(rules, '/a', 'GET', '__proto__'), undefined);
  });

  test('/* has all, the path itself included; an exact path has nothing else', () => {
    assert.equal(meet(read({ path: '/*', any: true }), '/'), 0);
    assert.equal(meet(read({ path: '/*', any: true }), '/a/b'), 0);
    assert.equal(meet(read({ path: '/', any: true }), '/a'), undefined);
    assert.equal(meet(read({ path: '/a/', any: true }), '/a'), undefined);
    assert.equal(meet(read({ path: '/a%2A', any: true }), '/a*'), 0);
  });

  test('rules that others leave a method are reached', () => {
    read({ path: '/a', methods: ['GET'], any: true }, { path: '/a', methods: ['GET', 'POST'], any: true });
    read({ path: '/*', methods: ['GET'], any: true }, { path: '/a', any: true });
    const covered = [
      { path: '/*', methods: ['GET'], any: true },
      { path: '/a/*', methods: ['POST'], any: true },
      { path: '/a/b', methods: ['POST', 'GET'], any: true },
    ];
    assert.throws(() => read(...covered), /rules\[2\]\.path can never be reached/);
  });

  test('a gate refuses rules that are wrong, groups that nobody gave, and a host that is not its own', async () => {
    const login = createLogin(config);
    assert.throws(() => createGate({ login, rules: [] }), { option: 'rules' });
    assert.throws(() => createGate(/** @type {any} */ ({ login: {}, rules: [] })), { option: 'login' });
    assert.throws(() => createGate(/** @type {any} */ ({ login, rules: [], x: 1 })), { option: 'x' });
    const ready = (/** @type {any} */ rule, options = {}) =>
      createGate({ login, rules: [{ host, path: '/*', ...rule }], ...options }).ready();
    await ready({ any: true });
    await assert.rejects(ready({ roles: [role] }), { code: 'configuration_invalid', option: 'groups' });
    await assert.rejects(
      ready({ any: true, host: 'wiki.exampel' }),
      /rules\[0\]\.host must be a host of baseUrl/,
    );
    const groups = createGroups({ apiUrl: config.apiUrl, ...BOT });
    await ready({ roles: [role] }, { groups });
    const own = createLogin({ ...config, groups: createGroups({ apiUrl: config.apiUrl, ...BOT }) });
    await assert.rejects(
      createGate({ login: own, rules: [{ host, path: '/*', any: true }], groups }).ready(),
      {
        option: 'groups',
      },
    );
    // A configuration of its own for each request may have any host.
    const several = createLogin((env, request) => (request.url, config));
    await createGate({ login: several, rules: [{ host: 'other.example', path: '/*', any: true }] }).ready();
  });
});
