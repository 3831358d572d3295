/** Turns a template into TypeScript. The scripts are valid in both languages. */

/** The settings for Vite, wrangler and tsx, which compile each file separately and without tsc. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    jsx: 'react-jsx',
    strict: true,
    allowJs: true,
    isolatedModules: true,
    noEmit: true,
    skipLibCheck: true,
  },
};

/** @param {string} path @param {boolean} typescript */
const renameScript = (path, typescript) => (typescript ? path.replace(/\.js(x?)$/, '.ts$1') : path);

/**
 * @param {Map<string, string>} files by their paths, with the names that JavaScript has
 * @param {import('./templates.js').TypeScript} typescript
 * @param {(path: string) => boolean} isOwn whether a file belongs to the template alone; shared files stay unchanged
 */
export function toTypeScript(files, { packages, scripts, types = {} }, isOwn) {
  /** @type {Map<string, string>} */
  const written = new Map([['tsconfig.json', `${JSON.stringify(TSCONFIG, null, 2)}\n`]]);
  for (const [path, text] of files) {
    const [plain, typed] = types[path] ?? ['', ''];
    const content =
      path === 'package.json' ? addPackages(text, packages, scripts) : text.replace(plain, typed);
    written.set(renameScript(path, isOwn(path)), content);
  }
  return written;
}

/**
 * @param {string} manifest
 * @param {Readonly<Record<string, string>>} packages
 * @param {Readonly<Record<string, string>>} [scripts]
 */
function addPackages(manifest, packages, scripts) {
  const known = JSON.parse(manifest);
  const devDependencies = { ...known.devDependencies, ...packages };
  const sorted = Object.fromEntries(
    Object.entries(devDependencies).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  const added = { ...known.scripts, ...scripts, check: 'tsc' };
  return `${JSON.stringify({ ...known, scripts: added, devDependencies: sorted }, null, 2)}\n`;
}
