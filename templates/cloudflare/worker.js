import { answer } from './site.js';

export default { fetch: answer };
