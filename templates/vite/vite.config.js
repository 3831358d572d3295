import { tailchatLogin } from 'tailchat-login/vite';

export default {
  // Adds the login's routes and a Tailchat stand-in. TAILCHAT_BASE_URL decides the port and the path.
  plugins: [tailchatLogin()],
  build: { rollupOptions: { input: ['index.html', 'account.html'] } },
};
