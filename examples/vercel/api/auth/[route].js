import { login } from '../../login.js';

export const config = { runtime: 'edge' };

export default (request, context) => login.fetch(request, undefined, context);
