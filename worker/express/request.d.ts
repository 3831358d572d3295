// What Express's own types, and Passport's, leave to be added: `req.user`.
import type { User as Account } from 'tailchat-login/worker';

declare global {
  namespace Express {
    interface User extends Account {}
    interface Request {
      user?: User | undefined;
    }
  }
}
