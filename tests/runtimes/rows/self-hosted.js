// Checks the files of examples/self-hosted: with their own checkers where they have one, with a login through nginx and
// Caddy, and by running the commands of the Dockerfile without Docker.
import assert from 'node:assert/strict';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkWorker } from '../server_cases.js';
import { checkCaddy } from '../self-hosted/caddy.js';
import { readExample } from '../self-hosted/files.js';
import { checkHosts } from '../self-hosted/hosts.js';
import { checkNginx } from '../self-hosted/nginx.js';
import { createSuite } from '../suite.js';

/** @typedef {import('../everywhere.js').Context} Context */

const PORT = 8787;
const SITE = 'app.example';

/** Reads a command in JSON form from a Dockerfile. @param {string} text @param {string} instruction @returns {string[]} */
function readCommand(text, instruction) {
  const line = text.split('\n').find((one) => one.startsWith(instruction));
  return JSON.parse(line?.slice(line.indexOf('[')) ?? '[]');
}

/** Checks the unit with systemd. Its program is replaced, because it is not installed at the path in the unit. @param {Context} context */
async function checkUnit({ makeFolder, find, run }) {
  const text = await readExample('tailchat-login.service');
  const program = /^ExecStart=(\S+)\/node_modules\/(\S+) serve .*--port (\d+)$/m.exec(text);
  assert.deepEqual([program?.[2], program?.[3]], ['.bin/tailchat-login', String(PORT)]);
  const folder = await makeFolder();
  const unit = join(folder, 'tailchat-login.service');
  await writeFile(
    unit,
    text.replace(`${program?.[1]}/node_modules/.bin/tailchat-login`, find('.bin/tailchat-login')),
  );
  assert.equal(await run('systemd-analyze', ['verify', '--man=no', '--generators=no', unit]), '');
}

/** The names of the labels that Traefik reads. @param {any} service */
const labelsOf = (service) =>
  new Map(service.labels.map((/** @type {string} */ label) => label.split(/=(.*)/s)));

async function checkComposeFiles() {
  const { services: own } = parse(await readExample('compose.login.yaml'), { strict: true });
  const labels = labelsOf(own['tailchat-login']);
  assert.equal(labels.get('traefik.http.services.tailchat-login.loadbalancer.server.port'), String(PORT));
  assert.equal(labels.get('traefik.http.routers.tailchat-login.rule'), `Host(\`${SITE}\`)`);
  const paths = '(Path(`/open/logout`) || Path(`/open/session/end/confirm`))';
  assert.equal(labels.get('traefik.http.routers.tailchat-logout.rule'), `Host(\`chat.example\`) && ${paths}`);
  const discovery = '/.well-known/openid-configuration';
  assert.equal(
    labels.get('traefik.http.routers.tailchat-discovery.rule'),
    `Host(\`chat.example\`) && Path(\`${discovery}\`)`,
  );
  const middleware = labels.get('traefik.http.routers.tailchat-discovery.middlewares');
  assert.equal(labels.get(`traefik.http.middlewares.${middleware}.replacepath.path`), `/open${discovery}`);
  const toOpen = labels.get('traefik.http.routers.tailchat-discovery.service');
  for (const router of ['tailchat-login', 'tailchat-logout'])
    assert.equal(labels.get(`traefik.http.routers.${router}.service`), 'tailchat-login');
  const { command } = own['tailchat-login'];
  const dockerfile = readCommand(await readExample('Dockerfile'), 'CMD');
  assert.deepEqual(command.slice(0, -1).join('=').split('='), dockerfile);
  assert.equal(command.at(-1), `--after-tailchat-logout=https://${SITE}/,https://chat.example/`);

  const { services: simple } = parse(await readExample('compose.open.yaml'), { strict: true });
  const { environment } = simple.tailchat;
  const open = labelsOf(simple.tailchat);
  assert.equal(
    open.get(`traefik.http.services.${toOpen}.loadbalancer.server.port`),
    String(environment.OPENAPI_PORT),
  );
  assert.equal(environment.OPENAPI_UNDER_PROXY, 'true');
  assert.equal(open.get('traefik.http.routers.open.rule'), 'PathPrefix(`/open`)');
  assert.equal(
    open.get('traefik.http.services.open.loadbalancer.server.port'),
    String(environment.OPENAPI_PORT),
  );
}

/** Checks that the file of variables in the example has exactly the required variables. */
async function checkEnvironment(/** @type {Record<string, string>} */ environment) {
  const names = [...(await readExample('tailchat-login.env')).matchAll(/^(\w+)=/gm)].map(([, name]) => name);
  assert.deepEqual(names.sort(), Object.keys(environment).sort());
}

/** @param {Context} context @param {import('../suite.js').Suite} suite */
async function checkContainer(context, suite) {
  const dockerfile = await readExample('Dockerfile');
  const tailchat = await context.startTailchat();
  const env = tailchat.environment(`https://${SITE}`);
  await suite.test('tailchat-login.env has what is required, and nothing else', () => checkEnvironment(env));
  const cwd = await context.makeFolder();
  await symlink(context.find(''), join(cwd, 'node_modules'));
  const [program, ...args] = readCommand(dockerfile, 'CMD');
  assert.deepEqual(args.slice(-2), ['--port', String(PORT)]);
  const path = `${context.find('node24/bin')}:${process.env.PATH}`;

  // Unchanged, except that it uses a free port.
  const { says, stop, ended } = context.start(program, [...args.slice(0, -1), '0'], {
    cwd,
    env: { ...env, PATH: path },
  });
  const [, port] = await says(/listening on http:\S+:(\d+)/);
  await suite.test("the Dockerfile's health check finds a healthy server, and no other", async () => {
    const check = readCommand(dockerfile, 'HEALTHCHECK');
    const at = (/** @type {string} */ where) => check.map((word) => word.replace(`:${PORT}/`, `:${where}/`));
    const [node, ...words] = at(port);
    // Nothing listens on the proxy that the variables name, and the check must not use it.
    const proxied = { HTTP_PROXY: 'http://127.0.0.1:9', NODE_USE_ENV_PROXY: '1' };
    await context.run(context.find('node24/bin/node'), words, { env: proxied });
    await context.run(node, words);
    await assert.rejects(
      context.run(
        node,
        at(port)
          .slice(1)
          .map((word) => word.replace('healthz', 'nowhere')),
      ),
    );
  });
  await checkWorker(suite, `http://127.0.0.1:${port}`, tailchat, { baseUrl: `https://${SITE}` });
  await suite.test('it ends by itself when Docker stops it', async () => {
    await stop();
    assert.equal(await ended, 0);
  });
}

/** @type {import('../everywhere.js').Row[]} */
export const rows = [
  {
    name: 'self-hosted',
    kind: 'example',
    title: 'examples/self-hosted',
    packages: ['browser', 'systemd'],
    async run(context) {
      const suite = createSuite();
      await checkNginx(context, suite);
      await checkCaddy(context, suite);
      await checkHosts(context, suite);
      await suite.test('systemd takes the unit', () => checkUnit(context));
      await suite.test('the compose files route to where things listen', checkComposeFiles);
      await checkContainer(context, suite);
      return suite.outcome();
    },
  },
];
