import type { LogLevel as TemporalLevel, LogMetadata, Logger as TemporalLogger } from '@temporalio/common';
import type { RuntimeOptions } from '@temporalio/worker';
import type { Logger } from './logger.js';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error';

const levelOf: Readonly<Record<TemporalLevel, Level>> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/**
 * The SDK's logger on ours, so that its lines are masked too. What workers and the core say of
 * themselves at INFO goes to debug; what workflows and activities say keeps its level.
 */
export function quietTemporalLogs(logger: Logger): TemporalLogger {
  const write = (level: Level, message: string, fields?: LogMetadata) => {
    const own = fields?.['sdkComponent'] === 'worker' || fields?.['sdkComponent'] === 'core';
    logger[own && level === 'info' ? 'debug' : level]({ ...fields }, message);
  };
  return {
    log: (level, message, fields) => write(levelOf[level], message, fields),
    trace: (message, fields) => write('trace', message, fields),
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
  };
}

/**
 * For `Runtime.install`: the core's lines are forwarded to the same logger instead of the console,
 * and signals are left to the process, which stops its workers in its own order. Its own metrics are given out at
 * `metricsAddress`, `host:port`; without it there are none.
 */
export const temporalRuntimeOptions = (logger: Logger, metricsAddress?: string): RuntimeOptions => ({
  logger: quietTemporalLogs(logger),
  telemetryOptions: {
    logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
    ...(metricsAddress === undefined ? {} : { metrics: exportedAt(metricsAddress) }),
  },
  shutdownSignals: [],
});

/** By Prometheus' conventions: seconds, and units and kinds in the names. */
const exportedAt = (bindAddress: string) => ({
  attachServiceName: false,
  prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true },
});
