/**
 * The storage of one stand-in: Redis and the collection of apps in a real Tailchat, a Map here.
 *
 * Records are stored as text, so that nothing is shared by reference. Every operation takes a turn of the event loop, as a
 * network store does: two requests with the same code can both find it unused.
 */
import { setImmediate as turn } from 'node:timers/promises';

/** @typedef {import('./options.js').App} App */
/** @typedef {{ text: string, consumed?: number, expires: number }} Stored */

/** The models that end with the grant under which they were issued. */
const GRANTABLE = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

/**
 * An adapter factory for oidc-provider, which calls it once per model, by name.
 * @param {App[]} apps
 * @param {string} apiUrl
 */
export function createAdapter(apps, apiUrl) {
  /** @type {Map<string, Stored>} */
  const records = new Map();
  /** @type {Map<string, Set<string>>} */
  const grants = new Map();
  /** @type {Map<string, string>} */
  const uids = new Map();

  return (/** @type {string} */ model) => {
    const keyOf = (/** @type {string} */ id) => `${model}:${id}`;

    /** @param {string} id */
    async function find(id) {
      await turn();
      if (model === 'Client') return describeClient(apps, apiUrl, id);
      const stored = records.get(keyOf(id));
      if (stored === undefined) return undefined;
      if (stored.expires <= Date.now()) {
        records.delete(keyOf(id));
        return undefined;
      }
      const { text, consumed } = stored;
      return { ...JSON.parse(text), ...(consumed === undefined ? {} : { consumed }) };
    }

    return {
      find,

      /** @param {string} uid */
      async findByUid(uid) {
        return find(uids.get(uid) ?? '');
      },

      /**
       * @param {string} id
       * @param {{ grantId?: string, uid?: string }} payload
       * @param {number} expiresIn  seconds
       */
      async upsert(id, payload, expiresIn) {
        await turn();
        records.set(keyOf(id), { text: JSON.stringify(payload), expires: Date.now() + expiresIn * 1000 });
        if (payload.uid !== undefined) uids.set(payload.uid, id);
        if (payload.grantId === undefined || !GRANTABLE.has(model)) return;
        const issued = grants.get(payload.grantId) ?? new Set();
        grants.set(payload.grantId, issued.add(keyOf(id)));
      },

      /** @param {string} id */
      async consume(id) {
        await turn();
        const stored = records.get(keyOf(id));
        if (stored !== undefined) stored.consumed = Math.floor(Date.now() / 1000);
      },

      /** @param {string} id */
      async destroy(id) {
        await turn();
        records.delete(keyOf(id));
      },

      /** @param {string} grantId */
      async revokeByGrantId(grantId) {
        await turn();
        for (const key of grants.get(grantId) ?? []) records.delete(key);
        grants.delete(grantId);
      },
    };
  };
}

/**
 * An app as an OAuth client. oidc-provider checks the whole record at each use: with one bad redirect URI or icon, no
 * request of this app is answered.
 * @param {App[]} apps
 * @param {string} apiUrl
 * @param {string} appId
 */
function describeClient(apps, apiUrl, appId) {
  const app = apps.find((candidate) => candidate.appId === appId);
  if (app === undefined || !app.capability.includes('oauth')) return undefined;
  return {
    client_id: app.appId,
    client_secret: app.appSecret,
    client_name: app.appName,
    application_type: 'web',
    grant_types: ['refresh_token', 'authorization_code'],
    redirect_uris: [...(app.redirectUrls ?? [])],
    ...(app.appIcon ? { logo_uri: app.appIcon.replace('{BACKEND}', apiUrl) } : {}),
  };
}
