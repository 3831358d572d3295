// Draws the steps of the last login between browser, worker and Tailchat, by the worker's events.
import { texts } from './texts.js';

/** @typedef {'browser' | 'worker' | 'tailchat'} Lane */
/** @typedef {[from: Lane, to: Lane, text: string]} Step */
/** @typedef {{ type: string, step?: string, code?: string, milliseconds?: number }} Told */

/** While a login is under way in another window. */
const PAUSE_MILLISECONDS = 1000;

const { steps } = texts;

/** The steps of a login after it has its code. @param {string} request @param {number} [milliseconds] @returns {Step[]} */
const redeemed = (request, milliseconds) => [
  ['tailchat', 'browser', steps.code],
  ['browser', 'worker', request],
  ['worker', 'tailchat', `${steps.redeem}${milliseconds === undefined ? '' : ` (${milliseconds} ms)`}`],
];

/** The steps that each event shows. @type {Record<string, (event: Told) => Step[]>} */
const TOLD = {
  login_started: () => [
    ['browser', 'worker', 'GET /auth/login'],
    ['worker', 'browser', steps.transaction],
    ['browser', 'tailchat', steps.authorize],
  ],
  login_finished: ({ step, milliseconds }) =>
    step === 'exchange'
      ? [
          ['browser', 'tailchat', steps.authorizeByPage],
          ...redeemed('POST /auth/exchange', milliseconds),
          ['worker', 'browser', steps.session],
        ]
      : [...redeemed('GET /auth/callback', milliseconds), ['worker', 'browser', steps.session]],
  login_anonymous: () => [
    ['tailchat', 'browser', steps.nobody],
    ['browser', 'worker', 'GET /auth/callback'],
  ],
  login_failed: ({ step, code }) => [
    ['browser', 'worker', steps.request(step ?? '')],
    ['worker', 'browser', `${steps.refused} ${code}`],
  ],
  logout: () => [
    ['browser', 'worker', 'POST /auth/logout'],
    ['worker', 'browser', steps.cleared],
  ],
};

const box = /** @type {HTMLElement} */ (document.getElementById('steps'));
const list = /** @type {HTMLElement} */ (box.querySelector('ol'));
let shown = '';
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** The columns, from left to right. */
const LANES = ['browser', 'worker', 'tailchat'];

/** @param {Step} step */
function draw([from, to, text]) {
  const [item, way, what] = ['li', 'span', 'span'].map((name) => document.createElement(name));
  const isBack = LANES.indexOf(to) < LANES.indexOf(from);
  item.className = `${from} to-${to} ${isBack ? 'back' : ''}`;
  way.className = 'unseen';
  way.textContent = `${steps[from]} → ${steps[to]}: `;
  what.textContent = text;
  item.append(way, what);
  return item;
}

/** Loads the events and draws them. A demo without this route shows no steps. */
export async function showSteps() {
  clearTimeout(timer);
  const answer = await fetch('auth/demo-events').catch(() => undefined);
  if (!answer?.ok) return;
  /** @type {Told[]} */
  const events = await answer.json().catch(() => []);
  if (events.at(-1)?.type === 'login_started') timer = setTimeout(showSteps, PAUSE_MILLISECONDS);
  const now = JSON.stringify(events);
  if (now === shown) return;
  shown = now;
  box.hidden = events.length === 0;
  list.replaceChildren(...events.flatMap((event) => TOLD[event.type]?.(event) ?? []).map(draw));
}
