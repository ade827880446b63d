// Short notes that go away by themselves.

import { byId, element } from './dom.js';

const lifetime = 6000;

export function toast(text, kind = 'note') {
    const note = element('div', { class: `toast ${kind}`, dir: 'auto' }, text);
    byId('toasts').append(note);
    setTimeout(() => note.remove(), lifetime);
}

/** Says something to those who listen to the page. */
export function announce(text) {
    byId('announcer').textContent = text;
}
