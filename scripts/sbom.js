// `npm run sbom -- [FILE]`: lists the components of a release as CycloneDX. The list has npm's dependencies of the package,
// and the libraries that are compiled into the WebAssembly, which npm does not know.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { failure, isScript, root, runScript, say } from './setup/process.js';

/** The versions of Debian 12, which every build uses (scripts/setup/headers.js). THIRD-PARTY-NOTICES has the licences. */
const COMPILED = [
  { name: 'boost', version: '1.81.0', license: 'BSL-1.0', debian: 'libboost1.81-dev', source: 'boost1.81' },
  {
    name: 'nlohmann_json',
    version: '3.11.2',
    license: 'MIT',
    debian: 'nlohmann-json3-dev',
    source: 'nlohmann-json3',
  },
  // Its libc++, musl and start code.
  {
    name: 'emscripten',
    version: '3.1.6',
    license: 'MIT AND Apache-2.0 WITH LLVM-exception',
    debian: 'emscripten',
    source: 'emscripten',
  },
];

/** @param {typeof COMPILED[number]} part */
const describe = ({ name, version, license, debian, source }) => {
  const purl = `pkg:deb/debian/${debian}@${version}?distro=bookworm`;
  const licenses = license.includes(' ') ? [{ expression: license }] : [{ license: { id: license } }];
  const properties = [
    { name: 'tailchat-login:compiled-into', value: 'dist/core.wasm, dist/browser.wasm' },
    { name: 'tailchat-login:debian-source', value: source },
  ];
  return { 'bom-ref': purl, type: 'library', name, version, scope: 'required', licenses, purl, properties };
};

/**
 * npm's `--omit dev` also leaves out a dependency of the package that a development dependency uses too. The mark that
 * npm gives each component is right.
 * @param {any} sbom
 */
function leaveDevelopmentOut(sbom) {
  const isDevelopment = (/** @type {any} */ { properties = [] }) =>
    properties.some((/** @type {any} */ { name }) => name === 'cdx:npm:package:development');
  sbom.components = sbom.components.filter((/** @type {any} */ part) => !isDevelopment(part));
  const kept = new Set([sbom.metadata.component, ...sbom.components].map((part) => part['bom-ref']));
  sbom.dependencies = sbom.dependencies
    .filter((/** @type {any} */ { ref }) => kept.has(ref))
    .map((/** @type {any} */ { ref, dependsOn }) => ({
      ref,
      dependsOn: dependsOn.filter((/** @type {string} */ other) => kept.has(other)),
    }));
}

/** @returns {any} */
export function makeSbom() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'library', '--package-lock-only'];
  const sbom = JSON.parse(
    execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  leaveDevelopmentOut(sbom);
  const { name, version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  const self = sbom.metadata.component;
  // npm takes the folder's name.
  self.name = name;
  if (self.version !== version) throw failure(`package-lock.json says ${self.version}: run npm install`);
  const compiled = COMPILED.map(describe);
  const refs = compiled.map((part) => part['bom-ref']);
  sbom.components.push(...compiled);
  sbom.dependencies.find((/** @type {any} */ { ref }) => ref === self['bom-ref']).dependsOn.push(...refs);
  sbom.dependencies.push(...refs.map((ref) => ({ ref, dependsOn: [] })));
  return sbom;
}

if (isScript(import.meta.url))
  await runScript(async () => {
    const file = resolve(process.argv[2] ?? 'artifacts/sbom.cdx.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(makeSbom(), null, 2)}\n`);
    say(`wrote ${file}`);
  });
