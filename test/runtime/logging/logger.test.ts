import { SdkComponent } from '@temporalio/common';
import { fastify } from 'fastify';
import { createLogger } from '../../../runtime/logging/logger.js';
import type { LogLevel } from '../../../runtime/logging/logger.js';
import { quietTemporalLogs, temporalRuntimeOptions } from '../../../runtime/logging/temporal-logs.js';

const mobile = '13812345678';

function listening(level: LogLevel = 'trace') {
  const written: string[] = [];
  const logger = createLogger({
    name: 'test',
    level,
    destination: { write: (line) => void written.push(line) },
  });
  return {
    logger,
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

/** As SDKs throw them: the request hangs on the error. */
const providerError = () =>
  Object.assign(new Error(`POST /?PhoneNumbers=${mobile} timed out`, { cause: new Error(`to ${mobile}`) }), {
    code: 'ETIMEDOUT',
    config: { body: { name: '张三' } },
    data: '张三',
  });

test('texts, keys, numbers, bindings and interpolations are all masked', () => {
  const { logger, text } = listening();
  logger.info(`to ${mobile}`);
  logger.info('to %s and %d', mobile, Number(mobile));
  logger.info({ deep: [{ to: mobile, number: Number(mobile), big: BigInt(mobile), [mobile]: 1 }] }, 'sent');
  logger.child({ to: mobile }).warn('child');
  logger.child({}, { msgPrefix: `${mobile} ` }).warn('prefixed');
  expect(text()).not.toContain(mobile);
  expect(text().match(/\[mobile\]/g)).toHaveLength(9);
});

test('what an engineer needs stays: times, ids, counts and fractions', () => {
  const { logger, lines } = listening();
  const kept = {
    attemptId: '6f1c2a34-1111-4222-8333-123456789012',
    dueAt: 1_763_900_000_000,
    lagMs: 0.30000000000000004,
    route: 'sms/aliyun',
    at: new Date(1_763_900_000_000),
  };
  logger.info(kept, 'sent');
  expect(lines()).toEqual([
    {
      ...kept,
      at: kept.at.toISOString(),
      level: 'info',
      time: expect.any(String) as string,
      name: 'test',
      pid: process.pid,
      msg: 'sent',
    },
  ]);
});

test.each([
  ['alone', (log: ReturnType<typeof listening>['logger']) => log.error(providerError())],
  ['as err', (log: ReturnType<typeof listening>['logger']) => log.error({ err: providerError() }, 'failed')],
  [
    'under another name',
    (log: ReturnType<typeof listening>['logger']) => log.error({ error: providerError() }, 'failed'),
  ],
  [
    'deep inside',
    (log: ReturnType<typeof listening>['logger']) => log.error({ all: [{ why: providerError() }] }, 'failed'),
  ],
  [
    'as a binding of a child’s child',
    (log: ReturnType<typeof listening>['logger']) =>
      log.child({}).child({ why: providerError() }).error('failed'),
  ],
  [
    'among others',
    (log: ReturnType<typeof listening>['logger']) => log.error(new AggregateError([providerError()], 'all')),
  ],
])(
  'an error logged %s shows type, masked message and stack, code and cause, and nothing it carries',
  (_how, log) => {
    const { logger, text, lines } = listening();
    log(logger);
    expect(text()).not.toContain(mobile);
    expect(text()).not.toContain('张三');
    expect(text()).not.toContain('config');
    expect(text()).toContain('"code":"ETIMEDOUT"');
    expect(text()).toContain('logger.test.ts');
    expect(text()).toContain('"message":"to [mobile]"');
    expect(lines()).toHaveLength(1);
  },
);

test('what is thrown but no error does not appear as it is', () => {
  const { logger, text } = listening();
  logger.error({ err: { response: { body: '张三' }, message: mobile } }, 'odd');
  expect(text()).not.toContain(mobile);
});

test('fields that hold applicant data are hidden whatever they hold', () => {
  const { logger, text } = listening();
  logger.info({ applicant: { name: '张三' }, headers: { Authorization: 'x' }, words: '您好' }, 'oops');
  expect(text()).not.toMatch(/张三|您好|"x"/);
});

test('objects of other classes are logged by their name only', () => {
  class Response {
    readonly body = '张三';
  }
  const { logger, lines } = listening();
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  logger.info({ answer: new Response(), none: Object.create({}) as unknown, circular }, 'got');
  expect(lines()[0]).toMatchObject({ answer: '[Response]', none: '[Object]' });
});

test('the level holds', () => {
  const { logger, lines } = listening('warn');
  logger.info('no');
  logger.warn('yes');
  expect(lines().map(({ msg }) => msg)).toEqual(['yes']);
});

test('fastify logs requests and failures through the same mask', async () => {
  const { logger, text, lines } = listening();
  const server = fastify({ loggerInstance: logger });
  server.post('/v1/receipts/sms/aliyun/:secret', () => Promise.reject(providerError()));
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  await fetch(`${url}/v1/receipts/sms/aliyun/s3cr3t?mobile=${mobile}`, {
    method: 'POST',
    headers: { authorization: 'Bearer t0ken-of-staff', 'content-type': 'application/json' },
    body: JSON.stringify({ name: '张三' }),
  });
  await server.close();
  expect(text()).not.toMatch(/s3cr3t|t0ken|张三|13812345678/);
  expect(lines().find((line) => line['level'] === 'error')).toMatchObject({
    req: { method: 'POST', url: '/v1/receipts/sms/aliyun/[masked]?[masked]' },
    err: { code: 'ETIMEDOUT' },
  });
});

test('the SDK’s own chatter is quiet, its warnings are masked, and workflow lines keep their level', () => {
  const { logger, lines, text } = listening();
  const temporal = quietTemporalLogs(logger);
  temporal.info('Worker state changed', { sdkComponent: SdkComponent.worker });
  temporal.log('WARN', `Activity failed for ${mobile}`, {
    sdkComponent: SdkComponent.activity,
    error: providerError(),
  });
  temporal.info('held', { sdkComponent: SdkComponent.workflow, workflowId: 'loan-application/A-1' });
  temporal.log('TRACE', 'trace');
  temporal.error('broken');
  expect(lines().map(({ level }) => level)).toEqual(['debug', 'warn', 'info', 'trace', 'error']);
  expect(lines()[2]).toMatchObject({ msg: 'held', workflowId: 'loan-application/A-1' });
  expect(text()).not.toMatch(/张三|13812345678/);
});

test('the runtime forwards the core’s lines and leaves signals to the process', () => {
  const options = temporalRuntimeOptions(listening().logger);
  expect(options.shutdownSignals).toEqual([]);
  expect(options.telemetryOptions?.logging).toHaveProperty('forward');
});
