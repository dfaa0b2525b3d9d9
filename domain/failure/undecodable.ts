/**
 * What a handler of the story is given in place of a payload nobody could read: broken JSON, an unknown
 * encoding, a key that is not ours. It has no field a handler asks for, so that it is recorded and ignored
 * (invariant 8); without it the workflow's task would fail before any handler was asked, and for ever.
 */
export const undecodable: unique symbol = Symbol.for('bida.undecodable');
