import { connect } from 'node:tls';

/**
 * A server that sends only its own certificate gives the same error for a private CA and for missing intermediate
 * certificates. The certificate itself tells them apart: one of a public CA names the address of its issuer's certificate
 * (Authority Information Access), and one of a private CA seldom does.
 *
 * @typedef {object} Presented
 * @property {number} sent how many certificates came
 * @property {boolean} namesIssuer
 */

/** The system's codes for a certificate that nobody trusted signed. */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** @param {string} reason the system's code */
export const isUntrusted = (reason) => UNTRUSTED.has(reason);

/**
 * @param {string} reason one of those
 * @param {string} url
 * @param {number} deadline
 * @param {import('../texts/doctor_en.js').DoctorTexts['reachable']} say
 * @param {string | undefined} extra NODE_EXTRA_CA_CERTS
 * @returns {Promise<{ why: string, advice: string }>}
 */
export async function explainCertificate(
  reason,
  url,
  deadline,
  say,
  extra = process.env.NODE_EXTRA_CA_CERTS,
) {
  if (reason === 'DEPTH_ZERO_SELF_SIGNED_CERT') return { why: say.selfSigned, advice: say.adviceSelfSigned };
  const byPrivateCa = { why: say.privateCa, advice: say.advicePrivateCa };
  const { sent, namesIssuer } = await present(url, deadline);
  const alone = reason === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' || sent === 1;
  if (!alone) return byPrivateCa;
  if (namesIssuer) return { why: say.shortChain, advice: say.adviceShortChain };
  return extra ? { why: say.either, advice: say.adviceEither } : byPrivateCa;
}

/**
 * Reads the certificates that the server sends. It sends nothing itself.
 *
 * @param {string} url
 * @param {number} deadline
 * @returns {Promise<Presented>}
 */
function present(url, deadline) {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const nothing = { sent: 0, namesIssuer: false };
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      servername: /[^\d.]/.test(host) && !host.includes(':') ? host : undefined,
      rejectUnauthorized: false, // only to read it: nothing is sent
    });
    const end = (/** @type {Presented} */ presented) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(presented);
    };
    const timer = setTimeout(() => end(nothing), deadline);
    socket.on('error', () => end(nothing));
    socket.on('secureConnect', () => {
      const leaf = socket.getPeerCertificate(true);
      end({ sent: countSent(leaf), namesIssuer: /CA Issuers/i.test(JSON.stringify(leaf.infoAccess ?? {})) });
    });
  });
}

/** @param {import('node:tls').DetailedPeerCertificate | undefined} certificate */
function countSent(certificate) {
  const seen = new Set();
  for (let at = certificate; at?.fingerprint256 && !seen.has(at.fingerprint256); at = at.issuerCertificate) {
    seen.add(at.fingerprint256);
  }
  return seen.size;
}
