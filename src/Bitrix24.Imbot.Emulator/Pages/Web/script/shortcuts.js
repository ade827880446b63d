// Keys that work everywhere on the page.

import { focusField } from './composer.js';
import { openNeighbour } from './dialogs.js';
import { byId, element } from './dom.js';
import { elementOf } from './message-list.js';
import { openPanel } from './panel.js';
import { focusFilter } from './requests.js';
import { go, route } from './route.js';
import { store } from './store.js';

const help = [
    ['Enter', 'send; Shift+Enter breaks the line'],
    ['\u2191 in an empty field', 'edit the last own message'],
    ['/ and @', 'offer commands and members; \u2191 \u2193 and Tab choose'],
    ['Alt+1, Alt+2', 'chats, requests'],
    ['Alt+K', 'find a dialog, or filter requests'],
    ['Alt+\u2191, Alt+\u2193', 'the dialog before, the dialog after'],
    ['Alt+M', 'the newest message; \u2191 \u2193 Home End go on from there'],
    ['Tab in a message', 'its links, buttons and tools'],
    ['R, Q, F, E, Del on a message', 'react, reply, forward, edit, delete'],
    ['Esc', 'back to the message field; there: no reply, no edit'],
    ['?', 'these keys'],
];

export function setUpShortcuts() {
    byId('shortcuts-button').addEventListener('click', showHelp);
    document.addEventListener('keydown', (event) => {
        const isTyping = event.target.matches('input, textarea, select');
        if (document.querySelector('dialog[open]')) {
            return;
        }

        const run = event.altKey && !event.ctrlKey ? withAlt[event.code] : isTyping ? null : alone[event.key];
        if (run) {
            event.preventDefault();
            run();
        } else if (event.key === 'Escape' && event.target.id !== 'message-field' && route.tab === 'chats') {
            focusField();
        }
    });
}

const withAlt = {
    Digit1: () => go({ tab: 'chats' }),
    Digit2: () => go({ tab: 'requests' }),
    KeyK: () => (route.tab === 'chats' ? byId('dialog-search').focus() : focusFilter()),
    KeyM: () => elementOf(Math.max(0, ...store.messages.keys()))?.focus(),
    ArrowUp: () => openNeighbour(-1),
    ArrowDown: () => openNeighbour(1),
};

const alone = { '?': showHelp };

function showHelp() {
    const panel = openPanel('Keyboard shortcuts', 'shortcuts-panel');
    panel.body.append(element('dl', { class: 'shortcuts' }, help.map(([keys, what]) => element('div', {}, element('dt', {}, keys), element('dd', {}, what)))));
}
