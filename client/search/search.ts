/** Finds applications by what an applicant says on the phone. */
import { checkMobile } from '../../domain/contact/check.js';
import { findByMobile, findByName } from '../../ledger/application/search.js';
import type { FoundApplication } from '../../ledger/application/search.js';
import { noticesOfApplication } from '../../ledger/notice/find.js';
import type { NoticeRow } from '../../ledger/notice/find.js';
import type { IntakeWorld } from '../intake/intake.js';

/** An application and where its notices stand; nothing of what was searched for. */
export interface Found extends FoundApplication {
  readonly notices: readonly Pick<NoticeRow, 'stage' | 'round' | 'state'>[];
}

/** A name as common as 张伟 has more; whoever searches must then ask for something else. */
export const mostFound = 100;

/** By the exact mobile number or name, however it is written; the newest first, {@link mostFound} at most. */
export async function searchApplications(
  { ledger, sealing }: Pick<IntakeWorld, 'ledger' | 'sealing'>,
  by: 'mobile' | 'name',
  value: string,
): Promise<Found[]> {
  const found =
    by === 'mobile'
      ? await findByMobile(ledger, sealing.index('mobile', checkMobile(value).national ?? value), mostFound)
      : await findByName(ledger, sealing.index('name', value), mostFound);
  return Promise.all(
    found.map(async (application) => ({
      ...application,
      notices: (await noticesOfApplication(ledger, application.applicationId)).map(
        ({ stage, round, state }) => ({ stage, round, state }),
      ),
    })),
  );
}
