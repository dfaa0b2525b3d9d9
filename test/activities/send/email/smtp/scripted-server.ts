/** A mail server that goes wrong at a chosen point; it takes everything until then. */
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type Point = 'greeting' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'content' | 'dot';
/** `drop` breaks the connection, `silent` never answers, anything else is written as it stands. */
export type Wrong = 'drop' | 'silent' | (string & {});

export interface ScriptedServer {
  readonly port: number;
  /** How many whole messages it read. */
  readonly messages: () => number;
  close(): Promise<void>;
}

const usual: Readonly<Record<string, string>> = {
  AUTH: '235 2.7.0 in',
  MAIL: '250 2.1.0 sender',
  RCPT: '250 2.1.5 recipient',
  DATA: '354 go on',
  QUIT: '221 bye',
};

/** Listens on a free port of this machine. */
export async function scriptedServer(
  point: Point,
  wrong: Wrong,
  { pipelining = false }: { pipelining?: boolean } = {},
): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  let messages = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    const answer = (at: string, words: string): void => {
      if (at !== point) socket.write(`${words}\r\n`);
      else if (wrong === 'drop') socket.destroy();
      else if (wrong !== 'silent') socket.write(wrong);
    };
    let heard = '';
    let inMessage = false;
    const next = (): void => {
      if (inMessage) {
        if (point === 'content') {
          answer('content', '');
          return;
        }
        const end = heard.startsWith('.\r\n') ? -2 : heard.indexOf('\r\n.\r\n');
        if (end === -1) return;
        heard = heard.slice(end + 5);
        inMessage = false;
        // An empty message to nobody is none.
        if (end > 0) messages += 1;
        answer('dot', '250 2.0.0 queued');
      }
      const end = heard.indexOf('\r\n');
      if (end === -1) return;
      const verb = heard.slice(0, 4).toUpperCase();
      heard = heard.slice(end + 2);
      const extensions = ['mail', ...(pipelining ? ['PIPELINING'] : []), 'AUTH PLAIN'];
      const hello = extensions.map(
        (line, index) => `250${index === extensions.length - 1 ? ' ' : '-'}${line}`,
      );
      inMessage = verb === 'DATA' && point !== 'DATA';
      answer(verb, verb === 'EHLO' ? hello.join('\r\n') : (usual[verb] ?? '502 what'));
      next();
    };
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      next();
    });
    answer('greeting', '220 mail');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    messages: () => messages,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
