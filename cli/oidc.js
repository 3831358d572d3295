import { TailchatLoginError } from '../bindings/error.js';
import { createGroups, readGroupsEnv } from 'tailchat-login/groups';
import { createOidc, readOidcEnv } from 'tailchat-login/oidc';

const GROUPS = 'TAILCHAT_OIDC_GROUPS';

/**
 * Makes the routes for other programs that the environment describes, and checks them.
 *
 * @param {Record<string, string | undefined>} env
 * @param {(line: string) => void} log
 * @throws {TailchatLoginError}
 */
export function makeOidc(env, log) {
  const asked = env[GROUPS] || 'false';
  if (!/^(?:true|false)$/.test(asked))
    throw new TailchatLoginError('configuration_invalid', { message: `${GROUPS} must be true or false` });
  const groups = asked === 'true' ? createGroups({ ...readGroupsEnv(env), log }) : undefined;
  return createOidc({ ...readOidcEnv(env), groups, log });
}
