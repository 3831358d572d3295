// Checks the paths of nginx.conf and the Caddyfile that end a login at Tailchat, unchanged: with TLS, for localhost.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../../support/browser.js';
import {
  ask,
  checkAccountSwitch,
  checkCase,
  gatewayCases,
  startBehind,
} from '../../support/account_switch.js';
import { makeCertificate } from '../../support/certificates.js';
import { findPort } from '../ports.js';

/**
 * @param {import('../everywhere.js').Context} context
 * @param {import('../suite.js').Suite} suite
 * @param {string} name
 * @param {(gateway: { chat: number, site: number, open: string, key: string, certificate: string, rename: (text: string) => string }) => Promise<unknown>} startGateway
 */
export async function checkLeaving(context, suite, name, startGateway) {
  const [chat, site] = [await findPort(), await findPort()];
  const origin = `https://localhost:${chat}`;
  const tailchat = await startBehind(origin);
  const folder = await context.makeFolder();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const made = makeCertificate();
  await writeFile(key, made.key);
  await writeFile(certificate, made.cert);
  // The list has two addresses, which differ although the host is the same.
  const rename = (/** @type {string} */ text) =>
    text
      .replaceAll('https://app.example/', `${origin}/site`)
      .replaceAll('https://chat.example/', `${origin}/chat`);
  try {
    await startGateway({ chat, site, open: new URL(tailchat.url).host, key, certificate, rename });
    const list = { first: `${origin}/site`, other: `${origin}/chat`, name: 'chat.example' };
    for (const one of gatewayCases(`localhost:${chat}`, list)) {
      const [what, method, path, headers] = one;
      await suite.test(`${name} ends a login at Tailchat: ${what}`, async () =>
        checkCase(await ask(`${origin}${path}`, method, headers), one),
      );
    }
    const browser = await launchBrowser();
    try {
      await suite.test(`another account at Tailchat through ${name}`, () =>
        checkAccountSwitch(browser, origin, tailchat, list.first),
      );
    } finally {
      await browser.close();
    }
  } finally {
    await tailchat.close();
  }
}
