// Renews the session, because a page cannot set cookies.
export { proxy } from './app/login';

export const config = { matcher: '/((?!auth/|_next/).*)' };
