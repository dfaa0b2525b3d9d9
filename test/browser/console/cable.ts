/** What lies between a browser and the API, and can be cut. */
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface Cable {
  readonly url: string;
  /** Heads of the requests that came through, as they were sent. */
  readonly heads: readonly string[];
  /** Ends what runs through it, and takes nothing until it is mended. */
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

/** Passes everything on to a port of this machine. */
export async function layCable(port: number): Promise<Cable> {
  const open = new Set<Socket>();
  const heads: string[] = [];
  let isWhole = true;
  const server = createServer((near) => {
    if (!isWhole) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk: Buffer) => heads.push(chunk.toString('latin1')));
    near.pipe(far);
    far.pipe(near);
  });
  // Whoever leaves one lying does not keep the run from its end.
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const end = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heads,
    cut: () => {
      isWhole = false;
      end();
    },
    mend: () => (isWhole = true),
    close: () => {
      end();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
