import { MockActivityEnvironment } from '@temporalio/testing';
import { stillAlive } from '../../worker/still-alive.js';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

/** Runs an activity as a worker does, until it is ended; counts how often it says that it is alive. */
function underWay(info: { readonly heartbeatTimeoutMs?: number }) {
  const environment = new MockActivityEnvironment(info);
  const heard = { count: 0 };
  environment.on('heartbeat', () => (heard.count += 1));
  const { inbound } = stillAlive(environment.context);
  let end: (failure?: Error) => void = () => undefined;
  const work = new Promise<void>((resolve, reject) => {
    end = (failure) => (failure === undefined ? resolve() : reject(failure));
  });
  const answer = environment.run(
    () => inbound?.execute?.({ args: [], headers: {} }, () => work) ?? Promise.reject(new Error('no way in')),
  );
  return { heard, answer, end };
}

test('an activity says that it is alive, four times in the time in which it must, and no longer than it runs', async () => {
  const { heard, answer, end } = underWay({ heartbeatTimeoutMs: 20_000 });
  jest.advanceTimersByTime(60_000);
  expect(heard.count).toBe(12);
  end();
  await answer;
  jest.advanceTimersByTime(60_000);
  expect(heard.count).toBe(12);
});

test('one that fails says so no more, and its failure is what is heard', async () => {
  const { heard, answer, end } = underWay({ heartbeatTimeoutMs: 20_000 });
  end(new Error('no ledger'));
  await expect(answer).rejects.toThrow('no ledger');
  jest.advanceTimersByTime(60_000);
  expect(heard.count).toBe(0);
});

test('one whose workflow does not ask for it says nothing', async () => {
  const { heard, answer, end } = underWay({});
  jest.advanceTimersByTime(60_000);
  end();
  await answer;
  expect(heard.count).toBe(0);
});
