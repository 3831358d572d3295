/**
 * The two steps that a person sees: the login (email and password), and the consent. There is no "deny" button: a person
 * who refuses leaves the page.
 */
import assert from 'node:assert';

import { findUser } from './accounts.js';
import { renderConsent, renderInteractionError, renderLogin } from './pages.js';
import { textsFor } from './texts.js';

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */
/** @typedef {import('./options.js').User} User */

const FORM_BYTES = 16 * 1024;

/**
 * @param {any} provider
 * @param {User[]} users
 * @param {boolean} offers whether the login page has a button for each account; a real Tailchat has none
 */
export function createInteractions(provider, users, offers) {
  return {
    showInteraction: answer(async (request, response) => {
      const { uid, prompt, params, session } = await provider.interactionDetails(request, response);
      const { clientName } = await provider.Client.find(String(params.client_id));
      const user = users.find(({ _id }) => _id === session?.accountId);
      const texts = textsFor(request.headers['accept-language']);
      const page =
        prompt.name === 'login'
          ? renderLogin(texts, uid, clientName, offers ? users : [])
          : renderConsent(texts, uid, clientName, user);
      response.writeHead(200, { 'Content-Type': 'text/html' }).end(page);
    }),

    logIn: answer(async (request, response) => {
      const { prompt } = await provider.interactionDetails(request, response);
      assert.equal(prompt.name, 'login');
      const user = findUser(users, new URLSearchParams(await readText(request)), offers);
      const result = { login: { accountId: user._id } };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }),

    confirm: answer(async (request, response) => {
      const interaction = await provider.interactionDetails(request, response);
      assert.equal(interaction.prompt.name, 'consent');
      const grantId = await saveGrant(provider, interaction);
      // Extends the grant that the session knows, if there is one.
      const consent = interaction.grantId ? {} : { grantId };
      await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
    }),
  };
}

/**
 * Grants the requested scopes and claims that the app does not have yet.
 * @param {any} provider
 * @param {any} interaction
 * @returns {Promise<string>}
 */
async function saveGrant(provider, interaction) {
  const { grantId, params, prompt, session } = interaction;
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: String(params.client_id) });
  const { missingOIDCScope, missingOIDCClaims } = prompt.details;
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims) grant.addOIDCClaims(missingOIDCClaims);
  return grant.save();
}

/**
 * Every failure is a page with status 500, with the error as text and, as in a real Tailchat, no content-type. The
 * interaction stays open.
 * @param {(request: IncomingMessage, response: ServerResponse) => Promise<void>} handler
 */
function answer(handler) {
  return async (/** @type {IncomingMessage} */ request, /** @type {ServerResponse} */ response) => {
    try {
      await handler(request, response);
    } catch (error) {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      const [uid] = String(request.url).slice('/interaction/'.length).split(/[/?]/, 1);
      const texts = textsFor(request.headers['accept-language']);
      response.writeHead(500).end(renderInteractionError(texts, uid, String(error)));
    }
  };
}

/**
 * Reads to the end even if the form is too large: leaving the loop early would cut the connection before the answer.
 * @param {IncomingMessage} request
 * @returns {Promise<string>}
 */
async function readText(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= FORM_BYTES) chunks.push(chunk);
  }
  if (size > FORM_BYTES) throw new Error('The form is too large');
  return Buffer.concat(chunks).toString('utf8');
}
