// What a person sees in the panels of a group. Every case has a browser of its own, with all third-party cookies blocked.
import assert from 'node:assert/strict';
import { alice, bob } from '../../support/example.js';

/**
 * @typedef {import('./scene.js').Panels} Scene
 * @typedef {import('./browsers.js').Browser} Browser
 */

/** Goes through Tailchat's two pages. @param {import('./browsers.js').Tab} tab @param {any} [user] */
async function logIn(tab, user = alice) {
  await tab.fill('[name=email]', user.email);
  await tab.fill('[name=password]', user.password);
  await tab.click('form[action$="/login"] button');
  await tab.click('form[action$="/confirm"] button');
}

const BUTTON = '#login';
const WHO = '#who';

/** Logs in by the button of a panel. @param {Browser} browser @param {number} [at] @param {any} [user] */
async function logInByPopup(browser, at = 0, user = alice) {
  const popup = await browser.popup(() => browser.panel(at).click(BUTTON));
  await logIn(popup, user);
  await popup.closed();
}

const count = (/** @type {Scene} */ { asked }, /** @type {RegExp} */ path) =>
  asked.filter((one) => path.test(one.path)).length;

/** @type {[string, (scene: Scene, browser: Browser) => Promise<unknown>][]} */
export const CASES = [
  [
    'E, D: a guarded page shows one button, its popup logs in, and the panel follows without a click',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await logInByPopup(browser);
      await browser.panel(0).see(WHO, new RegExp(alice._id));
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(WHO, new RegExp(alice._id));
      assert.equal(count(scene, /login\?.*popup=end/), 1);
    },
  ],
  [
    "C': who has logged in once opens the panel logged in without a click, after a reload and in another group too",
    async (scene, browser) => {
      await browser.open(`${scene.base}/auth/login?return_to=/private`);
      await logIn(browser.tab());
      await browser.tab().see(WHO, new RegExp(alice._id));
      for (const panels of [['/private'], ['/private?a', '/private?b'], ['/private?a']]) {
        await browser.open(scene.groupOf(...panels.map((path) => scene.base + path)));
        for (const at of panels.keys()) await browser.panel(at).see(WHO, new RegExp(alice._id));
      }
      assert.equal(count(scene, /popup/), 0);
    },
  ],
  [
    'A: a click on the login of a public page',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/`));
      await browser.panel(0).see(WHO, /nobody/);
      await browser.panel(0).click('a#login');
      await browser.panel(0).see(BUTTON, /with Tailchat/);
      await logInByPopup(browser);
      await browser.panel(0).see(WHO, new RegExp(alice._id));
    },
  ],
  [
    'two panels that open at once, and one login for both after a reload',
    async (scene, browser) => {
      const group = scene.groupOf(`${scene.base}/private?1`, `${scene.base}/private?2`);
      await browser.open(group);
      for (const at of [0, 1]) await browser.panel(at).see(BUTTON, /Tailchat/);
      await logInByPopup(browser, 1);
      await browser.panel(1).see(WHO, new RegExp(alice._id));
      await browser.open(group);
      for (const at of [0, 1]) await browser.panel(at).see(WHO, new RegExp(alice._id));
    },
  ],
  [
    'a logout ends the session of the panels, and nobody is logged in again without a click',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await logInByPopup(browser);
      await browser.panel(0).see(WHO, new RegExp(alice._id));
      const before = count(scene, /callback/);
      await browser.panel(0).click('#out');
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await browser.open(scene.groupOf(`${scene.base}/private`, `${scene.base}/button`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await browser.panel(1).see('#shown', /^out/);
      assert.equal(count(scene, /callback/), before);
      await browser.panel(0).click(BUTTON); // Tailchat still knows who it is, and the popup ends at once
      await browser.panel(0).see(WHO, new RegExp(alice._id));
      await browser.open(scene.groupOf(`${scene.base}/private`, `${scene.base}/button`));
      await browser.panel(0).see(WHO, new RegExp(alice._id));
      await browser.panel(1).see('#shown', new RegExp(`^in ${alice._id}`));
    },
  ],
  [
    'an expired session is replaced silently',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await logInByPopup(browser);
      await browser.panel(0).see(WHO, new RegExp(alice._id));
      const before = count(scene, /callback/);
      scene.clock.ahead = 30 * 86_400_000;
      await browser.open(scene.groupOf(`${scene.base}/private?later`));
      await browser.until(() => count(scene, /callback/) > before);
    },
  ],
  [
    'another user in the popup is the one in the panel',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await logInByPopup(browser, 0, bob);
      await browser.panel(0).see(WHO, new RegExp(bob._id));
    },
  ],
  [
    'a popup that is closed leaves the button, and nothing goes round in circles',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      const popup = await browser.popup(() => browser.panel(0).click(BUTTON));
      await popup.close();
      await browser.panel(0).see(BUTTON, /Tailchat/);
      assert.ok(count(scene, /login\?/) <= 8, `${count(scene, /login\?/)} logins`);
      await logInByPopup(browser);
      await browser.panel(0).see(WHO, new RegExp(alice._id));
    },
  ],
  [
    'a popup that the browser blocks becomes a link',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await browser.panel(0).run('window.open = () => null'); // a driver's click is never blocked
      await browser.panel(0).click(BUTTON);
      await browser.panel(0).see('#blocked:not([hidden]) a', /new tab/);
    },
  ],
  [
    'a frame of a foreign origin shows nothing, and no session comes to be there',
    async (scene, browser) => {
      await browser.open(`${scene.base}/auth/login?return_to=/private`);
      await logIn(browser.tab());
      await browser.tab().see(WHO, new RegExp(alice._id));
      const before = count(scene, /callback/);
      const panels = ['/private', '/auth/login?prompt=none&return_to=/'].map((path) => [
        'panel',
        scene.base + path,
      ]);
      const given = scene.asked.length;
      await browser.open(`${scene.evil}/group?${new URLSearchParams(panels)}`);
      await browser.until(
        () => scene.asked.slice(given).filter(({ host }) => /^site/.test(host)).length >= 2,
      );
      await browser.open(`${scene.base}/`);
      assert.equal(count(scene, /callback/), before);
      assert.equal(count(scene, /auth.login.*panel=/), 0);
    },
  ],
  [
    'another panel cannot act as the user: by a fetch, a form or a frame of its own',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await logInByPopup(browser);
      await browser.panel(0).see(WHO, new RegExp(alice._id));
      await browser.open(scene.groupOf(`${scene.base}/private`, `${scene.evil}/`));
      await browser.panel(0).see(WHO, new RegExp(alice._id));
      await browser.until(() =>
        ['GET /who', 'POST /who', 'POST /form'].every((one) =>
          scene.seen.some(({ method, path }) => `${method} ${path}` === one),
        ),
      );
      assert.deepEqual([...new Set(scene.seen.map(({ user }) => user))], [undefined]);
    },
  ],
];

/** The page's own button. @type {typeof CASES} */
export const BUTTON_CASES = [
  [
    'the button of a public page opens the window itself, and the panel follows',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/button`));
      // It asks silently first, and comes back with nobody.
      await browser.until(() => count(scene, /callback/) === 1);
      await browser.panel(0).see('#shown', /^out/);
      const popup = await browser.popup(() => browser.panel(0).click('tailchat-login'));
      await logIn(popup);
      await popup.closed();
      await browser.panel(0).see('#shown', new RegExp(`^in ${alice._id}`));
      assert.equal(count(scene, /asked=1/), 0, 'no page of ours was needed');
    },
  ],
  [
    'the button of a public page is logged in without a click for who has logged in once',
    async (scene, browser) => {
      await browser.open(`${scene.base}/auth/login?return_to=/private`);
      await logIn(browser.tab());
      await browser.tab().see(WHO, new RegExp(alice._id));
      await browser.open(scene.groupOf(`${scene.base}/button`));
      await browser.panel(0).see('#shown', new RegExp(`^in ${alice._id}`));
      assert.equal(count(scene, /popup/), 0);
    },
  ],
  [
    'the button of a public page stays where it is in a frame of another origin',
    async (scene, browser) => {
      await browser.open(`${scene.evil}/group?${new URLSearchParams([['panel', `${scene.base}/button`]])}`);
      await browser.panel(0).see('#shown', /^out/);
      assert.equal(count(scene, /login/), 0);
    },
  ],
];

/** A subdomain of Tailchat's domain: the frame is of the same site. @type {typeof CASES} */
export const NEAR_CASES = [
  [
    'B: on a subdomain the usual cookies do, and the panel and a tab are one session',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await logInByPopup(browser);
      await browser.panel(0).see(WHO, new RegExp(alice._id));
      await browser.open(`${scene.base}/private`);
      await browser.tab().see(WHO, new RegExp(alice._id));
    },
  ],
];
