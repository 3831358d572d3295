import { createLogin } from 'tailchat-login/worker';

/** Reads TAILCHAT_* from the environment. */
export const login = createLogin();
