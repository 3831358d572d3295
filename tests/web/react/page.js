// Makes a page with React for the browser. React's own files are CommonJS, which a browser cannot load.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The names that React's files import, and the paths of those files. @type {Record<string, string>} */
const MODULES = {
  react: 'react/cjs/react.development.js',
  scheduler: 'scheduler/cjs/scheduler.development.js',
  'react-dom': 'react-dom/cjs/react-dom.development.js',
  'react-dom/client': 'react-dom/cjs/react-dom-client.development.js',
};

/** @param {string} file below node_modules */
function readModule(file) {
  const [name] = file.split('/');
  return readFileSync(
    join(dirname(require.resolve(`${name}/package.json`)), file.slice(name.length)),
    'utf8',
  );
}

/** All files in one script, whose default export is `require`. */
const bundle = `
const process = { env: { NODE_ENV: 'development' } };
const makers = {
${Object.entries(MODULES)
  .map(([name, file]) => `'${name}'(module, exports, require) {\n${readModule(file)}\n}`)
  .join(',\n')}
};
const made = {};
export default function require(name) {
  if (!made[name]) {
    made[name] = { exports: {} };
    makers[name](made[name], made[name].exports, require);
  }
  return made[name].exports;
}
`;

/** @param {string} name @param {string[]} names the imported names */
const facade = (name, names) =>
  `import require from '/react-all.js';\nexport const { ${names.join(', ')} } = require('${name}');\n`;

const IMPORTS = {
  react: '/react.js',
  'react-dom/client': '/react-dom.js',
  'tailchat-login/react': '/tailchat-login/web/react/index.js',
};

/** @param {string} html the server's rendering, or empty @param {string} script */
const pageWith = (html, script) => `<!doctype html>
<html lang="en">
  <link rel="icon" href="/icon.svg">
  <script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
  <div id="root">${html}</div>
  <script type="module">
    import { createElement } from 'react';
    import { createRoot, hydrateRoot } from 'react-dom/client';
    import { App, said } from '/components.js';
    const root = document.getElementById('root');
    globalThis.said = said;
    globalThis.changes = [];
    new MutationObserver((list) => changes.push(...list.map(({ type }) => type)))
      .observe(root, { subtree: true, childList: true, characterData: true });
    ${script}
  </script>
</html>`;

const HOOKS = ['createElement', 'StrictMode', 'useCallback', 'useMemo', 'useState', 'useSyncExternalStore'];

/**
 * The files of the pages /react.html and, for each of `rendered`, /NAME.html.
 *
 * @param {Record<string, { html: string, props: object }>} rendered
 */
export const reactFiles = (rendered) => ({
  'components.js': readFileSync(new URL('components.js', import.meta.url), 'utf8'),
  'react-all.js': bundle,
  'react.js': facade('react', HOOKS),
  'react-dom.js': facade('react-dom/client', ['createRoot', 'hydrateRoot']),
  'react.html': pageWith('', 'createRoot(root).render(createElement(App));'),
  'react-button.html': pageWith(
    '',
    "createRoot(root).render(createElement(App)); await import('/tailchat-login/web/button/index.js'); document.body.append(document.createElement('tailchat-login'));",
  ),
  ...Object.fromEntries(
    Object.entries(rendered).map(([name, { html, props }]) => [
      `${name}.html`,
      pageWith(html, `hydrateRoot(root, createElement(App, ${JSON.stringify(props)}));`),
    ]),
  ),
});
