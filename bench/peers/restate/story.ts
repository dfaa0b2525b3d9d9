/** What Restate does of an application: each thing that touches the world is a `run`, and news comes by durable promises. */
import * as restate from '@restatedev/restate-sdk';
import type { PeerLedger } from '../program/ledger.js';
import type { Applicant, Send } from '../program/provider.js';
import { receiptDeadlineSeconds } from '../program/receipt.js';
import type { ReceiptNews } from '../program/receipt.js';

const reported = (nth: number): string => `reported-${nth}`;
const receipt = (nth: number): string => `receipt-${nth}`;

/** The workflow and what it can be told, under the name by which the server's ingress knows it. */
export function restateStory(ledger: PeerLedger, send: Send) {
  return restate.workflow({
    name: 'LoanApplication',
    handlers: {
      run: async (ctx: restate.WorkflowContext, applicant: Applicant): Promise<void> => {
        const applicationId = ctx.key;
        await ctx.run('application', () => ledger.reported(applicationId, applicant));
        for (let nth = 1; nth <= 3; nth += 1) {
          const key = { applicationId, nth };
          await ctx.promise<true>(reported(nth));
          await ctx.run('intend', () => ledger.intend(key));
          const answer = await ctx.run('send', () => send(key, applicant));
          const messageId = answer.result === 'accepted' ? answer.messageId : undefined;
          await ctx.run('answer', () => ledger.answered(key, answer.result, messageId));
          // Nobody is sent anything by another way, and no person is asked: what was refused stays so.
          if (answer.result === 'rejected') return;
          const news = await receiptOf(ctx, nth);
          await ctx.run('receipt', () =>
            ledger.receipt(key, news?.code ?? 'no-receipt', news?.delivered ?? false),
          );
          if (news?.delivered !== true) return;
        }
      },
      reported: async (
        ctx: restate.WorkflowSharedContext,
        { nth }: { readonly nth: number },
      ): Promise<void> => {
        await settle(ctx, reported(nth), true);
      },
      receipt: async (ctx: restate.WorkflowSharedContext, news: ReceiptNews): Promise<void> => {
        await settle(ctx, receipt(news.nth), news);
      },
    },
  });
}

async function receiptOf(ctx: restate.WorkflowContext, nth: number): Promise<ReceiptNews | undefined> {
  try {
    return await ctx.promise<ReceiptNews>(receipt(nth)).get().orTimeout({ seconds: receiptDeadlineSeconds });
  } catch (failure) {
    if (failure instanceof restate.TimeoutError) return undefined;
    throw failure;
  }
}

/** What is told twice was told once: a promise takes one value, and refuses another. */
async function settle<T>(ctx: restate.WorkflowSharedContext, name: string, value: T): Promise<void> {
  if ((await ctx.promise<T>(name).peek()) === undefined) await ctx.promise<T>(name).resolve(value);
}
