import { tailchatLogin } from 'tailchat-login/vite';

/** The login's routes beside the page, and a Tailchat to log in at. TAILCHAT_BASE_URL says the port and the path. */
export default { plugins: [tailchatLogin()] };
