import { render } from 'preact';
import { lookedAtTab } from '../../pages/looked-at-tab.ts';
import { Popup } from '../../pages/popup.tsx';
import { language, text } from '../../platform/text.ts';

document.documentElement.lang = language();
document.title = text('extension_name');
render(<Popup tab={lookedAtTab} />, document.querySelector('#root') ?? document.body);
