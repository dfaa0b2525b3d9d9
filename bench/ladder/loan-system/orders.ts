/** What the benchmark and its loan system say to each other. */
import type { StackFile } from '../../../cli/stack/stack-file.js';
import type { Peer } from '../../peers/peer.js';
import type { Rung } from '../rung.js';
import type { Fed, Load } from './feed.js';

export type Order =
  | {
      readonly kind: 'begin';
      /** What it reports to: a rung, or one of the peers. */
      readonly rung: Rung | Peer;
      readonly file: StackFile;
      readonly load: Load;
      /** Commits with each report of a bare rung. */
      readonly commits: number;
      /** Which of the loads of one stack it is: each has applications of its own. */
      readonly nth: number;
      /** Where a peer takes reports; its door where not told. */
      readonly reportsTo?: string;
    }
  | { readonly kind: 'mark' }
  | { readonly kind: 'end' };

export type Answer =
  /** It runs, and hears of bare deliveries here. */
  | { readonly kind: 'up'; readonly toldPort: number }
  | {
      readonly kind: 'marked';
      readonly finished: number;
      readonly underWay: number;
      /** Notices that were reported, delivered or not. */
      readonly reported: number;
    }
  | { readonly kind: 'fed'; readonly finished: readonly Fed[] }
  | { readonly kind: 'failed'; readonly message: string };
