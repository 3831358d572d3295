// A certificate authority with an intermediate one, both thrown away: what servers send of it is the test's to say.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @param {{ namesIssuer?: boolean }} [options] whether the server's certificate says where its issuer's is to be had */
export function makeAuthority({ namesIssuer = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  const at = (/** @type {string} */ name) => join(folder, name);
  const openssl = (/** @type {string[]} */ ...args) => execFileSync('openssl', args, { stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const ca = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];

  /** @param {string} name @param {string} issuer @param {string[]} extensions */
  function sign(name, issuer, extensions) {
    const [request, file] = [at(`${name}.csr`), at(`${name}.ext`)];
    openssl('req', '-new', ...key, '-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', request);
    writeFileSync(file, extensions.join('\n'));
    const by = ['-CA', at(`${issuer}.pem`), '-CAkey', at(`${issuer}.key`), '-CAcreateserial', '-days', '1'];
    openssl('x509', '-req', '-in', request, ...by, '-extfile', file, '-out', at(`${name}.pem`));
  }

  try {
    const root = ['-subj', '/CN=root', '-days', '1', '-addext', ca[1], '-keyout', at('root.key')];
    openssl('req', '-x509', ...key, ...root, '-out', at('root.pem'));
    sign('intermediate', 'root', ca);
    const access = namesIssuer ? ['authorityInfoAccess=caIssuers;URI:http://ca.example/ca.der'] : [];
    sign('localhost', 'intermediate', ['subjectAltName=DNS:localhost', ...access]);
    sign('direct', 'root', ['subjectAltName=DNS:localhost', ...access]);
    const read = (/** @type {string} */ name) => readFileSync(at(name), 'utf8');
    return {
      root: read('root.pem'),
      intermediate: read('intermediate.pem'),
      /** By the intermediate authority. */
      leaf: { key: read('localhost.key'), cert: read('localhost.pem') },
      /** By the root itself. */
      direct: { key: read('direct.key'), cert: read('direct.pem') },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
