// Checks the projects that init writes, as far as possible without installing anything; test:everywhere installs and
// runs them.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parseEnv } from 'node:util';
import { makeFiles, writeFiles } from '../../../cli/init/project.js';
import { BASE_URL, TEMPLATES } from '../../../cli/init/templates.js';
import { root } from '../../../scripts/setup/process.js';
import { readEnv } from '../../../worker/config/config.js';
import { run } from '../../support/command.js';

const NAMES = Object.keys(TEMPLATES);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const base = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
after(() => rmSync(base, { recursive: true }));

let made = 0;
const newFolder = () => {
  made += 1;
  const folder = join(base, `site-${made}`);
  mkdirSync(folder);
  return folder;
};

/** @param {string} folder */
const list = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

describe('tailchat-login init', () => {
  for (const name of NAMES) {
    test(`${name}: writes a project that is configured for the mock, with a key of its own`, async () => {
      const folder = newFolder();
      const { status, out, error } = await run(['init', name, '--yes'], {}, { cwd: folder });
      assert.equal(error, '');
      assert.equal(status, 0);
      assert.match(out, /npm install\n[^]*npm run dev/);

      const { secrets, one } = TEMPLATES[name];
      assert.equal(/npm run mock/.test(out), !one, 'one terminal or two');
      const variables = parseEnv(readFileSync(join(folder, secrets), 'utf8'));
      const config = readEnv(variables);
      assert.equal(config.baseUrl, BASE_URL);
      assert.ok(!out.includes(config.sessionKeys[0]), 'the key is not shown');
      assert.match(
        readFileSync(join(folder, '.gitignore'), 'utf8'),
        new RegExp(`^${secrets.replace('.', '\\.')}$`, 'm'),
      );

      const project = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      assert.equal(project.dependencies['tailchat-login'], `^${manifest.version}`);
      assert.equal(project.devDependencies['oidc-provider'], manifest.devDependencies['oidc-provider']);
      assert.equal(project.private, true);
      for (const script of ['mock', 'dev', 'doctor']) assert.ok(project.scripts[script], script);
      for (const entry of list(folder)) {
        const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8');
        assert.doesNotMatch(text, /\{\{\w+\}\}/, entry.name);
      }
    });
  }

  for (const name of NAMES.filter((one) => TEMPLATES[one].typescript))
    test(`${name} --typescript: its own scripts are TypeScript, and its manifest knows the compiler`, async () => {
      const folder = newFolder();
      const { status, error } = await run(['init', name, '--typescript', '--yes'], {}, { cwd: folder });
      assert.equal(error, '');
      assert.equal(status, 0);
      const project = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      assert.ok(project.devDependencies.typescript);
      assert.equal(project.scripts.check, 'tsc');
      assert.equal(
        JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8')).compilerOptions.strict,
        true,
      );
      const names = list(folder).map((entry) => entry.name);
      assert.deepEqual(
        names.filter((one) => /\.jsx?$/.test(one)).sort(),
        TEMPLATES[name].folders.includes('server') ? ['page.js', 'style.js'] : [],
      );
      for (const entry of list(folder).filter((one) => /\.(json|jsonc|html)$/.test(one.name))) {
        const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8');
        for (const [file] of text.matchAll(/[\w/]+\.[jt]sx?\b(?!on)/g))
          assert.ok(existsSync(join(folder, file)), `${entry.name} names ${file}`);
      }
    });

  test('--typescript is refused where a template has none', async () => {
    const cwd = newFolder();
    const { status, error } = await run(['init', 'node', '--typescript', '--yes'], {}, { cwd });
    assert.equal(status, 2);
    assert.match(error, /--typescript is for express, next, react and hono/);
    assert.deepEqual(readdirSync(cwd), []);
  });

  for (const [name, dependencies, lockfile, command] of /** @type {const} */ ([
    ['next', { next: '16', react: '19' }, 'pnpm-lock.yaml', 'pnpm add tailchat-login'],
    ['express', { express: '5' }, 'yarn.lock', 'yarn add tailchat-login'],
    ['hono', { hono: '4', wrangler: '4' }, 'bun.lock', 'bun add tailchat-login'],
    ['react', { react: '19', vite: '8' }, 'package-lock.json', 'npm install tailchat-login'],
  ]))
    for (const typescript of [false, true])
      test(`in a project with ${name} it asks nothing, and adds the login's files${typescript ? ', typed' : ''}`, async () => {
        const folder = newFolder();
        const manifest = JSON.stringify({ dependencies });
        writeFileSync(join(folder, 'package.json'), manifest);
        writeFileSync(join(folder, lockfile), '');
        if (typescript) writeFileSync(join(folder, 'tsconfig.json'), '{}');
        const { status, out, error } = await run(['init'], {}, { cwd: folder, input: '' });
        assert.equal(error, '');
        assert.equal(status, 0);
        assert.ok(out.includes(`  ${command}\n`), out);
        assert.equal(readFileSync(join(folder, 'package.json'), 'utf8'), manifest);
        const { added = [], secrets } = TEMPLATES[name];
        const wanted = added.map((path) => (typescript ? path.replace(/\.js(x?)$/, '.ts$1') : path));
        for (const path of [...wanted, secrets]) assert.ok(existsSync(join(folder, path)), path);
        assert.equal(list(folder).length, wanted.length + 3 + Number(typescript));
      });

  test('in a project with variables of its own, these stay', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'package.json'), '{"dependencies":{"express":"5"}}');
    writeFileSync(join(folder, '.env'), 'MINE=1');
    const { status, out } = await run(['init'], {}, { cwd: folder, input: '' });
    assert.equal(status, 0);
    assert.match(out, /put the TAILCHAT_\* variables into \.env/);
    assert.equal(readFileSync(join(folder, '.env'), 'utf8'), 'MINE=1');
  });

  test('two projects have different keys', async () => {
    const keys = await Promise.all(
      [newFolder(), newFolder()].map(async (folder) => {
        await run(['init', 'node', '--dir', folder]);
        return parseEnv(readFileSync(join(folder, '.env'), 'utf8')).TAILCHAT_SESSION_KEYS;
      }),
    );
    assert.notEqual(keys[0], keys[1]);
  });

  test('names the Node that the tools of a template need, where this one is older', async () => {
    const { out } = await run(['init', 'hono', '--dir', newFolder()]);
    assert.equal(/need Node 22 or newer/.test(out), Number(process.versions.node.split('.')[0]) < 22);
    const { out: other } = await run(['init', 'node', '--dir', newFolder()]);
    assert.doesNotMatch(other, /or newer/);
  });

  test('makes the folder that --dir names, and those above it', async () => {
    const folder = join(newFolder(), 'a/b');
    const { status, out } = await run(['init', 'vercel', '--dir', folder]);
    assert.equal(status, 0);
    assert.ok(existsSync(join(folder, 'api/index.js')));
    assert.ok(out.includes(`cd ${folder}\n`));
  });

  test('depends on the tarball that --package names, wherever the project is', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'some.tgz'), '');
    const args = ['init', 'node', '--dir', 'site', '--package', 'some.tgz'];
    assert.equal((await run(args, {}, { cwd: folder })).status, 0);
    const project = JSON.parse(readFileSync(join(folder, 'site/package.json'), 'utf8'));
    assert.match(project.dependencies['tailchat-login'], /^file:.*\/some\.tgz$/);
    assert.ok(existsSync(project.dependencies['tailchat-login'].slice('file:'.length)));
  });

  test('asks for the template and the folder, again after a wrong answer', async () => {
    const cwd = newFolder();
    const { status, out } = await run(['init'], {}, { cwd, input: 'nonsense\nvite\nmine\n' });
    assert.equal(status, 0);
    for (const name of NAMES) assert.match(out, new RegExp(`^ {2}${name} `, 'm'));
    assert.match(out, /one of node, vite/);
    assert.ok(existsSync(join(cwd, 'mine/vite.config.js')));
  });

  test('asks only for what is not given, and an empty answer is the one in brackets', async () => {
    const cwd = newFolder();
    const { status, out } = await run(['init', 'deno'], {}, { cwd, input: '\n' });
    assert.equal(status, 0);
    assert.doesNotMatch(out, /Which one/);
    assert.ok(existsSync(join(cwd, '.env')));
  });

  for (const input of ['', 'node\n', 'nonsense\n']) {
    test(`writes nothing when nobody answers: ${JSON.stringify(input)}`, async () => {
      const cwd = newFolder();
      const { status, error } = await run(['init'], {}, { cwd, input });
      assert.equal(status, 2);
      assert.match(error, /nobody answers; pass a template and --dir, or --yes\n$/);
      assert.deepEqual(readdirSync(cwd), []);
    });
  }

  test('writes over nothing: names every file in the way, a broken link too, and writes no other', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'package.json'), '{"mine":1}');
    symlinkSync(join(folder, 'nowhere'), join(folder, '.env'));
    writeFileSync(join(folder, 'README.md'), 'not in the way');
    const { status, out, error } = await run(['init', 'node', '--dir', folder]);
    assert.equal(status, 1);
    assert.equal(out, '');
    assert.match(error, /nothing was written.*:\n {2}\.env\n {2}package\.json\n$/);
    assert.equal(readFileSync(join(folder, 'package.json'), 'utf8'), '{"mine":1}');
    assert.deepEqual(readdirSync(folder).sort(), ['.env', 'README.md', 'package.json']);
  });

  for (const name of NAMES) {
    test(`${name}: the secrets are readable for their owner alone, whatever the umask`, async () => {
      for (const mask of [0o000, 0o022]) {
        const folder = newFolder();
        const before = process.umask(mask); // a child process inherits them
        const ended = run(['init', name, '--dir', folder]);
        process.umask(before);
        assert.equal((await ended).status, 0);
        const { secrets } = TEMPLATES[name];
        for (const entry of list(folder)) {
          const { mode } = statSync(join(entry.parentPath ?? entry.path, entry.name));
          const expected = entry.name === secrets ? 0o600 : 0o666 & ~mask;
          assert.equal((mode & 0o777).toString(8), expected.toString(8), entry.name);
        }
      }
    });
  }

  /** @type {[string, (folder: string, elsewhere: string) => string[]][]} */
  const links = [
    [
      'the folder itself, by its relative name',
      (folder, elsewhere) => {
        symlinkSync(elsewhere, join(folder, 'link'));
        return ['--dir', 'link'];
      },
    ],
    [
      'the folder itself, with a slash at its end',
      (folder, elsewhere) => {
        symlinkSync(elsewhere, join(folder, 'link'));
        return ['--dir', `${join(folder, 'link')}/`];
      },
    ],
    [
      'the folder itself, leading nowhere',
      (folder) => {
        symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
        return ['--dir', 'link'];
      },
    ],
    [
      'a folder above it',
      (folder, elsewhere) => {
        symlinkSync(elsewhere, join(folder, 'link'));
        return ['--dir', join(folder, 'link/a/site')];
      },
    ],
    [
      'a folder in it',
      (folder, elsewhere) => {
        symlinkSync(elsewhere, join(folder, 'api'));
        return ['--dir', '.'];
      },
    ],
  ];
  for (const [what, make] of links) {
    test(`writes through no symbolic link: ${what}`, async () => {
      const [folder, elsewhere] = [newFolder(), newFolder()];
      const args = make(folder, elsewhere);
      const before = readdirSync(folder);
      const { status, out, error } = await run(['init', 'vercel', ...args], {}, { cwd: folder });
      assert.equal(status, 1);
      assert.equal(out, '');
      assert.match(error, /nothing was written: \S+\/(link|api) is a symbolic link; [^\n]+\n$/);
      assert.deepEqual(readdirSync(elsewhere), []);
      assert.deepEqual(readdirSync(folder), before);
    });
  }

  test('a folder that is a file', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const { status, error } = await run(['init', 'node', '--dir', file]);
    assert.equal(status, 1);
    assert.match(error, /^tailchat-login: nothing was written: [^\n]*ENOTDIR[^\n]*\n$/);
  });

  test('a failure in the middle takes away what was written before', () => {
    const folder = newFolder();
    const files = new Map([
      ['a.txt', 'a'],
      ['sub/b.txt', 'b'],
      ['a.txt/c.txt', 'c'],
    ]);
    assert.throws(() => writeFiles(folder, files));
    assert.deepEqual(readdirSync(folder), []);
  });

  test('a file that comes in the meantime is kept', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'b.txt'), 'mine');
    const files = new Map([
      ['a.txt', 'a'],
      ['b.txt', 'b'],
    ]);
    assert.throws(() => writeFiles(folder, files), { code: 'EEXIST' });
    assert.deepEqual(readdirSync(folder), ['b.txt']);
    assert.equal(readFileSync(join(folder, 'b.txt'), 'utf8'), 'mine');
  });

  for (const args of [
    ['bogus'],
    ['constructor'],
    ['node', 'vite'],
    ['node', '--yes', '--package', 'missing.tgz'],
    ['node', '--yes', '--package', '.'],
    ['node', '--bogus'],
    ['node', '--dir'],
  ]) {
    test(`refuses ${args.join(' ')} with status 2`, async () => {
      const cwd = newFolder();
      const { status, out, error } = await run(['init', ...args], {}, { cwd });
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.doesNotMatch(error, /\n +at /);
      assert.deepEqual(readdirSync(cwd), []);
    });
  }
});

test('a placeholder without a value is an error, not text in a file', () => {
  assert.throws(() => makeFiles('node', {}), /no value for/);
});

test('the page shows a nickname as text', async () => {
  const { renderHome } = await import('../../../templates/server/page.js');
  const html = renderHome({ nickname: '<img src=x onerror=alert(1)>&"\'', discriminator: '<b>' });
  assert.doesNotMatch(html, /<img|<b>/);
  assert.match(html, /&lt;img src=x onerror=alert\(1\)&gt;&amp;&quot;&#39;#&lt;b&gt;/);
  assert.match(renderHome(null), /Nobody is logged in/);
});
