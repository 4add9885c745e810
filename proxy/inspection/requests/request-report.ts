/** What is in one request, item by item. */
import type { Finding } from '../../../shared/detection/finding.ts';
import type { PictureMetadata } from '../../../shared/detection/picture-metadata.ts';
import type { InspectionReport } from '../inspect-content.ts';
import type { Why } from '../limits.ts';

export interface ItemReport {
  /**
   * `file`: a part with a file name, or one that is no text. `text`: the fields of a form, or a body
   * that is text. `query`: path and query. `raw`: a body of other bytes, or one that could not be opened.
   */
  readonly kind: 'file' | 'text' | 'query' | 'raw';
  /** Of a file, as it was sent: hostile. */
  readonly name: string | null;
  /** What the bytes are, whatever was said; `form` and `url` where they are fields. */
  readonly type: string | null;
  readonly bytes: number;
  readonly inspected: boolean | 'partly';
  readonly why?: Why;
  readonly findings: readonly Finding[];
  /** What the files of pictures in it tell; absent: nothing. */
  readonly metadata?: readonly PictureMetadata[];
  /** Keyed, of the exact bytes (see digest.ts): a file by itself and in a form has the same. '' where nobody came to make it. */
  readonly digest: string;
}

export interface RequestReport {
  readonly items: readonly ItemReport[];
  /** The worst of the items. */
  readonly inspected: boolean | 'partly';
  readonly why?: Why;
  /** Decoded, where the request named a content encoding and it could be undone. */
  readonly body: Uint8Array | null;
}

export function requestReport(
  items: readonly ItemReport[],
  body: Uint8Array | null = null,
): RequestReport {
  const worst =
    items.find(({ inspected }) => inspected === false) ??
    items.find(({ inspected }) => inspected === 'partly');
  return {
    items,
    inspected: worst?.inspected ?? true,
    ...(worst?.why === undefined ? {} : { why: worst.why }),
    body,
  };
}

/** A request that nobody could look at. */
export function requestNotInspected(why: Why, bytes: number): RequestReport {
  const item = { kind: 'raw', name: null, type: null, bytes, findings: [], digest: '' } as const;
  return requestReport([{ ...item, inspected: false, why }]);
}

export function itemReport(
  of: Pick<ItemReport, 'kind' | 'name' | 'bytes' | 'digest'>,
  { type, inspected, why, findings, metadata }: InspectionReport,
): ItemReport {
  return {
    ...{ ...of, type, inspected, findings },
    ...(why === undefined ? {} : { why }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}
