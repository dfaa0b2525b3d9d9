/** What a check by form alone says of a contact value. */
export type ContactState = 'good' | 'missing' | 'bad-format';
