import type { TemplateSlot } from '../../domain/words/slot.js';
import { templateIdOf } from '../../domain/words/slot.js';
import type { Template, TemplateState, TemplateStep, WordsName } from '../../domain/words/template.js';
import type { Queryable } from '../ledger.js';

/** One version of a slot's words, and where it stands in its life. */
export interface TemplateRow extends Template {
  readonly state: TemplateState;
  readonly draftedBy: string;
  readonly draftedAt: number;
  readonly approvedBy?: string;
}

type Nulls<Row> = { [Field in keyof Row]: Row[Field] | null };

const columns = `t.template_id AS "templateId", t.version, t.stage, t.decision, t.channel, t.locale,
  t.applicant_type AS "applicantType", t.subject, t.title, t.body, t.state, t.drafted_by AS "draftedBy",
  t.drafted_at AS "draftedAt", t.approved_by AS "approvedBy",
  (SELECT coalesce(jsonb_object_agg(c.route, c.code), '{}') FROM template_provider_code c
    WHERE c.template_id = t.template_id AND c.version = t.version) AS "providerCodes"`;

/** What a slot has not (a decision, a subject) is left out rather than null. */
const rowOf = (found: Nulls<TemplateRow>): TemplateRow =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null)) as unknown as TemplateRow;

async function templatesWhere(
  tx: Queryable,
  condition: string,
  values: readonly unknown[] = [],
): Promise<TemplateRow[]> {
  const rows = await tx.query<Nulls<TemplateRow>>(
    `SELECT ${columns} FROM template t WHERE ${condition} ORDER BY t.template_id, t.version`,
    values,
  );
  return rows.map(rowOf);
}

/** One version; undefined if there is none of this name. */
export async function findTemplate(
  tx: Queryable,
  { templateId, version }: WordsName,
): Promise<TemplateRow | undefined> {
  const [row] = await templatesWhere(tx, 't.template_id = $1 AND t.version = $2', [templateId, version]);
  return row;
}

/** Every version of every slot, or those in one state. */
export const allTemplates = (tx: Queryable, state?: TemplateState): Promise<TemplateRow[]> =>
  templatesWhere(tx, '$1::text IS NULL OR t.state = $1', [state ?? null]);

/** The live words of one slot; undefined while there are none. */
export async function liveTemplate(tx: Queryable, slot: TemplateSlot): Promise<TemplateRow | undefined> {
  const [row] = await liveTemplates(tx, [slot]);
  return row;
}

/** The live words of some slots, at most one each. */
export const liveTemplates = (tx: Queryable, slots: readonly TemplateSlot[]): Promise<TemplateRow[]> =>
  templatesWhere(tx, `t.state = 'live' AND t.template_id = ANY ($1)`, [slots.map(templateIdOf)]);

/** One line of a template's history. */
export interface TemplateEvent {
  readonly at: number;
  readonly step: TemplateStep;
  readonly staffRef: string;
  readonly route: string | null;
  readonly code: string | null;
}

/** What was done to one version, the oldest first. */
export const templateHistory = (
  tx: Queryable,
  { templateId, version }: WordsName,
): Promise<TemplateEvent[]> =>
  tx.query<TemplateEvent>(
    `SELECT at, step, staff_ref AS "staffRef", route, code FROM template_event
      WHERE template_id = $1 AND version = $2 ORDER BY event_id`,
    [templateId, version],
  );
