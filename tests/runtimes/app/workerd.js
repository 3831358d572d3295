import { core } from '../node_modules/tailchat-login/bindings/wasm/workerd.js';
import { makeApp } from './app.js';

export default makeApp(core);
