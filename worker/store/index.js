import { TailchatLoginError } from '../../bindings/error.js';
import { isStore, withSessions } from './sessions/index.js';

/** @type {typeof import('../../types/store.js').createStore} */
export function createStore(own) {
  if (!isStore(own)) {
    const message =
      'store must be made from an object with the functions get, put, delete, claim or null, and swap if it has one';
    throw new TailchatLoginError('configuration_invalid', { option: 'store', message });
  }
  const { claim, swap } = own;
  return withSessions({
    get: (key) => own.get(key),
    put: (key, value, ttl) => own.put(key, value, ttl),
    delete: (key) => own.delete(key),
    claim: claim && claim.bind(own),
    swap: swap && swap.bind(own),
  });
}
