import { tailchatLogin } from 'tailchat-login/vite';

export default {
  // The login's routes, and a Tailchat to log in at. TAILCHAT_BASE_URL says the port and the path.
  plugins: [tailchatLogin()],
  build: { rollupOptions: { input: ['index.html', 'account.html'] } },
};
