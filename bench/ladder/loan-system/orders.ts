/** What the benchmark and its loan system say to each other. */
import type { StackFile } from '../../../cli/stack/stack-file.js';
import type { Rung } from '../rung.js';
import type { Fed, Load } from './feed.js';

export type Order =
  | {
      readonly kind: 'begin';
      readonly rung: Rung;
      readonly file: StackFile;
      readonly load: Load;
      /** Commits with each report of a bare rung. */
      readonly commits: number;
      /** Which of the loads of one stack it is: each has applications of its own. */
      readonly nth: number;
    }
  | { readonly kind: 'mark' }
  | { readonly kind: 'end' };

export type Answer =
  /** It runs, and hears of bare deliveries here. */
  | { readonly kind: 'up'; readonly toldPort: number }
  | { readonly kind: 'marked'; readonly finished: number; readonly underWay: number }
  | { readonly kind: 'fed'; readonly finished: readonly Fed[] }
  | { readonly kind: 'failed'; readonly message: string };
