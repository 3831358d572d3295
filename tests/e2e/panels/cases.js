// Checks what a person sees in the panels of a group if the browser blocks all third-party cookies.
import assert from 'node:assert/strict';
import { alice, bob } from '../../support/example.js';
import { BUTTON, count, enter, isUser, logIn, logInByPopup, WHO } from './steps.js';

/**
 * @typedef {import('./scene.js').Panels} Scene
 * @typedef {import('./browsers.js').Browser} Browser
 */

/** @type {[string, (scene: Scene, browser: Browser) => Promise<unknown>][]} */
const GUARDED = [
  [
    'E, D: a guarded page shows one button, its popup logs in, and the panel follows without a click',
    async (scene, browser) => {
      await enter(scene, browser);
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(WHO, isUser(alice));
      assert.equal(count(scene, /login\?.*popup=end/), 1);
    },
  ],
  [
    "C': who has logged in once opens the panel logged in without a click, after a reload and in another group too",
    async (scene, browser) => {
      await browser.open(`${scene.base}/auth/login?return_to=/private`);
      await logIn(browser.tab());
      await browser.tab().see(WHO, isUser(alice));
      for (const panels of [['/private'], ['/private?a', '/private?b'], ['/private?a']]) {
        await browser.open(scene.groupOf(...panels.map((path) => scene.base + path)));
        for (const at of panels.keys()) await browser.panel(at).see(WHO, isUser(alice));
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
      await browser.panel(0).see(WHO, isUser(alice));
    },
  ],
  [
    'two panels that open at once, and one login for both after a reload',
    async (scene, browser) => {
      const group = scene.groupOf(`${scene.base}/private?1`, `${scene.base}/private?2`);
      await browser.open(group);
      for (const at of [0, 1]) await browser.panel(at).see(BUTTON, /Tailchat/);
      await logInByPopup(browser, 1);
      await browser.panel(1).see(WHO, isUser(alice));
      await browser.open(group);
      for (const at of [0, 1]) await browser.panel(at).see(WHO, isUser(alice));
    },
  ],
  [
    'a logout ends the session of the panels, and nobody is logged in again without a click',
    async (scene, browser) => {
      await enter(scene, browser);
      const before = count(scene, /callback/);
      await browser.panel(0).click('#out');
      await browser.panel(0).see(BUTTON, /Tailchat/);
      const group = scene.groupOf(`${scene.base}/private`, `${scene.base}/button`);
      await browser.open(group);
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await browser.panel(1).see('#shown', /^out/);
      await browser.comeBack();
      await browser.panel(0).see(BUTTON, /Tailchat/);
      assert.equal(count(scene, /callback/), before);
      await browser.panel(0).click(BUTTON); // the session at Tailchat still exists, so the popup closes immediately
      await browser.panel(0).see(WHO, isUser(alice));
      await browser.open(group);
      await browser.panel(0).see(WHO, isUser(alice));
      await browser.panel(1).see('#shown', isUser(alice, 'in '));
    },
  ],
  [
    'an expired session is replaced silently',
    async (scene, browser) => {
      await enter(scene, browser);
      const before = count(scene, /callback/);
      scene.clock.ahead = 30 * 86_400_000;
      await browser.open(scene.groupOf(`${scene.base}/private?later`));
      await browser.until(() => count(scene, /callback/) > before);
    },
  ],
  [
    'another user in the popup is the one in the panel',
    (scene, browser) => enter(scene, browser, { user: bob }),
  ],
  [
    'a popup that is closed leaves the button, and nothing goes round in circles',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      const popup = await browser.popup(() => browser.panel(0).click(BUTTON));
      await popup.close();
      await browser.comeBack();
      await browser.panel(0).see(BUTTON, /Tailchat/);
      assert.ok(count(scene, /login\?/) <= 8, `${count(scene, /login\?/)} logins`);
      await logInByPopup(browser);
      await browser.panel(0).see(WHO, isUser(alice));
    },
  ],
  [
    'a WebSocket of the panel knows the user',
    async (scene, browser) => {
      await enter(scene, browser);
      await browser.open(scene.groupOf(`${scene.base}/socket-page`));
      await browser.panel(0).see(WHO, isUser(alice));
    },
  ],
  [
    'a frame of a foreign origin shows nothing, and no session comes to be there',
    async (scene, browser) => {
      await browser.open(`${scene.base}/auth/login?return_to=/private`);
      await logIn(browser.tab());
      await browser.tab().see(WHO, isUser(alice));
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
    'another panel cannot act as the user: by a fetch, a form, a WebSocket, a message or a frame of its own',
    async (scene, browser) => {
      await enter(scene, browser);
      scene.seen.length = 0;
      await browser.open(scene.groupOf(`${scene.base}/private`, `${scene.evil}/`));
      await browser.panel(0).see(WHO, isUser(alice));
      const attempts = ['GET /who', 'POST /who', 'POST /form', 'GET /socket'];
      await browser.until(() =>
        attempts.every((one) => scene.seen.some(({ method, path }) => `${method} ${path}` === one)),
      );
      assert.deepEqual([...new Set(scene.seen.map(({ user }) => user))], [undefined]);
    },
  ],
];

/** Cases in which the window cannot tell the panel that it has ended. @type {typeof GUARDED} */
const CUT = [
  [
    'a popup that the browser blocks becomes a link, and the panel asks when the person comes back',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/private`, `${scene.base}/press`));
      await browser.until(() => count(scene, /^\/pressed/) === 1); // reading a page through the driver counts as a click
      await browser.panel(0).see('#blocked:not([hidden]) a', /new tab/);
      const tab = await browser.popup(() => browser.panel(0).click('#blocked a'));
      await tab.holds('opener === null');
      await logIn(tab);
      await browser.until(() => count(scene, /popup=end/) === 1);
      await tab.close();
      await browser.comeBack();
      await browser.panel(0).see(WHO, isUser(alice));
    },
  ],
  [
    "a popup of the page's own login that the browser blocks leads to the page with the button",
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/late`));
      await browser.until(() => count(scene, /asked=pressed/) === 1);
      assert.equal(count(scene, /popup/), 0);
      await browser.panel(0).see(BUTTON, /Tailchat/);
      await logInByPopup(browser);
      await browser.panel(0).see(WHO, isUser(alice));
    },
  ],
  [
    'where Tailchat cuts the popup off (COOP), the panel asks when the person comes back',
    async (scene, browser) => {
      scene.policy.severs = true;
      await browser.open(scene.groupOf(`${scene.base}/private`));
      await browser.panel(0).see(BUTTON, /Tailchat/);
      const popup = await browser.popup(() => browser.panel(0).click(BUTTON));
      await popup.holds("location.hostname === 'chat.example' && opener === null");
      await logIn(popup);
      await browser.until(() => count(scene, /popup=end/) === 1);
      await popup.close();
      await browser.comeBack();
      await browser.panel(0).see(WHO, isUser(alice));
    },
  ],
  [
    'outside of panels a popup that Tailchat and the site cut off (COOP) tells the page by a broadcast',
    async (scene, browser) => {
      scene.policy.severs = true;
      scene.headers.coop = true;
      await browser.open(`${scene.base}/button?popup`);
      await browser.tab().see('#shown', /^out/);
      const popup = await browser.popup(() => browser.tab().click('tailchat-login'));
      await popup.holds("location.hostname === 'chat.example' && opener === null");
      await logIn(popup);
      await browser.tab().see('#shown', isUser(alice, 'in '));
    },
  ],
];

/** Cases with the page's own button. @type {typeof GUARDED} */
const WITH_BUTTON = [
  [
    'the button of a public page opens the window itself, and the panel follows',
    async (scene, browser) => {
      await browser.open(scene.groupOf(`${scene.base}/button`));
      // The page first asks silently, and the answer is that nobody is logged in.
      await browser.until(() => count(scene, /callback/) >= 1);
      await browser.panel(0).see('#shown', /^out/);
      const popup = await browser.popup(() => browser.panel(0).click('tailchat-login'));
      await logIn(popup);
      await popup.closed();
      await browser.panel(0).see('#shown', isUser(alice, 'in '));
      assert.equal(count(scene, /asked=1/), 0, 'no page of ours was needed');
    },
  ],
  [
    'the button of a public page is logged in without a click for who has logged in once',
    async (scene, browser) => {
      await browser.open(`${scene.base}/auth/login?return_to=/private`);
      await logIn(browser.tab());
      await browser.tab().see(WHO, isUser(alice));
      await browser.open(scene.groupOf(`${scene.base}/button`));
      await browser.panel(0).see('#shown', isUser(alice, 'in '));
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

/** Cases on a subdomain of Tailchat's domain, so the frame belongs to the same site. @type {typeof GUARDED} */
const NEAR = [
  [
    'B: on a subdomain the usual cookies do, the panel and a tab are one session, and a logout leaves the button',
    async (scene, browser) => {
      await enter(scene, browser, { site: scene.near });
      await browser.open(`${scene.near}/private`);
      await browser.tab().see(WHO, isUser(alice));
      await browser.open(scene.groupOf(`${scene.near}/private`));
      await browser.panel(0).click('#out');
      await browser.panel(0).see(BUTTON, /Tailchat/);
    },
  ],
];

export const CASES = [...GUARDED, ...CUT, ...WITH_BUTTON, ...NEAR];
