/** Channels of script-page.ts by which elements of the page send: forms, links, images, windows. */
import { asked, type Channels, fileOf, loaded, made, type Payload } from './sending.ts';

interface FormOptions {
  readonly enctype?: string;
  readonly method?: string;
  /** As a file, in an input. */
  readonly withFile?: boolean;
  readonly submit?: (form: HTMLFormElement) => void;
}

/** Into a frame of its own, so that the page stays. */
function submitted(place: string, payload: Payload, options: FormOptions): Promise<string> {
  const { enctype = 'application/x-www-form-urlencoded', method = 'post' } = options;
  const frame = made('iframe', { name: place });
  const form = made('form', { action: place, method, enctype, target: place });
  if (options.withFile) {
    const input = made('input', { type: 'file', name: 'file' });
    const transfer = new DataTransfer();
    transfer.items.add(fileOf(payload));
    input.files = transfer.files;
    form.append(input);
  } else {
    form.append(made('input', { type: 'hidden', name: 'q', value: payload.text }));
  }
  document.body.append(frame, form);
  return new Promise((resolve) => {
    const { submit = (it) => it.submit() } = options;
    submit(form);
    frame.onload = () => resolve('sent');
    // A frame whose answer was taken away may never say so.
    setTimeout(resolve, 5_000, 'sent');
  });
}

const multipart = 'multipart/form-data';

export const byElement: Channels = {
  'form-urlencoded': (place, payload) => submitted(place, payload, {}),
  'form-multipart': (place, payload) => submitted(place, payload, { enctype: multipart }),
  'form-file': (place, payload) =>
    submitted(place, payload, { enctype: multipart, withFile: true }),
  'form-plain-text': (place, payload) => submitted(place, payload, { enctype: 'text/plain' }),
  'form-query': (place, payload) => submitted(place, payload, { method: 'get' }),
  'form-requested': (place, payload) =>
    submitted(place, payload, { submit: (form) => form.requestSubmit() }),
  'image-query': (place, payload) => loaded(made('img', { src: asked(place, payload) })),
  'script-query': (place, payload) => loaded(made('script', { src: asked(place, payload) })),
  'style-query': (place, payload) =>
    loaded(made('link', { rel: 'stylesheet', href: asked(place, payload) })),
  'link-ping': (place, payload) => {
    const link = made('a', { href: '#pinged', ping: asked(place, payload) });
    document.body.append(link);
    link.click();
    return 'sent';
  },
  'frame-query': (place, payload) => loaded(made('iframe', { src: asked(place, payload) })),
  'window-query': (place, payload) =>
    open(asked(place, payload), '_blank', 'width=300,height=200') === null ? 'failed' : 'sent',
};
