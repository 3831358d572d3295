import { answer } from '../site.js';

export const config = { runtime: 'edge' };

export default (request, ctx) => answer(request, process.env, ctx);
