/** react-dropzone: what is dropped or chosen leaves at once, by fetch. */
import { createRoot } from 'react-dom/client';
import { useDropzone } from 'react-dropzone';
import { send } from './told.ts';

function DropArea() {
  const { getRootProps, getInputProps } = useDropzone({
    onDrop: (files: File[]) => {
      const form = new FormData();
      for (const file of files) form.append('file', file);
      void send('/upload/react-dropzone', form);
    },
  });
  return (
    <div {...getRootProps({ id: 'drop' })}>
      <input {...getInputProps()} />
      ここにファイルを置く
    </div>
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(<DropArea />);
