/** Why contacts are to be seen in full, and whether the applicant is too. */
import { Checkbox } from 'antd';
import { useState } from 'react';
import { answerOf, api } from '../door/api.js';
import type { RevealedContacts } from '../door/shapes.js';
import { useWords } from '../frame/language.js';
import { RevealDialog } from '../frame/reveal-dialog.js';

interface ContactRevealProps {
  readonly applicationId: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly show: (contacts: RevealedContacts) => void;
}

export function ContactReveal({ applicationId, isOpen, close, show }: ContactRevealProps) {
  const { contactPanel: panel } = useWords();
  const [withApplicant, setWithApplicant] = useState(false);
  const says = {
    title: panel.revealTitle,
    text: panel.revealText,
    ok: panel.show,
    reason: panel.reason,
    hint: panel.reasonHint,
    missing: panel.reasonMissing,
  };
  const ask = (reason: string) =>
    answerOf(
      api.POST('/v1/applications/{applicationId}/contacts/reveal', {
        params: { path: { applicationId } },
        body: { reason, ...(withApplicant ? { applicant: true } : {}) },
      }),
    );
  return (
    <RevealDialog isOpen={isOpen} says={says} ask={ask} show={show} close={close}>
      <Checkbox checked={withApplicant} onChange={({ target }) => setWithApplicant(target.checked)}>
        {panel.withApplicant}
      </Checkbox>
    </RevealDialog>
  );
}
