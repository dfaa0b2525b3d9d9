import type { IncomingMessage, ServerResponse } from 'node:http';

const bodyLimitBytes = 4 * 1024 * 1024;

/** The whole body of a request as text; rejects when it is too big or breaks off. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const bytes: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimitBytes) throw new RangeError('body too big');
    bytes.push(chunk);
  }
  return Buffer.concat(bytes).toString('utf8');
}

/** Answers with JSON. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' }).end(JSON.stringify(body));
}

/** Answers as a gateway does that lost what is behind it. */
export function answerHtml502(response: ServerResponse): void {
  response
    .writeHead(502, { 'content-type': 'text/html' })
    .end('<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>');
}

/** Answers with these very words; `cut` promises one byte more and breaks off. */
export function answerRaw(
  response: ServerResponse,
  {
    status,
    body,
    cut = false,
  }: { readonly status: number; readonly body: string; readonly cut?: boolean | undefined },
): void {
  const length = Buffer.byteLength(body) + (cut ? 1 : 0);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': length });
  if (cut) response.write(body, () => response.destroy());
  else response.end(body);
}
