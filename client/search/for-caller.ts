/** Somebody is on the telephone: finds their applications by what they say, each with its answer. */
import { checkLandline } from '../../domain/contact/landline.js';
import { checkMobile } from '../../domain/contact/check.js';
import { explainInShort } from '../../domain/explanation/explain.js';
import type { ShortExplanation } from '../../domain/explanation/explain.js';
import type { NoticeState } from '../../domain/notice/state.js';
import type { Stage } from '../../domain/stage/stage.js';
import type { ApplicationId } from '../../domain/ids/ids.js';
import { applicationIdOf } from '../../domain/ids/ids.js';
import { applicationsFor } from '../../ledger/application/search-page.js';
import type { ApplicationFilter, ApplicationPlace } from '../../ledger/application/search-page.js';
import type { Queryable } from '../../ledger/ledger.js';
import type { Masked } from '../contact/masked.js';
import { maskedApplicants } from '../contact/masked.js';
import type { ExplanationWorld } from '../explanation/explanation.js';
import { readFacts } from '../explanation/read-facts.js';
import { inOneSnapshot } from '../../ledger/snapshot.js';
import type { IntakeWorld } from '../intake/intake.js';

/** What the caller says, one of these; number and name in clear, as they were said. */
export type CallerSays =
  { readonly applicationId: ApplicationId } | { readonly mobile: string } | { readonly name: string };

/** An application with its answer; one that nobody reported, but that a refused report or a list names, has no more. */
export interface FoundForCaller {
  readonly applicationId: string;
  readonly reportedAt?: number;
  readonly product?: string;
  readonly region?: string;
  /** The number found is a former one: it may be somebody else's by now. */
  readonly former: boolean;
  readonly masked?: Masked;
  readonly notices: readonly { readonly stage: Stage; readonly round: number; readonly state: NoticeState }[];
  readonly explanation: ShortExplanation;
}

type CallerWorld = ExplanationWorld & Pick<IntakeWorld, 'sealing' | 'logger'>;

/** Who looks: the branch regions they are bound to, and whether they are shown values masked. */
export interface Looking {
  readonly regions?: readonly string[];
  readonly masked: boolean;
}

/** A page of what was found; whether more lies behind it. */
export interface PageForCaller {
  readonly found: readonly FoundForCaller[];
  readonly isMore: boolean;
}

/** The newest first, `most` behind a place; each explained as it stood at one instant. */
export const findForCaller = (
  world: CallerWorld,
  says: CallerSays,
  { regions, masked }: Looking,
  { behind, most }: { readonly behind?: ApplicationPlace; readonly most: number },
): Promise<PageForCaller> =>
  inOneSnapshot(world.ledger, async (tx) => {
    const page = {
      most: most + 1,
      ...(regions === undefined ? {} : { regions }),
      ...(behind === undefined ? {} : { behind }),
    };
    const rows = await applicationsFor(tx, filterOf(world, says), page);
    const now = world.clock.now();
    if (rows.length === 0 && 'applicationId' in says && behind === undefined)
      return { found: await neverReported(world, tx, says.applicationId, regions, now), isMore: false };
    const shown = rows.slice(0, most);
    const ids = shown.map(({ applicationId }) => applicationId);
    const seen = masked ? await maskedApplicants(world, tx, ids) : undefined;
    const found: FoundForCaller[] = [];
    for (const { applicationId, region, ...row } of shown) {
      const its = seen?.get(applicationId);
      found.push({
        applicationId,
        ...row,
        ...(region === null ? {} : { region }),
        ...(its === undefined ? {} : { masked: its }),
        ...(await answerOf(world, tx, applicationIdOf(applicationId), now)),
      });
    }
    return { found, isMore: rows.length > most };
  });

/** What a refused report or the bank's own list says of an id that was never reported; nothing where none does. */
async function neverReported(
  { clockwork }: CallerWorld,
  tx: Queryable,
  applicationId: ApplicationId,
  regions: readonly string[] | undefined,
  now: number,
): Promise<FoundForCaller[]> {
  const facts = await readFacts(tx, applicationId, now, {
    causeAlone: true,
    ...(regions === undefined ? {} : { regions }),
  });
  // It is another region's.
  if (facts.reportedAt !== undefined) return [];
  const explanation = explainInShort(facts, {}, now, clockwork);
  return explanation.cause === 'application-unknown'
    ? []
    : [{ applicationId, former: false, notices: [], explanation }];
}

async function answerOf(
  { clockwork }: CallerWorld,
  tx: Queryable,
  applicationId: ApplicationId,
  now: number,
): Promise<Pick<FoundForCaller, 'notices' | 'explanation'>> {
  const facts = await readFacts(tx, applicationId, now, { causeAlone: true });
  return {
    notices: facts.notices.map(({ stage, round, state }) => ({ stage, round, state })),
    explanation: explainInShort(facts, {}, now, clockwork),
  };
}

/** Numbers are read as the intake reads them, so that however one is said, it is the same. */
function filterOf({ sealing }: CallerWorld, says: CallerSays): ApplicationFilter {
  if ('applicationId' in says) return says;
  if ('name' in says) return { name: sealing.index('name', says.name) };
  const { national, extension } = checkLandline(says.mobile);
  const landline = extension === undefined ? national : `${national ?? ''};ext=${extension}`;
  return { number: sealing.index('mobile', checkMobile(says.mobile).national ?? landline ?? says.mobile) };
}
