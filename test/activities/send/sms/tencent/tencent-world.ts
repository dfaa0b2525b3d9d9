/** An account with Tencent SMS for tests, and a client of it. */
import { createTencentSms } from '../../../../../activities/send/sms/tencent/client.js';
import type {
  TencentMessage,
  TencentSms,
  TencentSmsOptions,
} from '../../../../../activities/send/sms/tencent/client.js';
import type { TencentAccount } from '../../../../../simulator/tencent/account.js';

export const mobile = '13912345678';

export const tencentAccountOf = (receiptUrl: string, more: Partial<TencentAccount> = {}): TencentAccount => ({
  protocol: 'tencent-sms',
  route: 'sms/tencent',
  secretId: 'AKIDoftests',
  secretKey: 'the-key-of-the-tests',
  smsSdkAppId: '1400006666',
  signName: '测试银行',
  templates: [{ id: '449739', variables: ['name', 'ref'] }],
  returnsContext: true,
  receiptUrl,
  ...more,
});

export const tencentClientOf = (endpoint: string, more: Partial<TencentSmsOptions> = {}): TencentSms =>
  createTencentSms({
    endpoint,
    secretId: 'AKIDoftests',
    secretKey: 'the-key-of-the-tests',
    smsSdkAppId: '1400006666',
    signName: '测试银行',
    region: 'ap-guangzhou',
    callTimeoutMs: 5_000,
    now: Date.now,
    ...more,
  });

/** A message whose number and variables are canaries that must show up nowhere. */
export const messageOf = (attemptId: string, more: Partial<TencentMessage> = {}): TencentMessage => ({
  mobile,
  templateId: '449739',
  variables: ['欧阳测试', '88776655'],
  attemptId,
  ...more,
});

/** How the bank's door answers Tencent. */
export const taken = { status: 200, body: '{"result":0,"errmsg":"OK"}' };
