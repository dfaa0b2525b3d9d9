import type { AliyunSms } from '../../../../../activities/send/sms/aliyun/client.js';
import { receiptCodes } from '../../../../../domain/provider/aliyun/receipt-codes.js';
import { parseAliyunReceipts } from '../../../../../domain/provider/aliyun/receipt.js';
import { requestCodes } from '../../../../../domain/provider/aliyun/request-codes.js';
import { startSimulator, type Simulator } from '../../../../../simulator/simulator.js';
import {
  accountOf,
  clientOf,
  messageOf,
  openCallback,
  ownDirectory,
  until,
  type Callback,
} from '../../../../simulator/bank.js';

let callback: Callback;
let directory: Awaited<ReturnType<typeof ownDirectory>>;
let simulator: Simulator;
let sms: AliyunSms;

beforeAll(async () => {
  callback = await openCallback();
  directory = await ownDirectory();
  simulator = await startSimulator({
    accounts: [accountOf(callback.url)],
    stateDir: directory.path,
    receiptDelayMs: [1, 5],
  });
  sms = clientOf(simulator.url);
});
afterAll(async () => {
  sms.close();
  await simulator.stop();
  await callback.close();
  await directory.remove();
});

/** A member of a family, or the code itself. */
const sample = (code: string): string => code.replace('*', 'SAMPLE');

describe('each refusal on the wire comes out as its class', () => {
  test.each(
    requestCodes.map((row) => [
      row.code,
      row.when === undefined ? '' : '触发天级流控Permits:10',
      row.meaning,
    ]),
  )('%s %s is %s', async (code, message, meaning) => {
    simulator.setRules([{ action: { reject: sample(code), message } }]);
    const answer = await sms.sendSms(messageOf('row'));
    expect(answer).toEqual(
      meaning === 'unknown-outcome'
        ? { result: 'unknown', because: 'undetermined-code', code: sample(code), listed: true }
        : { result: 'rejected', failure: meaning, code: sample(code), listed: true },
    );
  });
});

test('each report on the wire comes out as its class', async () => {
  simulator.setRules(
    receiptCodes.map((row, index) => ({
      match: { templateCode: 'SMS_APPROVED', phone: `139${String(index).padStart(8, '0')}` },
      action: { receipt: { code: sample(row.code) } },
    })),
  );
  for (const [index] of receiptCodes.entries())
    await sms.sendSms(messageOf(`report-${index}`, { mobile: `139${String(index).padStart(8, '0')}` }));
  await until('all reports', () => callback.rows().length === receiptCodes.length);
  const { receipts, malformed } = parseAliyunReceipts(callback.rows());
  expect(malformed).toBe(0);
  for (const [index, { code, meaning }] of receiptCodes.entries()) {
    const receipt = receipts.find(({ outId }) => outId === `report-${index}`);
    const expected =
      meaning === 'delivered'
        ? { settlement: 'delivered' }
        : meaning === 'pending'
          ? { settlement: undefined }
          : { settlement: 'undelivered', failure: meaning };
    expect(receipt).toMatchObject({ code: sample(code), listed: true, ...expected });
  }
});
