/** A socket that sends what is written within one turn of the event loop together: statements that nobody waits between. */
import { Socket } from 'node:net';

export class GatheringSocket extends Socket {
  #gathering = false;

  override write(...given: unknown[]): boolean {
    if (!this.#gathering) {
      this.#gathering = true;
      this.cork();
      process.nextTick(() => {
        this.#gathering = false;
        this.uncork();
      });
    }
    return super.write(...(given as Parameters<Socket['write']>));
  }
}
