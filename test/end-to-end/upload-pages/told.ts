/**
 * What came of an upload, in the attributes of the page's `<output>`: data-answers (how many came),
 * data-status (of HTTP; 0 where no answer came), data-files (JSON of the server: name, bytes, sha256).
 */
export function told(status: number, files: string): void {
  const output = document.querySelector('output');
  if (output === null) return;
  const answers = String(Number(output.dataset.answers ?? 0) + 1);
  Object.assign(output.dataset, { answers, status: String(status), files });
  output.textContent = status === 200 ? '送信しました' : '送信できませんでした';
}

/** Sends a form by fetch, and tells. */
export async function send(place: string, body: FormData): Promise<void> {
  try {
    const response = await fetch(place, { method: 'POST', body });
    told(response.status, await response.text());
  } catch {
    told(0, '');
  }
}
