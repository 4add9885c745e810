/** What one look at the content of a request is done with. */
import type { DisasterSwitch } from '../../shared/policy/disaster.ts';
import type { ByteBudget } from './byte-budget.ts';
import type { ContentOptions } from './content-options.ts';
import type { PostingSessions } from './posting-sessions.ts';
import type { HeldUploads } from './resumable/held-uploads.ts';

export interface LookWith {
  readonly content: ContentOptions;
  readonly sessions: PostingSessions;
  readonly budget: ByteBudget;
  readonly uploads: HeldUploads;
  /** Bytes of one body that are held. */
  readonly bodyBytes: number;
  /** Switches of disasters, as the signed bundle names them. */
  readonly disasters?: readonly DisasterSwitch[];
}
