/** The actions of Tailchat's API for accounts that create apps on the open platform. */
import { randomBytes } from 'node:crypto';

import { failure } from './failure.js';

/** @typedef {import('../options.js').App} App */

const CAPABILITIES = ['bot', 'webpage', 'oauth'];
const CREATED_AT = '2026-11-01T00:00:00.000Z';

/**
 * @param {import('./actions.js').World} world
 * @returns {Record<string, import('./actions.js').Action>}
 */
export function createAppActions({ apps, users }) {
  // The first user owns the apps that exist at the start.
  const ownerOf = ({ owner = users[0]?._id }) => owner;
  /** @param {string} appId @param {string} userId */
  const findOwn = (appId, userId) => apps.find((app) => app.appId === appId && ownerOf(app) === userId);

  /** @param {App} app */
  const describe = (app) => ({
    _id: app.appId.slice(3),
    owner: ownerOf(app),
    appId: app.appId,
    appSecret: app.appSecret,
    appName: app.appName,
    appDesc: '',
    appIcon: app.appIcon ?? '',
    capability: app.capability,
    ...(app.redirectUrls && { oauth: { redirectUrls: app.redirectUrls } }),
    createdAt: CREATED_AT,
    updatedAt: CREATED_AT,
    __v: 0,
  });

  return {
    'openapi.app.create': {
      parameters: { appName: 'string', appDesc: 'string', appIcon: 'string' },
      run({ appName, appIcon }, owner) {
        if (appName === '') throw failure(442, 'EntityError', 'appName cannot be empty');
        const appId = `tc_${randomBytes(12).toString('hex')}`;
        const app = { appId, appSecret: randomBytes(24).toString('base64url'), appName, appIcon, owner };
        apps.push({ ...app, capability: [] });
        return describe(apps[apps.length - 1]);
      },
    },
    // Replaces the list, and silently drops unknown words.
    'openapi.app.setAppCapability': {
      parameters: { appId: 'string', capability: 'array' },
      run({ appId, capability }, userId) {
        const app = findOwn(appId, userId);
        if (app === undefined) throw failure(500, 'Error', 'Not found openapp');
        app.capability = capability.filter((/** @type {unknown} */ word) =>
          CAPABILITIES.includes(String(word)),
        );
        return true;
      },
    },
    // Checks nothing, and gives the same answer if it changes nothing.
    'openapi.app.setAppOAuthInfo': {
      parameters: { appId: 'string', fieldName: 'string' },
      run({ appId, fieldName, fieldValue }, userId) {
        if (fieldName !== 'redirectUrls' || !Array.isArray(fieldValue))
          throw failure(500, 'Error', 'Not allowed fields');
        const app = findOwn(appId, userId);
        if (app !== undefined) app.redirectUrls = fieldValue;
      },
    },
    'openapi.app.all': {
      run: (_, userId) => apps.filter((app) => ownerOf(app) === userId).map(describe),
    },
    'openapi.app.get': {
      parameters: { appId: 'string' },
      run({ appId }) {
        const app = apps.find((one) => one.appId === appId);
        if (app === undefined) return null;
        const { appSecret: _, ...rest } = describe(app);
        return rest;
      },
    },
  };
}
