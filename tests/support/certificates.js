// Certificates for one test: openssl creates them in a folder that is deleted afterwards.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const CA = ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'];
const NAMES = 'subjectAltName=DNS:localhost';

/** @template T @param {(at: (name: string) => string) => T} make creates files in a folder, and returns what it reads from them */
function inFolder(make) {
  const folder = mkdtempSync(join(tmpdir(), 'tailchat-login-'));
  try {
    return make((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param {string[]} args */
const openssl = (...args) => execFileSync('openssl', args, { stdio: 'ignore' });

/** Creates a self-signed certificate, valid for a day. @param {string} name @param {string} extension @param {string} key @param {string} cert */
const signItself = (name, extension, key, cert) =>
  openssl(
    ...['req', '-x509', ...NEW_KEY, '-days', '1', '-subj', `/CN=${name}`],
    ...['-addext', extension, '-keyout', key, '-out', cert],
  );

/** A self-signed certificate for localhost. */
export const makeCertificate = () =>
  inFolder((at) => {
    signItself('localhost', NAMES, at('key'), at('cert'));
    return { key: readFileSync(at('key'), 'utf8'), cert: readFileSync(at('cert'), 'utf8') };
  });

/**
 * A certificate authority with an intermediate one. The test chooses the certificates that a server sends.
 *
 * @param {{ namesIssuer?: boolean }} [options] whether the server's certificate has the address of its issuer's
 */
export const makeAuthority = ({ namesIssuer = false } = {}) =>
  inFolder((at) => {
    /** @param {string} name @param {string} issuer @param {string[]} extensions */
    function sign(name, issuer, extensions) {
      const [request, file] = [at(`${name}.csr`), at(`${name}.ext`)];
      openssl(
        'req',
        '-new',
        ...NEW_KEY,
        '-subj',
        `/CN=${name}`,
        '-keyout',
        at(`${name}.key`),
        '-out',
        request,
      );
      writeFileSync(file, extensions.join('\n'));
      const by = ['-CA', at(`${issuer}.pem`), '-CAkey', at(`${issuer}.key`), '-CAcreateserial', '-days', '1'];
      openssl('x509', '-req', '-in', request, ...by, '-extfile', file, '-out', at(`${name}.pem`));
    }

    signItself('root', CA[1], at('root.key'), at('root.pem'));
    sign('intermediate', 'root', CA);
    const access = namesIssuer ? ['authorityInfoAccess=caIssuers;URI:http://ca.example/ca.der'] : [];
    sign('localhost', 'intermediate', [NAMES, ...access]);
    sign('direct', 'root', [NAMES, ...access]);
    const read = (/** @type {string} */ name) => readFileSync(at(name), 'utf8');
    return {
      root: read('root.pem'),
      intermediate: read('intermediate.pem'),
      /** The certificate that the intermediate authority signed. */
      leaf: { key: read('localhost.key'), cert: read('localhost.pem') },
      /** The certificate that the root signed. */
      direct: { key: read('direct.key'), cert: read('direct.pem') },
    };
  });
