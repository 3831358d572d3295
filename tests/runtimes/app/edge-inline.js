import { core } from '../node_modules/tailchat-login/bindings/wasm/inline.js';
import { listen } from './edge.js';

listen(core);
