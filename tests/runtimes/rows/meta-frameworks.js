// Recipes of docs/frameworks.md whose frameworks are installed only for the row. Each takes a minute, so they run only by
// name.
import { join } from 'node:path';
import { check, startNode } from '../frameworks/checks.js';
import { makeProject } from '../frameworks/recipe.js';

/** @typedef {import('../everywhere.js').Context} Context */

/**
 * @typedef {object} Framework
 * @property {string} heading of its recipe
 * @property {string} version in the table
 * @property {Record<string, string>} dependencies exact versions, as in package.json here
 * @property {Record<string, string>} files that the starter of the framework creates
 * @property {string[]} build a program of node_modules/.bin and its arguments
 * @property {string[]} serve a file of the project or of its node_modules, and its arguments
 * @property {string} [greeting] the page with the greeting, if not the first one
 */

/** @param {Framework} framework */
function runFramework({ heading, version, dependencies, files, build, serve, greeting }) {
  return async (/** @type {Context} */ context) => {
    const manifest = JSON.stringify({ private: true, type: 'module', dependencies });
    const folder = await makeProject(context, heading, { ...files, 'package.json': manifest });
    const env = { ASTRO_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', NITRO_PRESET: 'node-server' };
    const [program, ...args] = build;
    await context.run(context.node, [join(folder, 'node_modules', program), ...args], { cwd: folder, env });
    const tailchat = await context.startTailchat();
    const url = await startNode(context, folder, tailchat, serve);
    return check(url, tailchat, version, { greeting });
  };
}

/** @type {Framework} */
const REACT_ROUTER = {
  heading: 'React Router',
  version: '8.4.0',
  dependencies: {
    '@react-router/dev': '8.4.0',
    '@react-router/node': '8.4.0',
    '@react-router/serve': '8.4.0',
    isbot: '5.2.3',
    react: '19.3.1',
    'react-dom': '19.3.1',
    'react-router': '8.4.0',
    vite: '8.3.8',
  },
  files: {
    'vite.config.js': `import { reactRouter } from '@react-router/dev/vite';
      export default { plugins: [reactRouter()], logLevel: 'warn' };`,
    'app/root.jsx': `import { Outlet, Scripts } from 'react-router';
      export default () => <html lang="en"><body><Outlet /><Scripts /></body></html>;`,
  },
  build: ['@react-router/dev/bin.cjs', 'build'],
  serve: ['node_modules/@react-router/serve/bin.cjs', 'build/server/index.js'],
};

/** @type {Framework} */
const REACT_ROUTER_7 = {
  ...REACT_ROUTER,
  version: '7.18.4',
  build: ['@react-router/dev/bin.js', 'build'],
  serve: ['node_modules/@react-router/serve/bin.js', 'build/server/index.js'],
  dependencies: {
    ...REACT_ROUTER.dependencies,
    '@react-router/dev': '7.18.4',
    '@react-router/node': '7.18.4',
    '@react-router/serve': '7.18.4',
    'react-router': '7.18.4',
    vite: '7.3.8',
  },
};

/** @type {Framework} */
const TANSTACK_START = {
  heading: 'TanStack Start',
  version: '1.169.5',
  dependencies: {
    '@tanstack/react-router': '1.170.46',
    '@tanstack/react-start': '1.169.5',
    '@vitejs/plugin-react': '6.3.0',
    react: '19.3.1',
    'react-dom': '19.3.1',
    srvx: '1.0.8',
    vite: '8.3.8',
  },
  files: {
    'vite.config.js': `import { tanstackStart } from '@tanstack/react-start/plugin/vite';
      import react from '@vitejs/plugin-react';
      export default { plugins: [tanstackStart(), react()], logLevel: 'warn' };`,
    'src/router.jsx': `import { createRouter } from '@tanstack/react-router';
      import { routeTree } from './routeTree.gen';
      export const getRouter = () => createRouter({ routeTree });`,
    'src/routes/__root.jsx': `import { createRootRoute, Outlet, Scripts } from '@tanstack/react-router';
      export const Route = createRootRoute({
        component: () => <html lang="en"><body><Outlet /><Scripts /></body></html>,
      });`,
  },
  build: ['vite/bin/vite.js', 'build'],
  serve: ['node_modules/srvx/bin/srvx.mjs', '--prod', '-s', '../client', 'dist/server/server.js'],
};

/** @type {Framework} */
const ASTRO = {
  heading: 'Astro',
  version: '7.3.5',
  dependencies: { '@astrojs/node': '11.1.6', astro: '7.3.5' },
  files: {
    'astro.config.mjs': `import node from '@astrojs/node';
      export default { output: 'server', adapter: node({ mode: 'standalone' }) };`,
  },
  build: ['astro/bin/astro.mjs', 'build'],
  serve: ['dist/server/entry.mjs'],
};

/** @type {Framework} */
const SOLID_START = {
  heading: 'SolidStart',
  version: '2.0.5',
  dependencies: {
    '@solidjs/router': '0.16.3',
    '@solidjs/start': '2.0.5',
    nitro: '3.0.260903-beta',
    'solid-js': '1.9.20',
    vite: '8.3.8',
  },
  files: {
    'vite.config.js': `import { solidStart } from '@solidjs/start/config';
      import { nitro } from 'nitro/vite';
      export default { plugins: [solidStart({ middleware: './src/middleware.js' }), nitro()], logLevel: 'warn' };`,
    'src/app.jsx': `import { Router } from '@solidjs/router';
      import { FileRoutes } from '@solidjs/start/router';
      import { Suspense } from 'solid-js';
      export default () => (
        <Router root={(props) => <Suspense>{props.children}</Suspense>}><FileRoutes /></Router>
      );`,
    'src/entry-client.jsx': `import { mount, StartClient } from '@solidjs/start/client';
      mount(() => <StartClient />, document.getElementById('app'));`,
    'src/entry-server.jsx': `import { createHandler, StartServer } from '@solidjs/start/server';
      const page = ({ assets, children, scripts }) => (
        <html lang="en"><head>{assets}</head><body><div id="app">{children}</div>{scripts}</body></html>
      );
      export default createHandler(() => <StartServer document={page} />);`,
  },
  build: ['vite/bin/vite.js', 'build'],
  serve: ['.output/server/index.mjs'],
};

/** @type {Framework} */
const NUXT = {
  heading: 'Nuxt',
  version: '4.5.2',
  dependencies: { nuxt: '4.5.2' },
  files: { 'app/app.vue': '<template><p>The site</p></template>' },
  build: ['nuxt/bin/nuxt.mjs', 'build'],
  serve: ['.output/server/index.mjs'],
  greeting: '/api/me',
};

/** @param {string} name @param {Framework} framework @returns {import('../everywhere.js').Row} */
const row = (name, framework) => ({
  name: `framework-${name}`,
  kind: 'example',
  title: framework.heading,
  heavy: true,
  timeout: 900_000,
  run: runFramework(framework),
});

export const rows = [
  row('react-router', REACT_ROUTER),
  { ...row('react-router-7', REACT_ROUTER_7), title: 'React Router 7' },
  row('tanstack-start', TANSTACK_START),
  row('astro', ASTRO),
  row('solidstart', SOLID_START),
  { ...row('nuxt-4', NUXT), title: 'Nuxt 4' },
];
