import { after } from 'next/server';
import { createLogin } from 'tailchat-login/worker';

const login = createLogin();

/** @param {Request} request */
const answer = (request) => login.fetch(request, process.env, { waitUntil: after });

export { answer as GET, answer as POST };
