/** What the link needs of the terminal's policy: what it is now, and a word when it changes. */
import type { PolicyState } from '../../shared/policy/policy-state.ts';

export interface PolicyHolder {
  current(): PolicyState;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
}
