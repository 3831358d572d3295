import { core } from '../node_modules/tailchat-login/bindings/wasm/edge-light.js';
import { listen } from './edge.js';

listen(core);
