import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A way to a server that can be shut, and counts whom it turned away. */
export interface Gate {
  readonly port: number;
  /** Turns newcomers away and ends who is inside. */
  shut(): void;
  open(): void;
  turnedAway(): number;
  close(): Promise<void>;
}

export async function gateTo(port: number): Promise<Gate> {
  const inside = new Set<Socket>();
  let isShut = false;
  let turnedAway = 0;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (isShut) {
      turnedAway += 1;
      return void socket.destroy();
    }
    const beyond = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [socket, beyond],
      [beyond, socket],
    ] as const) {
      inside.add(from);
      from
        .on('error', () => undefined)
        .on('close', () => {
          inside.delete(from);
          to.destroy();
        });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endAll = () => inside.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    shut: () => {
      isShut = true;
      endAll();
    },
    open: () => (isShut = false),
    turnedAway: () => turnedAway,
    close: () => {
      endAll();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
