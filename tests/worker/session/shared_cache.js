// A shared cache that stores and reuses everything that RFC 9111 allows.

/** @typedef {{ request: Request, response: Response, body: string, at: number }} Kept */

/**
 * @param {(request: Request) => Promise<Response>} origin
 * @param {() => number} now milliseconds
 */
export function createSharedCache(origin, now) {
  /** @type {Kept[]} */
  const kept = [];
  return {
    kept,
    /** @param {Request} request */
    async fetch(request) {
      const hit = kept.findLast((entry) => isFor(entry, request) && isFresh(entry, now()));
      if (hit) return new Response(hit.body, { status: hit.response.status, headers: hit.response.headers });
      const response = await origin(request);
      if (mayKeep(request, response))
        kept.push({ request, response, body: await response.clone().text(), at: now() });
      return response;
    },
  };
}

/** The directives of Cache-Control. @param {Headers} headers */
function directives(headers) {
  const list = (headers.get('cache-control') ?? '').split(',').map((text) => text.trim().split('='));
  return new Map(list.map(([name, value = '']) => [name.toLowerCase(), value]));
}

/** Whether the answer may be stored (RFC 9111 3). A cookie in the answer does not forbid it. @param {Request} request @param {Response} response */
function mayKeep(request, response) {
  const said = directives(response.headers);
  if (request.method !== 'GET' || response.status !== 200) return false;
  if (said.has('no-store') || said.has('private') || said.has('no-cache')) return false;
  return said.has('s-maxage') || said.has('public') || said.has('max-age');
}

/** Whether the entry is fresh (RFC 9111 4.2.1). A shared cache prefers s-maxage. @param {Kept} entry @param {number} now */
function isFresh({ response, at }, now) {
  const said = directives(response.headers);
  return now - at < Number(said.get('s-maxage') ?? said.get('max-age') ?? 0) * 1000;
}

/** RFC 9111 4.1. @param {Kept} entry @param {Request} asked */
function isFor({ request, response }, asked) {
  if (request.url !== asked.url || asked.method !== 'GET') return false;
  const names = (response.headers.get('vary') ?? '').split(',').map((name) => name.trim());
  if (names.includes('*')) return false;
  return names.every((name) => name === '' || request.headers.get(name) === asked.headers.get(name));
}
