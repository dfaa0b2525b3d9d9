/** The words Bida brings along, `examples/words`: a bank's own start, and what the embedded stack sends. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { approveIn } from '../../client/approval/decide.js';
import { draftWords, wordsAct } from '../../client/words/draft.js';
import { channelOf } from '../../domain/attempt/route.js';
import type { Route } from '../../domain/attempt/route.js';
import type { TemplateSlot } from '../../domain/words/slot.js';
import { isApprovedByProvider } from '../../domain/words/template.js';
import type { WrittenTemplate } from '../../domain/words/template.js';
import { templateIdOf } from '../../domain/words/slot.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { readWritten } from '../../domain/words/written.js';
import type { Ledger, Queryable } from '../../ledger/ledger.js';
import { goLive, recordProviderApproval } from '../../ledger/words/life.js';
import type { Deed } from '../../ledger/words/life.js';
import { allTemplates } from '../../ledger/words/row.js';
import type { TemplateRow } from '../../ledger/words/row.js';
import { approvalsSchema } from '../../runtime/configuration/approvals-schema.js';

/** Beside the sources, and copied beside the compiled ones. */
const folder = join(__dirname, '..', '..', 'examples', 'words');

/** Reads every shipped template. @throws Error naming the file and what is wrong with it */
export const readShippedWords = (): WrittenTemplate[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.liquid'))
    .sort()
    .map((name) => {
      const read = readWritten(readFileSync(join(folder, name), 'utf8'));
      if ('template' in read) return read.template;
      throw new Error(`examples/words/${name}: ${read.faults.join('; ')}`);
    });

/** What the providers granted: routes whose words they keep, and the code of each template there. */
export interface ProviderGrants {
  readonly routes: readonly Route[];
  readonly codeOf: (slot: TemplateSlot) => string;
}

/** They are decided on at once. */
const times = approvalsSchema.parse({});

/** Nobody's accounts: in the histories they say that no person approved these. */
const author = 'shipped.words';
const approver = 'embedded.stack';

/**
 * Makes the shipped words live, all or none. A slot that has words already keeps them, whatever their
 * state; only a route that is new is granted its code. Doing it again changes nothing.
 */
export function loadShippedWords(ledger: Ledger, grants: ProviderGrants, at: number): Promise<void> {
  return ledger.transaction(async (tx) => {
    const known = await allTemplates(tx);
    const taken = new Set(known.map(({ templateId }) => templateId));
    for (const template of readShippedWords())
      if (!taken.has(templateIdOf(template))) await bringLive(tx, template, grants, at);
    for (const row of known) await grantNewRoutes(tx, row, grants, at);
  });
}

const routesOf = ({ channel }: TemplateSlot, routes: readonly Route[]): Route[] =>
  routes.filter((route) => channelOf(route) === channel);

async function bringLive(
  tx: Queryable,
  template: WrittenTemplate,
  { routes, codeOf }: ProviderGrants,
  at: number,
): Promise<void> {
  const deed: Deed = { staffRef: approver, at };
  const approving = routesOf(template, routes);
  // Words that no provider approves could never go live.
  if (isApprovedByProvider(template.channel) && approving.length === 0) return;
  const proposer = { account: author, roles: new Set(['staff'] as const) };
  const { name, approval } = await draftWords(tx, times, template, { actor: proposer, at });
  const second = { account: approver, roles: new Set(['supervisor'] as const) };
  const decided = await approveIn(tx, wordsAct, approval.approvalId, second, at);
  if ('refused' in decided) throw new Refusal(decided.refused);
  if (isApprovedByProvider(template.channel))
    for (const route of approving)
      await recordProviderApproval(tx, name, { route, code: codeOf(template) }, deed);
  await goLive(tx, name, deed);
}

async function grantNewRoutes(
  tx: Queryable,
  row: TemplateRow,
  { routes, codeOf }: ProviderGrants,
  at: number,
): Promise<void> {
  if (!isApprovedByProvider(row.channel) || row.state !== 'live' || row.draftedBy !== author) return;
  for (const route of routesOf(row, routes))
    if (row.providerCodes[route] === undefined)
      await recordProviderApproval(tx, row, { route, code: codeOf(row) }, { staffRef: approver, at });
}
