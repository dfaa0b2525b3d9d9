/** Why sealed bytes could not be opened. */
export type SealingTrouble =
  | 'damaged' // changed, cut short, or sealed for another place
  | 'unknown-key' // sealed under a key the key file does not hold
  | 'unknown-format' // a version byte this release does not know
  | 'not-sealed'; // written with sealing off and read with sealing on

/** Says what is wrong with sealed bytes, without a word of what they hold. */
export class SealingFault extends Error {
  override readonly name = 'SealingFault';
  constructor(
    readonly trouble: SealingTrouble,
    message: string,
  ) {
    super(message);
  }
}
