/** The round an address names; not a number, for the intake to refuse, where it names none. */
export const roundOf = (text: string): number => (/^[1-9]\d?$/.test(text) ? Number(text) : Number.NaN);
