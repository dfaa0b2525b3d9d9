import { createHash, createHmac } from 'node:crypto';
import { tc3Headers } from '../../../../../activities/send/sms/tencent/signature.js';

describe('our signature of a request to Tencent', () => {
  // Worked out step by step, apart from the code under test, as the vendor's page on signature v3 has it.
  test('is TC3-HMAC-SHA256 over type, host without its port, action and body', () => {
    const body = '{"PhoneNumberSet":["+8613900000000"],"SessionContext":"欧"}';
    const request = {
      hostname: 'sms.tencentcloudapi.com',
      service: 'sms',
      action: 'SendSms',
      version: '2021-01-11',
      region: 'ap-guangzhou',
      body,
      at: Date.UTC(2026, 10, 24, 23, 59, 59, 900),
    };
    const headers = tc3Headers({ secretId: 'AKIDz8krbsJ5', secretKey: 'Gu5t9xGARNpq86cd' }, request);
    const canonical = [
      'POST',
      '/',
      '',
      'content-type:application/json; charset=utf-8',
      'host:sms.tencentcloudapi.com',
      'x-tc-action:sendsms',
      '',
      'content-type;host;x-tc-action',
      createHash('sha256').update(Buffer.from(body, 'utf8')).digest('hex'),
    ].join('\n');
    const seconds = Date.UTC(2026, 10, 24, 23, 59, 59) / 1000;
    const toSign = [
      'TC3-HMAC-SHA256',
      String(seconds),
      '2026-11-24/sms/tc3_request',
      createHash('sha256').update(canonical).digest('hex'),
    ].join('\n');
    let key: Buffer = Buffer.from('TC3Gu5t9xGARNpq86cd');
    for (const part of ['2026-11-24', 'sms', 'tc3_request'])
      key = createHmac('sha256', key).update(part).digest();
    const signature = createHmac('sha256', key).update(toSign).digest('hex');
    expect(headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'x-tc-action': 'SendSms',
      'x-tc-version': '2021-01-11',
      'x-tc-region': 'ap-guangzhou',
      'x-tc-timestamp': String(seconds),
      authorization: `TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5/2026-11-24/sms/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${signature}`,
    });
  });

  // The example on the vendor's page: a key of asterisks, another service, and its published signature.
  test('is the one the vendor’s documentation works out', () => {
    const { authorization } = tc3Headers(
      { secretId: 'AKID********************************', secretKey: '********************************' },
      {
        hostname: 'cvm.tencentcloudapi.com',
        service: 'cvm',
        action: 'DescribeInstances',
        version: '2017-03-12',
        region: 'ap-guangzhou',
        body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
        at: 1_551_113_065_000,
      },
    ) as { authorization: string };
    expect(authorization).toBe(
      'TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/tc3_request, ' +
        'SignedHeaders=content-type;host;x-tc-action, ' +
        'Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
    );
  });
});
