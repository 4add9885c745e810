import { text } from '../platform/text.ts';

export function OpenAgain({ url }: { url: string }) {
  return (
    <p>
      <a class="button quiet" href={webUrl(url)} rel="noreferrer">
        {text('try_again')}
      </a>
    </p>
  );
}

/** Only what the browser would have opened anyway: never `javascript:` and the like. */
export function webUrl(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}
