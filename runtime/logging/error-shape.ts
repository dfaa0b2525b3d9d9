/** What is logged of an error: never its own properties, since SDK errors carry request bodies there. */
export interface ErrorShape {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  /** Such as `ECONNREFUSED` or `23505`; only what has the shape of a code. */
  readonly code?: string;
  readonly cause?: ErrorShape;
  readonly errors?: readonly ErrorShape[];
}

const deepest = 5;
const codeShape = /^(?:[A-Z][A-Z0-9_]{2,50}|[0-9A-Z]{5})$/;

/** The loggable shape of anything thrown, with its causes; texts are still to be masked. */
export function errorShape(error: unknown, depth = 0): ErrorShape {
  if (!(error instanceof Error)) {
    return {
      type: typeof error,
      message: typeof error === 'string' ? error : 'something thrown that is no error',
    };
  }
  const code =
    'code' in error && typeof error.code === 'string' && codeShape.test(error.code) ? error.code : undefined;
  const deeper = depth < deepest;
  return {
    type: error.name,
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(code === undefined ? {} : { code }),
    ...(deeper && error.cause instanceof Error ? { cause: errorShape(error.cause, depth + 1) } : {}),
    ...(deeper && error instanceof AggregateError
      ? { errors: error.errors.slice(0, deepest).map((inner) => errorShape(inner, depth + 1)) }
      : {}),
  };
}
