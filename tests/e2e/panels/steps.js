// Steps that several cases share.
import { alice } from '../../support/example.js';

/**
 * @typedef {import('./scene.js').Panels} Scene
 * @typedef {import('./browsers.js').Browser} Browser
 */

/** Selectors in the page that asks for a login, and in the pages of the site. */
export const BUTTON = '#login';
export const WHO = '#who';

/** @param {{ _id: string }} user @param {string} [before] */
export const isUser = ({ _id }, before = '') => new RegExp(`^${before}${_id}$`);

/** Goes through Tailchat's two pages. @param {import('./browsers.js').Tab} tab @param {any} [user] */
export async function logIn(tab, user = alice) {
  await tab.fill('[name=email]', user.email);
  await tab.fill('[name=password]', user.password);
  await tab.click('form[action$="/login"] button');
  await tab.click('form[action$="/confirm"] button');
}

/** Logs in by the button of a panel. @param {Browser} browser @param {number} [at] @param {any} [user] */
export async function logInByPopup(browser, at = 0, user = alice) {
  const popup = await browser.popup(() => browser.panel(at).click(BUTTON));
  await logIn(popup, user);
  await popup.closed();
}

/** Opens the panel of a group for the first time, and logs in there. @param {Scene} scene @param {Browser} browser */
export async function enter(scene, browser, { site = scene.base, user = /** @type {any} */ (alice) } = {}) {
  await browser.open(scene.groupOf(`${site}/private`));
  await browser.panel(0).see(BUTTON, /Tailchat/);
  await logInByPopup(browser, 0, user);
  await browser.panel(0).see(WHO, isUser(user));
}

/** How often a path was asked for. @param {Scene} scene @param {RegExp} path */
export const count = ({ asked }, path) => asked.filter((one) => path.test(one.path)).length;
