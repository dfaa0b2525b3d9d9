import { openBankDoor } from './bank-door.js';

test('an engineer sees what runs and by which configuration, and no secret in it', async () => {
  const door = await openBankDoor(undefined, {
    api: { temporalUi: { url: 'https://temporal.bank.example', namespace: 'bida' } },
    webhooks: [
      {
        name: 'loan-system',
        url: 'https://loans.bank.example/hooks?token=canary',
        signingKeysFile: '/run/secrets/webhook',
        timeoutMs: 10_000,
        allowPrivateTargets: false,
      },
    ] as never,
  });
  try {
    const { status, json, text } = await door.call('engineer', 'GET', '/v1/engineering');
    expect(status).toBe(200);
    expect(json).toMatchObject({
      program: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
      node: process.version,
      temporalUi: { url: 'https://temporal.bank.example', namespace: 'bida' },
      configuration: {
        version: '00000000',
        settings: { staff: { callBackNumber: '95599' }, webhooks: [{ name: 'loan-system' }] },
      },
    });
    expect(text).not.toContain('canary');
    // No Temporal here: the rest is told all the same.
    expect(json).not.toHaveProperty('workers');
  } finally {
    await door.close();
  }
});
