// A page cannot set cookies: this renews the session.
export { proxy } from './app/login';

export const config = { matcher: '/((?!auth/|_next/).*)' };
