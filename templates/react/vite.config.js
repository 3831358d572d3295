import react from '@vitejs/plugin-react';
import { tailchatLogin } from 'tailchat-login/vite';

// The login's routes, and a Tailchat to log in at. TAILCHAT_BASE_URL says the port and the path.
export default { plugins: [react(), tailchatLogin()] };
