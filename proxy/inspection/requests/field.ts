/** One field of a form, a query or a path. */
export interface Field {
  /** As sent; '' for none. */
  readonly name: string;
  readonly value: string;
}
