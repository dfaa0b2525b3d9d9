/**
 * The life of words: drafted, approved by a second person, approved by the provider (SMS), live, retired.
 * Each step is judged and recorded in the transaction given, and refused by a Refusal of the catalogue,
 * which undoes it. Steps of one slot come one after the other.
 */
import { channelOf } from '../../domain/attempt/route.js';
import type { Route } from '../../domain/attempt/route.js';
import { Refusal } from '../../domain/failure/catalogue.js';
import { isStaffRef } from '../../domain/human-task/human-task.js';
import { templateIdOf } from '../../domain/words/slot.js';
import type { EventKind } from '../../domain/event/event.js';
import { stepFits, wordsNameOf } from '../../domain/words/template.js';
import type { TemplateState, TemplateStep, WordsName, WrittenTemplate } from '../../domain/words/template.js';
import { faultLine } from '../../domain/words/template-fault.js';
import { templateFaults } from '../../domain/words/template-faults.js';
import { appendEvent } from '../event/append.js';
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { findTemplate } from './row.js';
import type { TemplateRow } from './row.js';

/** Who does a step, and when (epoch milliseconds). */
export interface Deed {
  readonly staffRef: string;
  readonly at: number;
}

/** Takes words down as the slot's next version, a draft. Refused: `words-faulty`, with a line a fault. */
export async function draftTemplate(
  tx: Queryable,
  template: WrittenTemplate,
  deed: Deed,
): Promise<WordsName> {
  const faults = templateFaults(template);
  if (faults.length > 0) throw new Refusal('words-faulty', faults.map(faultLine));
  const templateId = templateIdOf(template);
  await begin(tx, templateId, deed);
  const [drafted] = await tx.query<{ version: number }>(
    `INSERT INTO template (stage, decision, channel, locale, applicant_type, version, subject, title, body,
                           state, drafted_by, drafted_at)
     SELECT $1, $2, $3, $4, $5, coalesce(max(version), 0) + 1, $7, $8, $9, 'draft', $10, $11
       FROM template WHERE template_id = $6
     RETURNING version`,
    [
      template.stage,
      template.decision ?? null,
      template.channel,
      template.locale,
      template.applicantType,
      templateId,
      template.subject ?? null,
      template.title ?? null,
      template.body,
      deed.staffRef,
      instant(deed.at),
    ],
  );
  if (drafted === undefined) throw new Error('a draft was not taken down');
  const name = { templateId, version: drafted.version };
  await record(tx, name, 'drafted', deed);
  return name;
}

/** A second person agrees. Refused: `approval-own` for whoever drafted it. */
export async function approveTemplate(tx: Queryable, name: WordsName, deed: Deed): Promise<void> {
  const row = await judged(tx, name, 'approved', deed);
  if (row.draftedBy.toLowerCase() === deed.staffRef.toLowerCase()) throw new Refusal('approval-own');
  await tx.query(
    `UPDATE template SET state = 'approved', approved_by = $3 WHERE template_id = $1 AND version = $2`,
    [name.templateId, name.version, deed.staffRef],
  );
  await record(tx, name, 'approved', deed);
}

/**
 * The provider approved an SMS for one of our routes, under its code; told twice it is known. Refused:
 * `words-route` for a route of another channel, `words-provider-code` where the route has another code.
 */
export async function recordProviderApproval(
  tx: Queryable,
  name: WordsName,
  { route, code }: { readonly route: Route; readonly code: string },
  deed: Deed,
): Promise<void> {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(code))
    throw new Refusal('words-provider-code', [
      'code: expected 1 to 64 letters, digits, underscores or hyphens',
    ]);
  const row = await judged(tx, name, 'provider-approved', deed);
  if (channelOf(route) !== row.channel) throw new Refusal('words-route');
  const known = row.providerCodes[route];
  if (known === code) return;
  if (known !== undefined) throw new Refusal('words-provider-code');
  await tx.query(
    `INSERT INTO template_provider_code (template_id, version, route, code) VALUES ($1, $2, $3, $4)`,
    [name.templateId, name.version, route, code],
  );
  if (row.state === 'approved') await moveTo(tx, name, 'provider-approved');
  await record(tx, name, 'provider-approved', deed, { route, code });
}

/** From now on these words are sent; those live before are retired with the same commit. Answers their name. */
export async function goLive(tx: Queryable, name: WordsName, deed: Deed): Promise<WordsName | undefined> {
  await judged(tx, name, 'went-live', deed);
  const [before] = await tx.query<WordsName>(
    `UPDATE template SET state = 'retired' WHERE template_id = $1 AND state = 'live'
     RETURNING template_id AS "templateId", version`,
    [name.templateId],
  );
  if (before !== undefined) await record(tx, before, 'retired', deed);
  await moveTo(tx, name, 'live');
  await record(tx, name, 'went-live', deed);
  return before;
}

/** These words are not used again; a slot without live words is left out of plans. */
export async function retire(tx: Queryable, name: WordsName, deed: Deed): Promise<void> {
  await judged(tx, name, 'retired', deed);
  await moveTo(tx, name, 'retired');
  await record(tx, name, 'retired', deed);
}

/** Holds the slot until the transaction ends, so that two who act at once are judged one after the other. */
export const holdSlot = (tx: Queryable, templateId: string): Promise<unknown> =>
  tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('template:' || $1, 0))`, [templateId]);

async function begin(tx: Queryable, templateId: string, { staffRef }: Deed): Promise<void> {
  if (!isStaffRef(staffRef)) throw new Refusal('staff-reference');
  await holdSlot(tx, templateId);
}

async function judged(tx: Queryable, name: WordsName, step: TemplateStep, deed: Deed): Promise<TemplateRow> {
  await begin(tx, name.templateId, deed);
  const row = await findTemplate(tx, name);
  if (row === undefined) throw new Refusal('words-unknown');
  if (!stepFits(step, row.state, row.channel)) throw new Refusal('words-step', [`state: ${row.state}`]);
  return row;
}

const moveTo = (tx: Queryable, { templateId, version }: WordsName, state: TemplateState): Promise<unknown> =>
  tx.query(`UPDATE template SET state = $3 WHERE template_id = $1 AND version = $2`, [
    templateId,
    version,
    state,
  ]);

/** The steps that nothing else puts into the trail: drafts and a second person's word are there with their approval. */
const eventOf: Partial<Record<TemplateStep, EventKind>> = {
  'provider-approved': 'words-provider-approved',
  'went-live': 'words-went-live',
  retired: 'words-retired',
};

async function record(
  tx: Queryable,
  { templateId, version }: WordsName,
  step: TemplateStep,
  { staffRef, at }: Deed,
  granted?: { readonly route: Route; readonly code: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO template_event (at, template_id, version, step, staff_ref, route, code)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [instant(at), templateId, version, step, staffRef, granted?.route ?? null, granted?.code ?? null],
  );
  const kind = eventOf[step];
  if (kind === undefined) return;
  const words = wordsNameOf({ templateId, version });
  const by = granted === undefined ? {} : { route: granted.route };
  await appendEvent(tx, { at, kind, detail: { words, staffRef, ...by } });
}
