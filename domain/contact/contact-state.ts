/** What a provider's check says against a contact: nobody has that number, or somebody else has. */
export const blockedStates = ['not-in-service', 'not-this-person'] as const;
export type BlockedState = (typeof blockedStates)[number];
export const isBlocked = (state: string): state is BlockedState =>
  (blockedStates as readonly string[]).includes(state);

/** What the form alone says of a contact value that was given. */
export type FormState = 'good' | 'bad-format';
/** A value that was given: its form, and what a provider's check said since. */
export type GivenState = FormState | BlockedState;
export type ContactState = GivenState | 'missing';
