import { createNextLogin } from 'tailchat-login/next';
import { createLogin } from 'tailchat-login/worker';

/** Reads TAILCHAT_* from the environment. */
export const login = createLogin();
export const { handlers, auth, requireUser, proxy } = createNextLogin(login);
