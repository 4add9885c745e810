import { render } from 'preact';
import { Popup } from '../../pages/popup.tsx';
import { language, text } from '../../platform/text.ts';

document.documentElement.lang = language();
document.title = text('extension_name');
render(<Popup />, document.querySelector('#root') ?? document.body);
