/** Documents are registered and their fingerprints are not here: nothing that was read is whole then. */
import { guaranteedLetters } from '../../../shared/detection/registered/winnow.ts';
import type { InspectionReport } from '../inspect-content.ts';
import { type ItemReport, type RequestReport, requestReport } from '../requests/request-report.ts';

export function notCompared(report: InspectionReport): InspectionReport {
  if (report.inspected !== true) return report;
  return { ...report, inspected: 'partly', why: 'not-compared' };
}

export function requestNotCompared({ items, body }: RequestReport): RequestReport {
  return requestReport(items.map(itemNotCompared), body);
}

/** Too short for a copied passage: a search, a name. */
function itemNotCompared(item: ItemReport): ItemReport {
  const isShort = item.kind !== 'file' && item.bytes < guaranteedLetters;
  if (item.inspected !== true || isShort) return item;
  return { ...item, inspected: 'partly', why: 'not-compared' };
}
