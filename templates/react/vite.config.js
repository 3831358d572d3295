import react from '@vitejs/plugin-react';
import { tailchatLogin } from 'tailchat-login/vite';

// Adds the login's routes and a Tailchat stand-in. TAILCHAT_BASE_URL decides the port and the path.
export default { plugins: [react(), tailchatLogin()] };
