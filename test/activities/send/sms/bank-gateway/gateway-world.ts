/** A bank's own gateway for tests: its account, a client, a message whose words are canaries. */
import { randomUUID } from 'node:crypto';
import { createBankGateway } from '../../../../../activities/send/sms/bank-gateway/client.js';
import type {
  BankGateway,
  BankGatewayOptions,
  GatewayMessage,
} from '../../../../../activities/send/sms/bank-gateway/client.js';
import { Secret } from '../../../../../runtime/configuration/secret.js';
import type { BankGatewayAccount } from '../../../../../simulator/bank-gateway/account.js';

export const keys = [
  { id: 'bida-2026b', secret: 'uS5tY8bN3qW6eR1vC4xZ7mK0jH2gF9dL' },
  { id: 'bida-2026a', secret: 'aP3oI6uY9tR2eW5qL8kJ1hG4fD7sZ0xC' },
] as const;
/** The keys as the client has them. */
export const signingKeys = keys.map(({ id, secret }) => ({ id, secret: new Secret(secret) }));

export const gatewayAccountOf = (receiptUrl: string): BankGatewayAccount => ({
  protocol: 'bank-gateway-sms',
  route: 'sms/bank-gateway',
  keys: [...keys],
  templates: ['TPL_APPROVED'],
  receiptUrl,
});

export const gatewayClientOf = (endpoint: string, more: Partial<BankGatewayOptions> = {}): BankGateway =>
  createBankGateway({
    endpoint,
    key: { id: keys[0].id, secret: new Secret(keys[0].secret) },
    callTimeoutMs: 5_000,
    now: Date.now,
    requestId: randomUUID,
    ...more,
  });

export const mobile = '13912345678';

/** A message under a new reference unless told. */
export const messageOf = (more: Partial<GatewayMessage> = {}): GatewayMessage => ({
  reference: randomUUID(),
  mobile,
  templateCode: 'TPL_APPROVED',
  templateParam: { name: '欧阳测试', amount: '88776655' },
  ...more,
});
