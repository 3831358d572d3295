// Runs the test of docs/testing.md in Vitest and in Jest, which are installed for the row.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installProject } from '../project.js';
import { createSuite } from '../suite.js';

/** @typedef {import('../everywhere.js').Context} Context */

const DOCUMENT = new URL('../../../docs/testing.md', import.meta.url);

/** The first program of the document, with the functions of another test runner. @param {string} runner */
async function readTest(runner) {
  const [, program] = /^```js\n([\s\S]*?)^```$/m.exec(await readFile(DOCUMENT, 'utf8')) ?? [];
  const line = "import { after, before, test } from 'node:test';";
  if (!program?.includes(line)) throw new Error('docs/testing.md has no test for Node first');
  return program.replace(line, `import { afterAll as after, beforeAll as before, test } from '${runner}';`);
}

const WORKER = `import { createLogin } from 'tailchat-login/worker';
  const login = createLogin();
  export default { fetch: (request, env, ctx) => login.fetch(request, env, ctx) };`;

const IN_WORKERD = `import { expect, test } from 'vitest';
  import { createLogin } from 'tailchat-login/worker';
  const login = createLogin({ apiUrl: 'https://chat.example', clientId: 'tc_test', clientSecret: 'not-a-secret',
    baseUrl: 'https://site.example', sessionKeys: 'A'.repeat(42) + 'E' });
  test('a login begins', async () => {
    const response = await login.fetch(new Request('https://site.example/auth/login'));
    expect(response.headers.get('location')).toMatch(/^https:..chat.example.open.auth/);
    expect(navigator.userAgent).toBe('Cloudflare-Workers');
  });`;

const OF_BUTTON = `import { expect, test, vi } from 'vitest';
  import 'tailchat-login/button';
  test('the button offers a login', async () => {
    vi.stubGlobal('fetch', async () => Response.json(null));
    document.body.innerHTML = '<tailchat-login></tailchat-login>';
    const button = document.querySelector('tailchat-login');
    await vi.waitFor(() => expect(button.shadowRoot.textContent).toMatch(/Log in with Tailchat/));
  });`;

const VITEST = `import { cloudflareTest } from '@cloudflare/vitest-plugin';
  import { playwright } from '@vitest/browser-playwright';
  import { defineConfig } from 'vitest/config';
  const launchOptions = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] };
  const miniflare = { compatibilityDate: '2026-01-01' };
  const browser = { enabled: true, headless: true, provider: playwright({ launchOptions }),
    instances: [{ browser: 'chromium' }] };
  export default defineConfig({ test: { projects: [
    { test: { name: 'node', include: ['node/*.test.js'], environment: 'node' } },
    { test: { name: 'jsdom', include: ['page/*.test.js'], environment: 'jsdom' } },
    { test: { name: 'browser', include: ['page/*.test.js'], browser } },
    { test: { name: 'workerd', include: ['workerd/*.test.js'] }, resolve: { conditions: ['wintercg'] },
      plugins: [cloudflareTest({ main: './worker.js', miniflare })] },
  ] } });`;

/** @param {Context} context */
async function runVitest(context) {
  const dependencies = {
    '@cloudflare/vitest-plugin': '1.5.0',
    '@vitest/browser-playwright': '5.1.2',
    jsdom: '31.0.1',
    'oidc-provider': '^7',
    'playwright-core': '1.65.1',
    vitest: '5.1.2',
  };
  const cwd = await installProject(context, dependencies, {
    'node/login.test.js': await readTest('vitest'),
    'page/button.test.js': OF_BUTTON,
    'vitest.config.mjs': VITEST,
    'worker.js': WORKER,
    'workerd/login.test.js': IN_WORKERD,
  });
  const suite = createSuite();
  for (const project of ['node', 'jsdom', 'browser', 'workerd'])
    await suite.test(`its project ${project} passes`, () =>
      context.run(context.node, [join(cwd, 'node_modules/vitest/vitest.mjs'), 'run', '--project', project], {
        cwd,
      }),
    );
  return { version: dependencies.vitest, ...suite.outcome() };
}

/** @param {Context} context */
async function runJest(context) {
  const [, documented] = /^```js\n\/\/ jest\.config\.cjs\n([\s\S]*?)^```$/m.exec(
    await readFile(DOCUMENT, 'utf8'),
  ) ?? ['', ''];
  const dependencies = {
    '@babel/core': '^8',
    '@babel/preset-env': '^8',
    'babel-jest': '30.5.2',
    jest: '30.5.2',
    'oidc-provider': '^7',
  };
  const cwd = await installProject(context, dependencies, {
    'babel.config.cjs':
      "module.exports = { presets: [['@babel/preset-env', { targets: { node: 'current' } }]] };",
    'jest.config.cjs': documented,
    'login.test.js': await readTest('@jest/globals'),
    'modules/jest.config.json': '{"testEnvironment":"node","transform":{}}',
    'modules/login.test.js': await readTest('@jest/globals'),
    'modules/package.json': '{"type":"module"}',
  });
  const suite = createSuite();
  // The oldest Node cannot `require` an ES module.
  const jest = (/** @type {string[]} */ ...args) =>
    context.run(context.find('node20/bin/node'), [...args], { cwd });
  const program = join(cwd, 'node_modules/jest/bin/jest.js');
  await suite.test('the test passes as CommonJS, made by Babel', () => jest(program, './login.test.js'));
  await suite.test('the test passes as a module', () =>
    jest('--experimental-vm-modules', program, '--config', 'modules/jest.config.json'),
  );
  return { version: dependencies.jest, ...suite.outcome() };
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  {
    name: 'runner-vitest',
    kind: 'example',
    title: 'Vitest',
    packages: ['browser'],
    heavy: true,
    run: runVitest,
  },
  { name: 'runner-jest', kind: 'example', title: 'Jest', heavy: true, run: runJest },
];
