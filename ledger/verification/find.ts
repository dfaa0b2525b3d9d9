import type { CheckKind, Verification } from '../../domain/verification/verification.js';
import type { Queryable } from '../ledger.js';

type Nullable<Row> = { readonly [Key in keyof Row]: Exclude<Row[Key], undefined> | null };
type Row = Nullable<Required<Pick<Verification, 'because' | 'provider' | 'code'>>> &
  Pick<Verification, 'kind' | 'answer' | 'checkedAt'>;

const columns = 'kind, answer, because, provider, code, checked_at AS "checkedAt"';

const verificationOf = ({ kind, answer, because, provider, code, checkedAt }: Row): Verification => ({
  kind,
  answer,
  checkedAt,
  ...(because === null ? {} : { because }),
  ...(provider === null ? {} : { provider }),
  ...(code === null ? {} : { code }),
});

/** The newest answer to each kind of check of a contact value, by its keyed hash. */
export async function newestVerifications(
  tx: Queryable,
  applicationId: string,
  index: Buffer,
): Promise<ReadonlyMap<CheckKind, Verification>> {
  const rows = await tx.query<Row>(
    `SELECT DISTINCT ON (kind) ${columns} FROM contact_verification
      WHERE application_id = $1 AND value_index = $2 ORDER BY kind, verification_id DESC`,
    [applicationId, index],
  );
  return new Map(rows.map((row) => [row.kind, verificationOf(row)]));
}

/** Every answer about an application's contacts, by the contacts' name and version, oldest first. */
export async function verificationsOfApplication(
  tx: Queryable,
  applicationId: string,
): Promise<(Verification & { readonly name: string; readonly version: number })[]> {
  const rows = await tx.query<Row & { readonly name: string; readonly version: number }>(
    `SELECT name, version, ${columns} FROM contact_verification
      WHERE application_id = $1 ORDER BY verification_id`,
    [applicationId],
  );
  return rows.map((row) => ({ ...verificationOf(row), name: row.name, version: row.version }));
}
