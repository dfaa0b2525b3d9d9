import type { Sessions } from './sessions.js';
import type { SignIn } from './sign-in.js';

/** What people who come by browser need. */
export interface BrowserDoor {
  readonly sessions: Sessions;
  readonly signIn: SignIn;
}
