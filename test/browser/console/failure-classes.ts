/** Classes of failure that last, from what a caller says to the words for each. */
import type { FailureClass } from '../../../domain/failure/failure-class.js';
import type { RuleInput } from '../../../simulator/rules.js';
import { until } from '../../journeys/until.js';
import type { ConsoleWorld, Told } from './world.js';

/** In the order of `sms`. */
type Actions = readonly [
  aliyun: RuleInput['action'],
  tencent: RuleInput['action'],
  gateway: RuleInput['action'],
];
const sms = ['sms/aliyun', 'sms/tencent', 'sms/bank-gateway'] as const;
const refused = (...codes: readonly [string, string, string]): Actions => [
  { reject: codes[0] },
  { reject: codes[1] },
  { reject: codes[2] },
];
const reported = (...codes: readonly [string, string, string]): Actions => [
  { receipt: { code: codes[0] } },
  { receipt: { code: codes[1] } },
  { receipt: { code: codes[2] } },
];

/** What happens by whichever provider it is sent, and how the page names it. */
const classes: readonly (readonly [failure: FailureClass, says: string, actions: Actions])[] = [
  [
    'wrong-number',
    '号码有误',
    refused('isv.MOBILE_NUMBER_ILLEGAL', 'InvalidParameterValue.IncorrectPhoneNumber', 'number-not-assigned'),
  ],
  ['suspect-number', '号码存疑', reported('MOBILE_NOT_ON_SERVICE', 'UNDELIV', 'number-empty')],
  ['unreachable', '暂时联系不上', reported('MOBILE_TERMINAL_ERROR', 'EXPIRED', 'handset-off')],
  ['blocked', '被拦截', reported('MOBILE_IN_BLACK', 'BLACKLIST', 'recipient-blocked')],
  ['rate-limited', '服务商限流', refused('Throttling.User', 'RequestLimitExceeded', 'too-many-requests')],
  [
    'content-rejected',
    '内容被拒',
    refused('isv.SMS_TEMPLATE_ILLEGAL', 'FailedOperation.ContainSensitiveWord', 'template-unknown'),
  ],
  [
    'misconfigured',
    '配置有误',
    refused('SignatureDoesNotMatch', 'FailedOperation.JsonParseFail', 'request-malformed'),
  ],
  [
    'provider-down',
    '服务商不可用',
    refused('isv.OUT_OF_SERVICE', 'FailedOperation.InsufficientBalanceInSmsPackage', 'service-suspended'),
  ],
];

const idOf = (nth: number): string => `CLASS-${nth}`;
const mobileOf = (nth: number): string => `1380000410${nth}`;

/** Last of all: some of them are alarming, and what watches for alarms would see them. */
export function failureClassesSaid(world: () => ConsoleWorld): void {
  beforeAll(async () => {
    await world().rules(
      classes.flatMap(([, , actions], nth) =>
        sms.flatMap((route, place) => {
          const action = actions[place];
          return action === undefined ? [] : [{ match: { route, phone: mobileOf(nth) }, action }];
        }),
      ),
    );
    await Promise.all(
      classes.map((_, nth) =>
        world().report(idOf(nth), { mobile: mobileOf(nth), name: '吴九', consent: { sms: true } }, [
          'final-decision',
          { decision: 'approved' },
        ]),
      ),
    );
  });

  test.each(classes.map(([failure, says], nth) => ({ failure, says, nth })))(
    '$failure is named where the caller’s number leads to, and the answer is the API’s',
    async ({ failure, says, nth }) => {
      const told = (await until(
        async () => {
          const now = (await world().told(idOf(nth))) as Told & {
            readonly attempts: readonly { readonly failure?: FailureClass }[];
          };
          return now.attempts.some((one) => one.failure === failure) && now;
        },
        30_000,
        `an attempt that ended as ${failure}`,
      )) as Told;
      expect(told.explanation.cause).not.toBe('delivered');
      const { page, complaints, close } = await world().signedIn('li.na');
      await page.keyboard.type(mobileOf(nth));
      await page.keyboard.press('Enter');
      const answer = page.getByRole('region', { name: '答复' });
      await answer.waitFor();
      const attempts = page.getByRole('table', { name: /发送记录/ });
      await attempts.getByText(says).first().waitFor();
      // It goes on meanwhile, here and there.
      await until(
        async () => {
          const { explanation } = await world().told(idOf(nth));
          const said = await answer.innerText();
          return [explanation.zh.cause, ...explanation.zh.evidence].every((line) => said.includes(line));
        },
        20_000,
        'the answer is the API’s',
      );
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('what a mail server may have taken, and nobody can be asked about, is answered as not known', async () => {
    const email = 'class-unknown@mail.example';
    await world().rules([{ match: { email }, action: { acceptThen: 'drop' } }]);
    await world().report('CLASS-UNKNOWN', { name: '吴十一', contacts: { email }, consent: { email: true } }, [
      'final-decision',
      { decision: 'approved' },
    ]);
    const told = await world().comesTo('CLASS-UNKNOWN', 'outcome-unknown');
    const { page, complaints, close } = await world().signedIn('li.na');
    await page.keyboard.type('吴十一');
    await page.keyboard.press('Enter');
    const answer = page.getByRole('region', { name: '答复' });
    await answer.waitFor();
    expect(await answer.getByRole('heading', { level: 2 }).innerText()).toBe(told.explanation.zh.cause);
    expect(told.explanation.zh.cause).toMatch(/没有得到是否受理的答复。事后无从查询；为了不盲目重发/);
    expect(told.explanation.zh.tellApplicant).toContain('可能正在路上');
    expect(complaints).toEqual([]);
    await close();
  });

  test('what was not allowed is answered with who may be told how', async () => {
    await world().report(
      'CLASS-DENIED',
      {
        mobile: '13800004199',
        name: '吴十',
        consent: { sms: false, email: false, push: false, voice: false },
      },
      ['final-decision', { decision: 'approved' }],
    );
    const told = await world().comesTo('CLASS-DENIED', 'not-permitted');
    const { page, close } = await world().signedIn('li.na');
    await page.keyboard.type('13800004199');
    await page.keyboard.press('Enter');
    const answer = page.getByRole('region', { name: '答复' });
    await answer.waitFor();
    expect(await answer.getByRole('heading', { level: 2 }).innerText()).toBe(told.explanation.zh.cause);
    expect(told.explanation.zh.cause).toContain('同意');
    await close();
  });
}
