import { createAliyunVoice } from '../../../../../activities/send/voice/aliyun/client.js';
import type { AliyunVoice, AliyunVoiceOptions } from '../../../../../activities/send/voice/aliyun/client.js';
import { startSimulator, type Simulator } from '../../../../../simulator/simulator.js';
import type { RuleInput } from '../../../../../simulator/rules.js';
import { freePort, openCallback, ownDirectory, until, type Callback } from '../../../../simulator/bank.js';

const account = {
  protocol: 'aliyun-voice',
  route: 'voice/aliyun',
  accessKeyId: 'LTAI-voice',
  accessKeySecret: 'a secret of both sides',
  showNumbers: ['057156660000'],
  announcements: [{ code: 'TTS_NEWS', variables: ['phone'] }],
} as const;

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
const opened: AliyunVoice[] = [];

const voice = (more: Partial<AliyunVoiceOptions> = {}): AliyunVoice => {
  const made = createAliyunVoice({
    endpoint: simulator.url,
    accessKeyId: account.accessKeyId,
    accessKeySecret: account.accessKeySecret,
    calledShowNumber: '057156660000',
    playTimes: 2,
    callTimeoutMs: 400,
    now: Date.now,
    ...more,
  });
  opened.push(made);
  return made;
};
const mobile = '13912345678';
const call = (outId: string, more: Partial<Parameters<AliyunVoice['singleCallByTts']>[0]> = {}) => ({
  number: mobile,
  ttsCode: 'TTS_NEWS',
  ttsParam: { phone: '95500' },
  outId,
  ...more,
});
const taken = (outId: string) =>
  simulator.log().filter((entry) => entry.kind === 'acceptance' && entry.outId === outId);

beforeAll(async () => {
  callback = await openCallback();
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [
      {
        ...account,
        showNumbers: [...account.showNumbers],
        announcements: [{ code: 'TTS_NEWS', variables: ['phone'] }],
        receiptUrl: callback.url,
      },
    ],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
  });
});
afterEach(() => {
  simulator.setRules([]);
  for (const one of opened.splice(0)) one.close();
});
afterAll(async () => {
  await simulator.stop();
  await callback.close();
  await directory.remove();
});

test('a call that is taken has the provider’s id, and its record says how it ended', async () => {
  const answer = await voice().singleCallByTts(call('plain'));
  const [entry] = taken('plain');
  expect(entry).toMatchObject({
    channel: 'voice',
    phone: mobile,
    templateCode: 'TTS_NEWS',
    templateParam: { phone: '95500' },
  });
  expect(answer).toEqual({
    result: 'accepted',
    messageId: entry?.kind === 'acceptance' && 'bizId' in entry ? entry.bizId : '',
  });
  await until('its record', () => callback.rows().some((row) => row['out_id'] === 'plain'));
  expect(callback.rows().find((row) => row['out_id'] === 'plain')).toMatchObject({
    status_code: '200000',
    call_id: expect.any(String) as string,
  });
});

test('a landline is dialled with its trunk zero', async () => {
  await voice().singleCallByTts(call('landline', { number: '57188886666' }));
  expect(taken('landline')).toMatchObject([{ phone: '057188886666' }]);
});

test.each([
  ['an unknown announcement', { ttsCode: 'TTS_OTHER' }, {}, 'isv.TTS_TEMPLATE_ILLEGAL', 'content-rejected'],
  ['a variable left out', { ttsParam: {} }, {}, 'isv.TEMPLATE_MISSING_PARAMETERS', 'content-rejected'],
  ['a number that is none', { number: '1391234' }, {}, 'isv.MOBILE_NUMBER_ILLEGAL', 'wrong-number'],
  [
    'another’s number shown',
    {},
    { calledShowNumber: '057100000000' },
    'isv.DISPLAY_NUMBER_ILLEGAL',
    'misconfigured',
  ],
  ['a wrong secret', {}, { accessKeySecret: 'other' }, 'SignatureDoesNotMatch', 'misconfigured'],
  ['an unknown key', {}, { accessKeyId: 'LTAI-other' }, 'InvalidAccessKeyId.NotFound', 'misconfigured'],
  [
    'a clock an hour off',
    {},
    { now: () => Date.now() - 3_600_000 },
    'InvalidTimeStamp.Expired',
    'misconfigured',
  ],
])('%s is refused for certain', async (_, message, options, code, failure) => {
  const answer = await voice(options).singleCallByTts(call('refused', message));
  expect(answer).toEqual({ result: 'rejected', failure, code, listed: true });
  expect(taken('refused')).toEqual([]);
});

test('when nobody listens, nothing was called', async () => {
  const nobody = voice({ endpoint: `http://127.0.0.1:${await freePort()}` });
  expect(await nobody.singleCallByTts(call('nobody'))).toEqual({
    result: 'rejected',
    failure: 'provider-down',
    code: 'ECONNREFUSED',
    listed: true,
  });
});

const unknown: readonly [string, string, RuleInput['action'], number][] = [
  ['no answer at all', 'timeout', { acceptThen: 'timeout' }, 1],
  ['no answer, and nothing taken', 'timeout', { timeout: true }, 0],
  ['a connection dropped', 'reset', { acceptThen: 'drop' }, 1],
  ['an HTML 502', 'broken-answer', { acceptThen: 'html-502' }, 1],
  ['an HTML 502 of something in front', 'broken-answer', { refuseBefore: 'html-502' }, 0],
  ['an answer too late', 'timeout', { acceptThen: 'late', delayMs: 1_000 }, 1],
  ['OK without an id', 'broken-answer', { acceptThen: { status: 200, body: '{"Code":"OK"}' } }, 1],
  [
    'an id that repeats the number',
    'broken-answer',
    { acceptThen: { status: 200, body: `{"Code":"OK","CallId":"${mobile}"}` } },
    1,
  ],
];
test.each(unknown)('%s leaves the outcome unknown', async (what, because, action, accepted) => {
  simulator.setRules([{ action }]);
  expect(await voice().singleCallByTts(call(what))).toEqual({ result: 'unknown', because });
  expect(taken(what)).toHaveLength(accepted);
});
