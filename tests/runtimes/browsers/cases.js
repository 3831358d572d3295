// The test cases for every browser.
import assert from 'node:assert/strict';
import { checkVectors, USER } from '../server_cases.js';
import { createSuite } from '../suite.js';
import { alice } from '../tailchat.js';
import { OPERATIONS, POLICY, startSite } from './site.js';

/**
 * A browser with one tab. Each function waits until the needed element exists.
 *
 * @typedef {object} Browser
 * @property {string} version
 * @property {(url: string) => Promise<unknown>} open
 * @property {() => Promise<string>} address
 * @property {(selector: string) => Promise<unknown>} click
 * @property {(selector: string, text: string) => Promise<unknown>} fill
 * @property {(selector: string) => Promise<string>} read returns the text of an element, as soon as it has one
 * @property {() => Promise<Uint8Array>} screenshot as a PNG
 */

/** Goes through Tailchat's two pages. @param {Browser} browser */
async function logInAtTailchat({ fill, click }) {
  await fill('[name=email]', alice.email);
  await fill('[name=password]', alice.password);
  await click('form[action$="/login"] button');
  await click('form[action$="/confirm"] button');
}

/**
 * @param {import('../everywhere.js').Context} context
 * @param {Browser} browser
 * @returns {Promise<import('../everywhere.js').Outcome>}
 */
export async function checkBrowser(context, browser) {
  const suite = createSuite();
  const who = async () => JSON.parse(await browser.read('#who'));

  const vectors = await startSite(context);
  await browser.open(vectors.url);
  await browser.click('#vectors');
  const outcomes = JSON.parse(await browser.read('#outcomes'));
  await checkVectors(suite, async ({ operation }) => outcomes[operation], OPERATIONS);

  await suite.test('a login that the worker starts, a reload, a logout', async () => {
    const { url, tailchat } = await startSite(context);
    await browser.open(`${url}/?here`);
    assert.equal(await who(), null);
    await browser.click('#login');
    await logInAtTailchat(browser);
    assert.deepEqual(await who(), USER);
    assert.equal(await browser.address(), `${url}/?here`);
    await browser.open(`${url}/`);
    assert.deepEqual(await who(), USER);
    await browser.click('#logout');
    assert.equal(await who(), null);
    assert.equal(tailchat.countRedeemed(), 1);
  });

  await suite.test('a login that the page starts, and a reload', async () => {
    const { url, tailchat } = await startSite(context);
    await browser.open(url);
    assert.equal(await who(), null);
    await browser.click('#start');
    await logInAtTailchat(browser);
    assert.deepEqual(await who(), { user: USER, returnTo: '/inbox' });
    assert.equal(await browser.address(), `${url}/`);
    await browser.open(`${url}/?again`);
    assert.deepEqual(await who(), USER);
    assert.equal(tailchat.countRedeemed(), 1);
  });

  await suite.test('a login whose navigations a network-first service worker passes on', async () => {
    const { url, asked } = await startSite(context);
    await browser.open(url);
    assert.equal(await who(), null);
    await browser.click('#worker');
    assert.equal(await browser.read('#outcomes'), '"controlled"');
    await browser.open(`${url}/?here`);
    assert.equal(await who(), null);
    await browser.click('#login');
    await logInAtTailchat(browser);
    assert.deepEqual(await who(), USER);
    assert.equal(await browser.address(), `${url}/?here`);
    const steps = asked.filter(({ path }) => path !== '/auth/session');
    assert.deepEqual(
      steps.map(({ path, status }) => [path, status]),
      [
        ['/auth/login', 302],
        ['/auth/callback', 302],
      ],
    );
  });

  await suite.test('a page whose policy allows no WebAssembly is told so', async () => {
    const { url } = await startSite(context, POLICY.replace(" 'wasm-unsafe-eval'", ''));
    await browser.open(url);
    assert.equal(await who(), null);
    await browser.click('#start');
    assert.equal(await browser.read('#error'), 'wasm_unavailable');
  });
  return { version: browser.version, ...suite.outcome() };
}
