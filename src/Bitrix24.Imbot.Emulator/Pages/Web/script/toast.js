// Short notes. Each disappears after a few seconds, but not while the pointer or the focus is on it.

import { button, byId, element } from './dom.js';

const lifetime = 6000;

/**
 * Shows a note, with a button if there is an action, and calls "ended" when the note disappears without the action.
 * Returns functions that do the action or end the note immediately.
 */
export function toast(text, { kind = 'note', action = null, ended = () => {} } = {}) {
    let timer = 0;
    const stop = () => clearTimeout(timer);
    const closing = (then) => () => {
        if (note.isConnected) {
            stop();
            note.remove();
            then();
        }
    };
    const end = closing(ended);
    const act = closing(() => action?.run());
    const start = () => {
        stop();
        timer = setTimeout(end, lifetime);
    };
    const note = element('div', { class: `toast ${kind}`, dir: 'auto', mouseenter: stop, focusin: stop, mouseleave: start, focusout: start },
        element('span', {}, text),
        action && button({ click: act }, action.label));
    byId('toasts').append(note);
    start();
    return { act, end };
}

/** Reads a text to people who use a screen reader. */
export function announce(text) {
    byId('announcer').textContent = text;
}
