import type { NoticeState } from '../../../domain/notice/state.js';
import { finishedStates, unfinishedStates } from '../../../domain/notice/state.js';
import { resendFault } from '../../../domain/report/resend-fault.js';

const subject = (state: NoticeState) => ({ state, evidence: 'receipt', resendUnderWay: false }) as const;

test('a notice there is none of is not sent once more', () => {
  expect(resendFault(undefined)).toBe('notice-unknown');
});

test.each([...unfinishedStates, ...finishedStates])(
  'of a notice that is %s one order goes at a time',
  (state) => {
    expect(resendFault({ ...subject(state), resendUnderWay: true })).toBe('send-under-way');
  },
);

const faults: Readonly<Record<NoticeState, ReturnType<typeof resendFault>>> = {
  held: 'send-under-way',
  sending: 'send-under-way',
  'awaiting-receipt': 'send-under-way',
  'with-staff': undefined,
  delivered: undefined,
  'completed-by-staff': undefined,
  unreachable: undefined,
  superseded: 'notice-over',
  withdrawn: 'notice-over',
};
test.each(Object.entries(faults))('a notice that is %s: %s', (state, fault) => {
  expect(resendFault(subject(state as NoticeState))).toBe(fault);
});

test('a message whose delivery no receipt can prove does not hinder it', () => {
  expect(resendFault({ ...subject('awaiting-receipt'), evidence: 'acceptance' })).toBeUndefined();
});
