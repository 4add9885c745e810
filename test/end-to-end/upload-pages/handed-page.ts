/**
 * A page that takes what a person hands over, by every way there is, and sends it on at once by
 * fetch: each file under its path in a folder. What it heard of stands in `window.heard`.
 */
import { send } from './told.ts';

const heard: string[] = [];
Object.assign(window, { heard });

type Handed = { readonly path: string; readonly file: File };

const named = (files: Iterable<File>): Handed[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

function sendAll(channel: string, handed: readonly Handed[]): void {
  const form = new FormData();
  form.append('note', channel);
  for (const { path, file } of handed) {
    heard.push(`${channel} ${path}`);
    form.append(path, file);
  }
  void send(`/upload/${channel}`, form);
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][id]')) {
  input.addEventListener('change', () => {
    if (input.files?.length) sendAll(input.id, named(input.files));
  });
}

/** As react-dropzone, Dropzone and Uppy do it: folders by their entries, until no more come. */
async function walked(entry: FileSystemEntry): Promise<Handed[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: Handed[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return all;
    for (const each of part) all.push(...(await walked(each)));
  }
}

for (const zone of document.querySelectorAll<HTMLElement>('[data-drop]')) {
  const channel = zone.id;
  zone.addEventListener('dragover', (event) => event.preventDefault());
  zone.addEventListener('drop', async (event) => {
    event.preventDefault();
    const { dataTransfer } = event;
    if (dataTransfer === null) return;
    if (zone.dataset.drop === 'files') return sendAll(channel, named(dataTransfer.files));
    const entries = [...dataTransfer.items]
      .filter(({ kind }) => kind === 'file')
      .map((item) => item.webkitGetAsEntry());
    const handed: Handed[] = [];
    for (const entry of entries) if (entry !== null) handed.push(...(await walked(entry)));
    sendAll(channel, handed);
  });
}

document.getElementById('paste')?.addEventListener('paste', (event) => {
  const { clipboardData } = event;
  if (!clipboardData?.files.length) return;
  event.preventDefault();
  sendAll('paste', named(clipboardData.files));
});
