// Runs the page in a panel, and the login in its own window, with the parts of a browser that they use.
import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { loadEntry, openPage } from './page.js';

const ORIGIN = 'https://app.example';
const ENDED = 'tailchat-login-ended';
const CHAT = 'https://chat.example';

/** The globals of a browser outside of the page. @type {Record<string, PropertyDescriptor | undefined>} */
const before = {};
const NAMES = ['window', 'self', 'top', 'document', 'open', 'addEventListener', 'BroadcastChannel'];
for (const name of NAMES) before[name] = Object.getOwnPropertyDescriptor(globalThis, name);
afterEach(() => {
  for (const name of NAMES) {
    const was = before[name];
    if (was) Object.defineProperty(globalThis, name, was);
    else Reflect.deleteProperty(globalThis, name);
  }
});

let counter = 0;

/**
 * @param {{ around?: string[], referrer?: string, framed?: boolean, blocked?: boolean, panels?: string[] | null, cookies?: boolean,
 *   asked?: boolean }} [options]
 *   around: ancestorOrigins, which Firefox does not have; panels: the origins that the worker lists, or null without panels
 */
function openFramed({
  around,
  referrer = '',
  framed = true,
  blocked = false,
  panels = [CHAT],
  ...worker
} = {}) {
  const { cookies = true, asked = false } = worker;
  const page = openPage(`${ORIGIN}/a?b#c`, (url) =>
    url.endsWith('/panels')
      ? panels
        ? Response.json({ embedded_in: panels, cookies, asked })
        : Response.json({ error: 'not_found' }, { status: 404 })
      : Response.json(null),
  );
  const events = new EventTarget();
  const document = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    referrer,
    focused: true,
    hasFocus: () => document.focused,
  });
  /** @type {string[]} */
  const opened = [];
  const window = { top: {} };
  if (!framed) Object.assign(window, { top: window });
  /** @type {any[]} */
  const channels = [];
  const given = {
    window,
    top: window.top,
    self: window,
    document,
    open: (/** @type {string} */ url) => (opened.push(url), blocked ? null : {}),
    addEventListener: events.addEventListener.bind(events),
    BroadcastChannel: class {
      constructor() {
        channels.push(this);
      }
      close() {}
    },
  };
  for (const [name, value] of Object.entries(given))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  Object.assign(page.location, {
    ...(around && { ancestorOrigins: around }),
    replace: (/** @type {string} */ url) => void page.visited.push(url),
  });
  const say = (/** @type {object} */ message) =>
    events.dispatchEvent(Object.assign(new Event('message'), message));
  const focus = (/** @type {boolean} */ has) => {
    document.focused = has;
    events.dispatchEvent(new Event(has ? 'focus' : 'blur'));
  };
  return { ...page, opened, channels, say, focus, document };
}

/** Every test uses another worker, because the page caches what it knows of one. */
const basePath = () => `/auth${(counter += 1)}`;
const until = async (/** @type {() => unknown} */ is) => {
  while (!is()) await new Promise((resolve) => setImmediate(resolve));
};

describe('login in a panel', () => {
  test('opens a window, and asks silently when that has ended', async () => {
    const { login } = await loadEntry();
    const page = openFramed({ around: [CHAT] });
    const path = basePath();
    const ended = login({ basePath: path, returnTo: '/inbox' });
    await until(() => page.opened.length);
    assert.deepEqual(page.opened, [`${path}/login?popup=1`]);
    page.say({ origin: 'https://evil.example', data: ENDED });
    page.say({ origin: ORIGIN, data: 'else' });
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(page.visited, [], 'no other origin, and no other message');
    page.say({ origin: ORIGIN, data: ENDED });
    await ended;
    assert.deepEqual(page.visited, [`${path}/login?return_to=%2Finbox&prompt=none&asked=pressed`]);
  });

  test('asks when the person comes back, where the two are cut', async () => {
    const { login } = await loadEntry();
    const page = openFramed({ referrer: `${CHAT}/group` });
    const ended = login({ basePath: basePath() });
    await until(() => page.opened.length);
    page.focus(true);
    assert.deepEqual(page.visited, [], 'nobody has been away');
    page.focus(false);
    page.focus(true);
    page.focus(false);
    page.focus(true);
    await ended;
    assert.equal(page.visited.length, 1);
  });

  test('shows the page with the link where the window is blocked', async () => {
    const { login } = await loadEntry();
    const page = openFramed({ around: [CHAT], blocked: true });
    const path = basePath();
    await login({ basePath: path, returnTo: '/' });
    assert.deepEqual(page.visited, [`${path}/login?return_to=%2F&asked=pressed`]);
  });

  for (const [what, options] of /** @type {[string, object][]} */ ([
    ['of a worker without panels', { around: [CHAT], panels: null }],
    ['in a frame of another origin', { around: ['https://evil.example'] }],
    ['in a frame around the panel', { around: ['https://evil.example', CHAT] }],
  ]))
    test(`goes as ever ${what}`, async () => {
      const { login } = await loadEntry();
      const page = openFramed(options);
      const path = basePath();
      await login({ basePath: path, returnTo: '/' });
      assert.deepEqual([page.opened, page.visited], [[], [`${path}/login?return_to=%2F`]]);
    });
});

describe('login with popup, outside of frames', () => {
  test('opens a window, and resolves by a message or a broadcast; the page stays', async () => {
    for (const end of /** @type {((page: any) => void)[]} */ ([
      (page) => page.say({ origin: ORIGIN, data: ENDED }),
      (page) => page.channels[0].onmessage({ data: ENDED }),
    ])) {
      const { login } = await loadEntry();
      const page = openFramed({ framed: false });
      const ended = login({ popup: true, prompt: 'login', basePath: '/auth' });
      await until(() => page.opened.length);
      assert.deepEqual(page.opened, ['/auth/login?prompt=login&popup=1']);
      end(page);
      await ended;
      assert.deepEqual(page.visited, []);
    }
  });

  test('goes as ever where the window is blocked', async () => {
    const { login } = await loadEntry();
    const page = openFramed({ framed: false, blocked: true });
    await login({ popup: true, returnTo: '/' });
    assert.deepEqual(page.visited, ['/auth/login?return_to=%2F']);
  });
});

describe('a page in a panel where nobody is logged in', () => {
  const ask = async (/** @type {string} */ path) => {
    const { request } = await import('../../web/request.js');
    return (await import('../../web/panel.js')).ask(request, path);
  };

  test('asks silently', async () => {
    const page = openFramed({ around: [CHAT] });
    const path = basePath();
    await ask(path);
    assert.deepEqual(page.visited, [`${path}/login?return_to=%2Fa%3Fb%23c&prompt=none`]);
  });

  for (const [what, options] of /** @type {[string, object][]} */ ([
    ['in a frame of another origin', { around: ['https://evil.example'] }],
    ['where the browser does not say what is around', { referrer: '' }],
    ['of a worker without panels', { around: [CHAT], panels: null }],
    ['when it has just asked', { around: [CHAT], asked: true }],
    ['where no cookie is kept: it could ask for ever', { around: [CHAT], cookies: false }],
  ]))
    test(`asks nothing ${what}`, async () => {
      const page = openFramed(options);
      await ask(basePath());
      assert.deepEqual(page.visited, []);
    });
});

test('isFramed says whether the page is in a frame, and false on a server', async () => {
  const { isFramed } = await loadEntry();
  assert.equal(isFramed(), false);
  openFramed();
  assert.equal(isFramed(), true);
  openFramed({ framed: false });
  assert.equal(isFramed(), false);
});
