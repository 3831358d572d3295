export { create } from '../handwritten/worker.js';
