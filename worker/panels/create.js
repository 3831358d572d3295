import { createAnswer } from './answer.js';
import { acceptsPartitioned } from './same_origin.js';
import { readPanelsOptions } from './options.js';
import { hasCookie, makePlace } from './place.js';
import { createShow } from './show.js';
import { logNote } from '../observe/log.js';

const PLAIN =
  'panels: baseUrl is on http, and a panel on another domain needs https, because browsers keep no partitioned cookie without it (Chromium and Firefox do for localhost and 127.0.0.1)';

/** @type {typeof import('../../types/panels.js').createPanels} */
export function createPanels(options) {
  const { embeddedIn } = readPanelsOptions(options);
  let isTold = false;
  const frameAncestors = `frame-ancestors ${["'self'", ...embeddedIn].join(' ')}`;

  /**
   * @param {import('../context.js').Context} context
   * @param {import('../context.js').Context['sessions']} sessions of the partitioned cookies
   * @returns {import('../context.js').Context}
   */
  function join(context, sessions) {
    const place = makePlace(context, sessions, embeddedIn, frameAncestors);
    const { twin } = place;
    // There is a context for each host, and one for the check of the options at the start. One warning is enough.
    if (!context.cookieNames.secure && embeddedIn.length > 0 && !isTold) {
      isTold = true;
      logNote(context.config.log, PLAIN);
    }
    const show = createShow(place);
    const answerRoute = createAnswer(place);
    /** @type {import('../context.js').Panel} */
    const panel = Object.freeze({
      show,
      answer: async (parts) => show(parts.request, await answerRoute(parts)),
      pick(host, request) {
        if (twin === undefined || !hasCookie(request, twin.cookieNames.session)) return undefined;
        const both = hasCookie(request, host.cookieNames.session);
        return !both && acceptsPartitioned(request, host.site.origin) ? twin : undefined;
      },
    });
    return { ...context, panel, described: place.described };
  }

  return Object.freeze({ embeddedIn, frameAncestors, join });
}
