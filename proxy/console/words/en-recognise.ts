/** English: a pasted request, tried. */
import type { jaRecognise } from './ja-recognise.ts';

export const enRecognise: typeof jaRecognise = {
  title: 'Try a request to a service',
  intro:
    'Paste a request to see which service it is for and what it counts as: a post, a reply, a deletion. For describing a service that the catalogue does not have (requests of posting). Nothing is sent or stored.',
  request: 'Request',
  requestHint:
    'From the browser’s tools (F12), “Network”: right-click the request, “Copy as cURL”. Fetch, one entry of a HAR file and raw HTTP are read as well. The lines of Cookie and Authorization may be deleted.',
  submit: 'Try',
  result: 'Result',
  url: 'Request',
  service: 'Service',
  noService: 'a service that is not known',
  byShape: '(by the shape of the request, not by its host)',
  operation: 'Operation',
  harmless: 'This posts nothing: it is harmless.',
  posting: (number, all) => (all === 1 ? 'Posting' : `Posting ${number} of ${all}`),
};
