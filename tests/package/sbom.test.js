import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeSbom } from '../../scripts/sbom.js';
import { root } from '../../scripts/setup/process.js';

const sbom = makeSbom();
const { version, dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
/** @type {Map<string, any>} */
const parts = new Map(sbom.components.map((/** @type {any} */ part) => [part.name, part]));

test('it is CycloneDX of this version, under the package’s own name', () => {
  assert.equal(sbom.bomFormat, 'CycloneDX');
  assert.deepEqual(
    [sbom.metadata.component.name, sbom.metadata.component.version],
    ['tailchat-login', version],
  );
});

test('it has what is installed with the package and what is compiled into it, and nothing of its development', () => {
  const expected = [...Object.keys(dependencies), 'boost', 'nlohmann_json', 'emscripten'];
  for (const name of expected) assert.ok(parts.has(name), name);
  for (const name of Object.keys(devDependencies)) assert.ok(!parts.has(name), name);
});

test('the version of what is compiled in is that of the headers, and each part has a licence', () => {
  const include = join(root, '.deps/include');
  const boost = /BOOST_LIB_VERSION "([\d_]+)"/
    .exec(readFileSync(join(include, 'boost/version.hpp'), 'utf8'))?.[1]
    .replace('_', '.');
  assert.equal(parts.get('boost').version, `${boost}.0`);
  const abi = join(include, 'nlohmann/detail/abi_macros.hpp');
  const json = readFileSync(existsSync(abi) ? abi : join(include, 'nlohmann/json.hpp'), 'utf8');
  const numbers = ['MAJOR', 'MINOR', 'PATCH'].map(
    (name) => new RegExp(`NLOHMANN_JSON_VERSION_${name} (\\d+)`).exec(json)?.[1],
  );
  assert.equal(parts.get('nlohmann_json').version, numbers.join('.'));
  for (const part of sbom.components) assert.ok(part.licenses?.length, part.name);
});

test('every part is in the graph, and the package depends on what is compiled in', () => {
  const graph = new Map(sbom.dependencies.map((/** @type {any} */ { ref, dependsOn }) => [ref, dependsOn]));
  for (const part of sbom.components) assert.ok(graph.has(part['bom-ref']), part.name);
  const own = graph.get(sbom.metadata.component['bom-ref']);
  for (const name of ['boost', 'nlohmann_json', 'emscripten'])
    assert.ok(own.includes(parts.get(name)['bom-ref']));
});
