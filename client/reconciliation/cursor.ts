/** Where a page of entries ended, as one word that says nothing to whoever passes it on. */
import { z } from 'zod';
import { Refusal } from '../../domain/failure/catalogue.js';
import { entryKinds } from '../../domain/reconciliation/reconciliation.js';
import { stages } from '../../domain/stage/stage.js';
import type { EntryPlace } from '../../ledger/reconciliation/judged.js';

const placeSchema = z.tuple([z.enum(entryKinds), z.string().max(64), z.enum(stages), z.int().min(1).max(99)]);

export const cursorOf = ({ kind, applicationId, stage, round }: EntryPlace): string =>
  Buffer.from(JSON.stringify([kind, applicationId, stage, round])).toString('base64url');

/** Reads what {@link cursorOf} wrote; a {@link Refusal} `request-invalid` for anything else. */
export function placeAt(cursor: string): EntryPlace {
  const read = placeSchema.safeParse(parsed(cursor));
  if (!read.success || /\0/.test(read.data[1]))
    throw new Refusal('request-invalid', ['after: expected the next of the page before']);
  const [kind, applicationId, stage, round] = read.data;
  return { kind, applicationId, stage, round };
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
