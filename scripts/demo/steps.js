// Records the events of the last login from onEvent, for the demo page to draw.

/** A login has two events, and a logout follows. Someone may click often. */
const MOST = 12;

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** @typedef {import('../../types/worker.js').LoginEvent} LoginEvent */
/** @typedef {Pick<import('../../types/worker.js').Login<any>, 'fetch'>} Login */

export function createSteps() {
  /** @type {LoginEvent[]} */
  let events = [];

  return {
    /** @param {LoginEvent} event */
    onEvent(event) {
      // A login that the page starts has no event at its start.
      const isFirst = event.type === 'login_started' || ('step' in event && event.step === 'exchange');
      events = [...(isFirst ? [] : events), event].slice(-MOST);
    },

    /** Adds a route to the login. @param {Login} login @returns {Login} */
    withRoute: (login) => ({
      fetch: async (request, ...rest) =>
        new URL(request.url).pathname.endsWith('/auth/demo-events')
          ? Response.json(events, { headers: HEADERS })
          : login.fetch(request, ...rest),
    }),
  };
}
