/** React: controlled fields, the state shows what was chosen, and a button sends it by fetch. */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { send } from './told.ts';

function UploadForm() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [note, setNote] = useState('');
  const submit = () => {
    const form = new FormData();
    form.append('note', note);
    for (const file of files) form.append('file', file);
    void send('/upload/react', form);
  };
  return (
    <>
      <label>
        ファイル
        <input
          type="file"
          name="file"
          multiple
          onChange={(event) => setFiles([...(event.target.files ?? [])])}
        />
      </label>
      <label>
        備考
        <input name="note" value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <ul id="chosen">
        {files.map(({ name, size }) => (
          <li key={name} data-bytes={size}>
            {name}
          </li>
        ))}
      </ul>
      <button type="button" id="send" disabled={files.length === 0} onClick={submit}>
        送信
      </button>
    </>
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(<UploadForm />);
