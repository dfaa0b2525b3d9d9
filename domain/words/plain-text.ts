/** Makes what others wrote harmless where it is shown, without evaluating or losing what can be read. */

// Controls, format characters (bidi overrides, zero-width space, tags), lone surrogates, line separators;
// the joiners some scripts need stay.
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu;

/** One line: no break, control or direction override; so nothing can add a header or turn a text around. */
export const plainLine = (text: string): string =>
  text.replaceAll(unseen, ' ').replaceAll(/\s+/g, ' ').trim();

/** The same for several lines: breaks stay, each line is plain. */
export const plainLines = (text: string): string =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map(plainLine)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** A rendered text as HTML: every sign of markup in it is escaped, blank lines part paragraphs. */
export const htmlOf = (text: string, language: string): string => {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`);
  return `<!doctype html>\n<html lang="${escaped(language)}"><head><meta charset="utf-8"></head><body>\n${paragraphs.join('\n')}\n</body></html>\n`;
};
