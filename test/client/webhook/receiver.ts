/** A loan system's end of webhooks, on loopback: keeps what it heard and answers as it is told. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Heard {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly type: string;
  readonly data: { readonly applicationId: string } & Readonly<Record<string, unknown>>;
}

/** A status with headers; or what a broken or a hostile receiver does. */
export type Answer =
  | number
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | 'drop'
  | 'hang'
  | 'endless-body'
  | 'slow-body'
  | 'endless-head';

export interface Receiver {
  readonly url: string;
  readonly heard: Heard[];
  /** What it answers from now on; 204 until told. */
  answer: (heard: Heard) => Answer | Promise<Answer>;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => void take(request, response));
  const receiver: Receiver = {
    url: '',
    heard: [],
    answer: () => 204,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const { type, data } = JSON.parse(body) as Pick<Heard, 'type' | 'data'>;
    const headers = request.headers as Record<string, string>;
    const heard = { id: headers['webhook-id'] ?? '', headers, body, type, data };
    receiver.heard.push(heard);
    behave(response, await receiver.answer(heard));
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(receiver, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` });
}

function behave(response: ServerResponse, answer: Answer): void {
  const pour = (chunk: string) => {
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more).on('error', () => undefined);
    more();
  };
  if (typeof answer === 'number') response.writeHead(answer).end('thank you');
  else if (typeof answer === 'object') response.writeHead(answer.status, answer.headers).end();
  else if (answer === 'drop') response.destroy();
  else if (answer === 'endless-body') {
    response.writeHead(200);
    pour('x'.repeat(16_384));
  } else if (answer === 'slow-body') response.writeHead(200).write('wait');
  else if (answer === 'endless-head') response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}`);
}
