import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { addresseeOf } from './acceptance.js';
import type { Journal } from './journal.js';
import type { LogEntry } from './log-entry.js';
import type { RoutePushes } from './receipt-pushes.js';
import { rulesSchema, type Rules } from './rules.js';
import { answerJson, bodyOf } from './wire.js';

/** What the control may touch. */
export interface ControlParts {
  readonly rules: Rules;
  readonly journal: Journal;
  readonly pushes: ReadonlyMap<string, RoutePushes>;
}

const receiptUrlSchema = z.strictObject({ route: z.string(), url: z.url({ protocol: /^https?$/ }) });
/** `body` is pushed as JSON; `raw` as it stands, for what is no JSON. */
const forgedSchema = z.union([
  z.strictObject({ route: z.string(), body: z.json() }),
  z.strictObject({ route: z.string(), raw: z.string() }),
]);
/** Somebody answers; with a `sequence` used before, the provider brings the same reply once more. */
const upstreamSchema = z.strictObject({
  route: z.string(),
  phone: z.string().regex(/^\d{5,20}$/),
  text: z.string(),
  at: z.int().optional(),
  sequence: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
const rulesBodySchema = z.union([rulesSchema, z.strictObject({ rules: rulesSchema })]);

/** What went wrong with a control request, for the one who wrote it. */
class ControlFault extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

async function read<T>(schema: z.ZodType<T>, request: IncomingMessage): Promise<T> {
  const text = await bodyOf(request);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ControlFault(400, 'the body is not JSON');
  }
  const read = schema.safeParse(body);
  if (!read.success) throw new ControlFault(400, z.prettifyError(read.error));
  return read.data;
}

/** Counts a route's happenings; `repeated` are acceptances whose reference and addressee came before. */
interface RouteStats {
  acceptances: number;
  repeated: number;
  refusals: number;
  receiptsTaken: number;
  receiptsRefused: number;
  receiptsGone: number;
  receiptsOpen: number;
}

function statsOf(
  entries: readonly LogEntry[],
  pushes: ReadonlyMap<string, RoutePushes>,
): Record<string, RouteStats> {
  const stats: Record<string, RouteStats> = {};
  const seen = new Set<string>();
  const of = (route: string): RouteStats =>
    (stats[route] ??= {
      acceptances: 0,
      repeated: 0,
      refusals: 0,
      receiptsTaken: 0,
      receiptsRefused: 0,
      receiptsGone: 0,
      receiptsOpen: pushes.get(route)?.open ?? 0,
    });
  for (const route of pushes.keys()) of(route);
  for (const entry of entries) {
    if (entry.kind === 'acceptance') {
      of(entry.route).acceptances += 1;
      const key = `${entry.route}|${addresseeOf(entry)}|${entry.outId}`;
      if (entry.outId !== '' && seen.has(key)) of(entry.route).repeated += 1;
      seen.add(key);
    } else if (entry.kind === 'refusal' && entry.route !== undefined) of(entry.route).refusals += 1;
    else if (entry.kind === 'receipt') {
      if (entry.ok) of(entry.route).receiptsTaken += 1;
      else of(entry.route).receiptsRefused += 1;
      if (entry.gone) of(entry.route).receiptsGone += 1;
    }
  }
  return stats;
}

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || /^(::ffff:)?127\./.test(address));

const numberIn = (url: URL, name: string, otherwise: number): number => {
  const text = url.searchParams.get(name);
  if (text === null) return otherwise;
  if (!/^\d{1,12}$/.test(text)) throw new ControlFault(400, `${name} must be a whole number`);
  return Number(text);
};

async function answered(parts: ControlParts, request: IncomingMessage, url: URL): Promise<unknown> {
  const pushesOf = (route: string): RoutePushes => {
    const pushes = parts.pushes.get(route);
    if (pushes === undefined) throw new ControlFault(404, 'no such route');
    return pushes;
  };
  switch (`${request.method ?? ''} ${url.pathname}`) {
    case 'POST /control/rules': {
      const body = await read(rulesBodySchema, request);
      parts.rules.replace(Array.isArray(body) ? body : body.rules);
      return { rules: parts.rules.all };
    }
    case 'GET /control/rules':
      return { rules: parts.rules.all };
    case 'DELETE /control/rules':
      parts.rules.replace([]);
      return { rules: [] };
    case 'GET /control/log': {
      const after = numberIn(url, 'after', 0);
      return { entries: parts.journal.entries.slice(after, after + numberIn(url, 'limit', Infinity)) };
    }
    case 'GET /control/stats':
      return { routes: statsOf(parts.journal.entries, parts.pushes) };
    case 'PUT /control/receipt-url': {
      const { route, url: receiptUrl } = await read(receiptUrlSchema, request);
      pushesOf(route).url = receiptUrl;
      return { route };
    }
    case 'POST /control/receipts': {
      const forged = await read(forgedSchema, request);
      const { route } = forged;
      const body = 'raw' in forged ? forged.raw : JSON.stringify(forged.body);
      const reply = await pushesOf(route).push(body);
      const status = reply.status === undefined ? {} : { status: reply.status };
      await parts.journal.record({ kind: 'forged-receipt', route, ...status, reply: reply.text });
      return { ...status, reply: reply.text, ok: reply.ok };
    }
    case 'POST /control/replies': {
      const { route, at = Date.now(), sequence, ...said } = await read(upstreamSchema, request);
      const pushes = pushesOf(route);
      const number = sequence ?? String(parts.journal.entries.length + 1);
      const reply = await pushes.bring({ ...said, at, sequence: number, signName: '必达银行' });
      if (reply === undefined) throw new ControlFault(404, 'nobody answers by this route');
      const status = reply.status === undefined ? {} : { status: reply.status };
      const { phone } = said;
      await parts.journal.record({
        kind: 'reply',
        route,
        phone,
        sequence: number,
        ...status,
        reply: reply.text,
      });
      return { ...status, reply: reply.text, ok: reply.ok, sequence: number, at };
    }
    default:
      throw new ControlFault(404, 'no such control');
  }
}

/** Answers `/control/…`: rules, log, stats, callback addresses and forged receipts; for this machine only. */
export async function answerControl(
  parts: ControlParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isLoopback(request.socket.remoteAddress)) {
    answerJson(response, 403, { error: 'the control answers on loopback only' });
    return;
  }
  try {
    answerJson(response, 200, await answered(parts, request, new URL(request.url ?? '/', 'http://control')));
  } catch (error) {
    if (!(error instanceof ControlFault)) throw error;
    answerJson(response, error.status, { error: error.message });
  }
}
