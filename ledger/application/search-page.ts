/** Applications by what a caller says, in pages; number and name are looked for by their keyed indexes alone. */
import { instant } from '../ledger.js';
import type { Queryable } from '../ledger.js';
import { ofRegions } from './regions.js';

/** One of these. */
export type ApplicationFilter =
  | { readonly applicationId: string }
  /** Keyed index of a number that the application has, or had: mobile or landline. */
  | { readonly number: Buffer }
  /** Keyed index of the applicant's name. */
  | { readonly name: Buffer };

/** The place of an application in a list: behind it the next page begins. */
export interface ApplicationPlace {
  readonly reportedAt: number;
  readonly applicationId: string;
}

export interface ApplicationOnPage extends ApplicationPlace {
  readonly product: string;
  readonly region: string | null;
  /** The number is none of the contacts in force, but of a former version: it may be somebody else's by now. */
  readonly former: boolean;
}

/** The newest first; `most` of them behind a place, of these branch regions or of none. */
export function applicationsFor(
  tx: Queryable,
  filter: ApplicationFilter,
  {
    regions,
    behind,
    most,
  }: { readonly regions?: readonly string[]; readonly behind?: ApplicationPlace; readonly most: number },
): Promise<ApplicationOnPage[]> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const { wanted, former } = conditionOf(filter, given);
  const conditions = [
    wanted,
    ...(regions === undefined ? [] : [ofRegions(given([...regions]))]),
    ...(behind === undefined
      ? []
      : [
          `(a.reported_at, a.application_id) < (${given(instant(behind.reportedAt))}, ${given(behind.applicationId)})`,
        ]),
  ];
  return tx.query<ApplicationOnPage>(
    `SELECT a.application_id AS "applicationId", a.product, a.region, a.reported_at AS "reportedAt",
            ${former} AS former
       FROM application a WHERE ${conditions.join(' AND ')}
      ORDER BY a.reported_at DESC, a.application_id DESC LIMIT ${given(most)}`,
    values,
    'anew',
  );
}

function conditionOf(
  filter: ApplicationFilter,
  given: (value: unknown) => string,
): { readonly wanted: string; readonly former: string } {
  if ('applicationId' in filter)
    return { wanted: `a.application_id = ${given(filter.applicationId)}`, former: 'false' };
  if ('name' in filter) return { wanted: `a.name_index = ${given(filter.name)}`, former: 'false' };
  const number = given(filter.number);
  return {
    wanted: `a.application_id IN (SELECT application_id FROM contact_version WHERE mobile_index = ${number}
                UNION SELECT application_id FROM contact_value WHERE channel = 'voice' AND value_index = ${number})`,
    former: `NOT EXISTS (
              SELECT FROM contact_version v
               WHERE v.application_id = a.application_id
                 AND v.version = (SELECT max(version) FROM contact_version WHERE application_id = a.application_id)
                 AND (v.mobile_index = ${number}
                      OR EXISTS (SELECT FROM contact_value c
                                  WHERE c.application_id = v.application_id AND c.version = v.version
                                    AND c.channel = 'voice' AND c.value_index = ${number})))`,
  };
}
