/** Wide characters (Chinese among them) take two columns of a terminal. */
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60]/g;

/** How many columns a text takes on a terminal. */
export const columnsOf = (text: string): number => text.length + (text.match(wide)?.length ?? 0);

/** Fills a text up to so many columns. */
export const padColumns = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

/** The columns the widest of some texts takes; 0 for none. */
export const widestOf = (texts: readonly string[]): number => Math.max(0, ...texts.map(columnsOf));
