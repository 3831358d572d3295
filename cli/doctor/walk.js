import { createCookieJar } from '../../testing/cookies.js';
import { ask } from './ask.js';

/** More than any login takes. */
const MAX_STEPS = 10;

/**
 * @typedef {import('./ask.js').Answer} Answer
 *
 * @typedef {object} Shown the end of a walk
 * @property {Answer} answer
 * @property {string} url the last requested URL
 * @property {string} [callback] the app's address to which Tailchat redirected; it was not requested
 * @property {string[]} cookies every Set-Cookie line on the way
 * @property {{ action: string, login: boolean } | undefined} form
 * @property {(fields: Record<string, string>) => Promise<Answer>} submit
 */

/**
 * A minimal browser for Tailchat's pages, with a deadline for each step.
 *
 * @param {Parameters<typeof ask>[0]} means
 * @param {string} redirectUri
 */
export function createWalk(means, redirectUri) {
  const jar = createCookieJar();

  /** @param {string} url @param {RequestInit} [init] */
  async function step(url, init = {}) {
    const cookie = jar.header(url);
    const headers = {
      accept: 'text/html',
      'accept-language': 'en',
      ...(cookie && { cookie }),
      ...init.headers,
    };
    const answer = await ask(means, url, { ...init, headers });
    const cookies = answer.headers.getSetCookie();
    jar.store(url, cookies);
    return { answer, cookies };
  }

  /** The address may already have a query. URL writes the slash of a missing path. @param {string} url */
  const isCallback = (url) =>
    url.startsWith(redirectUri) && /^(?:\/?\?|&)/.test(url.slice(redirectUri.length));

  /** Follows redirects, and stops before the app's own address. @param {string} begin @returns {Promise<Shown>} */
  async function open(begin) {
    /** @type {string[]} */
    const lines = [];
    let url = begin;
    for (let count = 1; ; count += 1) {
      const { answer, cookies } = await step(url);
      lines.push(...cookies);
      const next = targetOf(answer, url);
      const callback = next !== undefined && isCallback(next) ? next : undefined;
      if (next === undefined || callback !== undefined || count === MAX_STEPS) {
        const form = readForm(answer, url);
        return { answer, url, callback, cookies: lines, form, submit: (fields) => submit(form, fields) };
      }
      url = next;
    }
  }

  /** @param {{ action: string } | undefined} form @param {Record<string, string>} fields */
  async function submit(form, fields) {
    if (form === undefined) throw new Error('there is no form'); // the caller has checked for one
    const body = new URLSearchParams(fields);
    const { answer } = await step(form.action, { method: 'POST', body });
    return answer;
  }

  return { open, isCallback };
}

/** @param {Answer} answer @param {string} url @returns {string | undefined} */
export function targetOf({ status, headers }, url) {
  const location = headers.get('location');
  if (location === null || status < 300 || status > 399) return undefined;
  return URL.canParse(location, url) && /^https?:/.test(new URL(location, url).protocol)
    ? new URL(location, url).href
    : undefined;
}

/** @param {Answer} answer @param {string} url */
function readForm({ status, text }, url) {
  const action = status === 200 ? /<form[^>]*\saction="([^"]+)"/i.exec(text)?.[1] : undefined;
  if (action === undefined || !URL.canParse(action, url)) return undefined;
  return { action: new URL(action, url).href, login: /<input[^>]*\sname="password"/i.test(text) };
}
