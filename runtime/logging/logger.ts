import { pino } from 'pino';
import type { Bindings, ChildLoggerOptions, DestinationStream, Logger } from 'pino';
import { errorShape } from './error-shape.js';
import { loggable, masked } from './loggable.js';
import { mask } from './mask.js';

export type { Logger };

/** From chatty to silent. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  /** The process or part that speaks. */
  readonly name: string;
  readonly level: LogLevel;
  /** Standard output unless given. */
  readonly destination?: DestinationStream;
}

// These two reach their serialisers as they are; whatever else is no plain object is logged by name.
const serialised = new Set(['req', 'res']);

const loggableFields = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, serialised.has(key) ? value : loggable(value)]),
  );

/** Pino does not format what children are bound to, so an error there would show all it carries. */
function withLoggableBindings(logger: Logger): Logger {
  type Child = (this: Logger, bindings: Bindings, options?: ChildLoggerOptions) => Logger;
  const child = Reflect.get(logger, 'child') as unknown as Child;
  return Object.defineProperty(logger, 'child', {
    value(this: Logger, bindings: Bindings, options?: ChildLoggerOptions) {
      return child.call(this, loggableFields(bindings), options);
    },
  });
}

/** The last gate: whatever way a text came into the line, it is masked before it leaves. */
function maskLine(line: string): string {
  try {
    return `${JSON.stringify(masked(JSON.parse(line)))}\n`;
  } catch {
    return `${mask(line.trimEnd())}\n`;
  }
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;

/**
 * A pino logger, one JSON object a line, in which every text is masked (see {@link mask}) and every
 * error stands by type, message, stack and code alone. Serves as fastify's `loggerInstance` too.
 */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: loggableFields,
    },
    serializers: {
      // An error that came through `formatters.log` is a shape already.
      err: (error: unknown) => (error instanceof Error ? errorShape(error) : error),
      req: (request: unknown) => ({ method: memberOf(request, 'method'), url: memberOf(request, 'url') }),
      res: (reply: unknown) => ({ statusCode: memberOf(reply, 'statusCode') }),
    },
    hooks: { streamWrite: maskLine },
  };
  // Synchronous, so that the last line before an exit is written, and in its order.
  return withLoggableBindings(pino(options, destination ?? pino.destination({ dest: 1, sync: true })));
}
