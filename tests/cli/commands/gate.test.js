// Runs `tailchat-login gate` and `serve --gate` as people call them.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startTailchat } from 'tailchat-login/testing';
import { run } from '../../support/command.js';
import { alice, APP, bob } from '../../support/example.js';
import { KEY } from '../../support/kit.js';
import { guild, idOf, staff } from '../../support/tailchat_api.js';

const host = 'wiki.example';
const RULES = [
  { host, path: '/open/*', public: true },
  { host, path: '/alice/*', subs: [alice._id] },
  { host, path: '/any', methods: ['POST'], any: true },
  { host, path: '/*', groups: [idOf(5)], roles: [`${guild}/${staff}`] },
];

describe('tailchat-login gate', () => {
  /** @type {Awaited<ReturnType<typeof startTailchat>>} */
  let tailchat;
  /** @type {Record<string, string>} */
  let env;
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-rules-'));
  const rules = join(folder, 'rules.json');
  /** @param {unknown} content */
  const write = (content) =>
    writeFileSync(rules, typeof content === 'string' ? content : JSON.stringify(content));
  before(async () => {
    const app = { ...APP, capability: ['bot'] };
    const group = {
      _id: guild,
      name: 'Guild\u001b[2J',
      owner: bob._id,
      members: [{ userId: alice._id, roles: [staff] }, { userId: bob._id }],
      roles: [{ _id: staff, name: 'staff' }],
    };
    const other = { ...group, _id: idOf(5), members: [{ userId: bob._id }] };
    tailchat = await startTailchat({ apps: [app], users: [alice, bob], groups: [group, other] });
    for (const id of [guild, idOf(5)]) tailchat.addBot(app.appId, id);
    env = {
      TAILCHAT_API_URL: tailchat.url,
      TAILCHAT_CLIENT_ID: app.appId,
      TAILCHAT_CLIENT_SECRET: app.appSecret,
    };
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await tailchat.close();
  });

  /** @param {string} address @param {string[]} [more] @param {Record<string, string>} [variables] */
  const explain = (address, more = [], variables = env) => {
    write(RULES);
    return run(['gate', '--rules', rules, '--explain', address, ...more], variables);
  };

  test('says which rule decides, and who may pass', async () => {
    const open = await explain(`https://${host}/open/x?y`, [], {});
    assert.deepEqual([open.status, open.error], [0, '']);
    assert.match(
      open.out,
      /^rules\[0\] decides:\n {4}\{"host":"wiki\.example".*\}\nok {2}everybody may pass/,
    );
    assert.match((await explain(`https://${host}/any`, ['--method', 'POST'], {})).out, /^rules\[2\] decides/);
    assert.match(
      (await explain(`https://${host}`, [], {})).out,
      /^rules\[3\] decides[\s\S]*every user who is logged in/,
    );
    const named = await explain(`https://${host}/alice/`, ['--user', alice._id], {});
    assert.match(named.out, /ok {2}the user is named/);
    const other = await explain(`https://${host}/alice/`, ['--user', bob._id], {});
    assert.equal(other.status, 1);
    assert.match(other.out, /no {2}the user is not named/);
  });

  test('says of a user what he has and what he lacks, and nothing that changes a terminal', async () => {
    const has = await explain(`https://${host}/`, ['--user', alice._id]);
    assert.equal(has.status, 0, has.error);
    assert.match(
      has.out,
      new RegExp(`no {2}group_missing: ${idOf(5)} [^]*ok {2}the user has role ${guild}/${staff}`),
    );
    assert.doesNotMatch(has.out, /\u001b/);
    tailchat.users[0].banned = true;
    const banned = await explain(`https://${host}/`, ['--user', alice._id]);
    tailchat.users[0].banned = false;
    assert.equal(banned.status, 1);
    assert.match(banned.out, /banned or deleted/);
  });

  test('says what the gate answers to a banned user, for a group that the bot does not see, and elsewhere', async () => {
    tailchat.users[0].banned = true;
    for (const [path, method] of [
      ['/alice/', 'GET'],
      ['/any', 'post'],
    ]) {
      const { status, out } = await explain(`https://${host}${path}`, [
        '--user',
        alice._id,
        '--method',
        method,
      ]);
      assert.equal(status, 1, out);
      assert.match(out, /no {2}the user is banned or deleted/);
    }
    tailchat.users[0].banned = false;
    write([{ host, path: '/*', groups: [idOf(99)], roles: [`${guild}/${staff}`] }]);
    const address = ['--explain', `https://${host}/`, '--user', alice._id];
    const seen = await run(['gate', '--rules', rules, ...address], env);
    assert.equal(seen.status, 0, seen.error);
    assert.match(seen.out, new RegExp(`no {2}group_unknown: [^]*${idOf(99)}[^]*ok {2}the user has role`));
    const others = { ...env, TAILCHAT_GROUP_IDS: idOf(77) }; // the rules' groups are read all the same
    assert.equal((await run(['gate', '--rules', rules, ...address], others)).status, 0);
    const all = { ...env, TAILCHAT_BASE_URL: `https://${host}`, TAILCHAT_SESSION_KEYS: KEY };
    for (const origin of [`http://${host}`, 'https://other.example', `https://${host}:8443`]) {
      const { status, out } = await explain(`${origin}/open/x`, [], all);
      assert.deepEqual(
        [status, out],
        [1, `${origin} is no origin of TAILCHAT_BASE_URL: nobody may pass (400)\n`],
      );
    }
  });

  test('takes an address as people copy it', async () => {
    const named = [{ host: 'xn--wki-zma.example', path: '/\u4e2d \u6587/*', public: true }];
    for (const address of [
      'https://w\u00efki.example/\u4e2d \u6587/x#part',
      'HTTPS://W\u00cfKI.example:443/%E4%B8%AD%20%E6%96%87?a=/../',
      'https://somebody@xn--wki-zma.example/%e4%b8%ad%20%e6%96%87/',
    ]) {
      write(named);
      const { status, out } = await run(['gate', '--rules', rules, '--explain', address], {});
      assert.equal(status, 0, `${address} ${out}`);
    }
  });

  test('says that nobody may pass, and why', async () => {
    for (const [address, said] of /** @type {[string, RegExp][]} */ ([
      [`https://other.example/`, /^no rule is about GET/],
      [`https://${host}/open/../x`, /^programs may read this path differently/],
      [`https://${host}/open/%2e%2e/x`, /^programs may read this path differently/],
    ])) {
      const { status, out } = await explain(address, [], {});
      assert.equal(status, 1);
      assert.match(out, said);
    }
  });

  test('names the cookies, with the environment of serve', async () => {
    const all = { ...env, TAILCHAT_BASE_URL: `https://${host}`, TAILCHAT_SESSION_KEYS: KEY };
    const { out } = await explain(`https://${host}/open/`, [], all);
    assert.match(
      out,
      /cookies of a session: __Host-tailchat_[0-9a-f]{8}, __Host-tailchat_renewal_[0-9a-f]{8}\n$/,
    );
  });

  test('names the cookies of the host that it explains', async () => {
    const baseUrl = `https://first.example,https://${host}`;
    const all = { ...env, TAILCHAT_SESSION_KEYS: KEY };
    const of = async (/** @type {string} */ address, /** @type {string} */ hosts) => {
      const { out } = await explain(address, [], { ...all, TAILCHAT_BASE_URL: hosts });
      return /cookies of a session: .*/.exec(out)?.[0];
    };
    const own = await of(`https://${host}/open/`, baseUrl);
    assert.match(own ?? '', /__Host-tailchat_/);
    assert.notEqual(own, await of('https://first.example/', baseUrl));
    assert.equal(own, await of(`https://${host}/open/`, `https://${host},https://first.example`));
    assert.equal(await of('https://elsewhere.example/', baseUrl), undefined);
  });

  test('refuses arguments, files and rules that are none', async () => {
    for (const args of [
      [],
      ['--explain', `https://${host}/`],
      ['--rules', rules],
      ['--rules', rules, '--explain', '/x'],
      ['--rules', rules, '--explain', 'https://[x/'],
      ['--rules', rules, '--explain', `https://${host}/`, '--method', 'G T'],
    ])
      assert.equal((await run(['gate', ...args], {})).status, 2);
    const missing = await run(
      ['gate', '--rules', join(folder, 'none.json'), '--explain', `https://${host}/`],
      {},
    );
    assert.match(missing.error, /none\.json cannot be read \(ENOENT\)/);
    for (const [content, said] of /** @type {[unknown, RegExp][]} */ ([
      ['[', /rules\.json is not JSON, see line 1/],
      ['[\n  {},\n]\n', /rules\.json is not JSON, see line 3/],
      [[{ host, path: '/a', nobody: true }], /rules\[0\]\.nobody is not known/],
    ])) {
      write(content);
      const { status, error } = await run(['gate', '--rules', rules, '--explain', `https://${host}/`], {});
      assert.equal(status, 2);
      assert.match(error, said);
    }
  });

  test('serve --gate ends at its start where the rules, or what they need, are wrong', async () => {
    const all = { ...env, TAILCHAT_BASE_URL: `https://${host}`, TAILCHAT_SESSION_KEYS: KEY };
    for (const [content, variables, said] of /** @type {[unknown, Record<string, string>, RegExp][]} */ ([
      [[{ host, path: '/a' }], {}, /rules\[0\] must say who may pass/],
      [[{ host: 'wiki.exampel', path: '/a', any: true }], {}, /rules\[0\]\.host must be a host of baseUrl/],
      [RULES, { TAILCHAT_ASSERTION_KEYS: 'x' }, /: TAILCHAT_ASSERTION_KEYS must be/],
      [RULES, { TAILCHAT_EXT_AUTHZ: 'x' }, /: TAILCHAT_EXT_AUTHZ must be true or false/],
      [
        RULES,
        { TAILCHAT_BOT_ID: 'b', TAILCHAT_BOT_SECRET: 'x', TAILCHAT_INTERNAL_API_URL: 'ftp://x' },
        /: TAILCHAT_INTERNAL_API_URL: internalUrl is not/,
      ],
      [RULES, { TAILCHAT_BOT_ID: 'a b', TAILCHAT_BOT_SECRET: 'x' }, /TAILCHAT_BOT_ID must be/],
    ])) {
      write(content);
      const { status, error } = await run(['serve', '--gate', rules, '--port', '0'], {
        ...all,
        ...variables,
      });
      assert.equal(status, 1, error);
      assert.match(error, said);
    }
  });

  test('key --assertion prints a key', async () => {
    assert.match((await run(['key', '--assertion'], {})).out, /^([\w-]{43}\.){2}[\w-]{43}\n$/);
  });
});
