// Keys that work everywhere on the page.

import { focusField } from './composer.js';
import { openNeighbour } from './dialogs.js';
import { byId, element } from './dom.js';
import { elementOf } from './message-list.js';
import { openPanel } from './panel.js';
import { undoRemoval } from './removal.js';
import { focusFilter } from './requests.js';
import { go, route } from './route.js';
import { shownMessages } from './store.js';

/** Each shortcut: its alternative key combinations, and what they do. */
const help = [
    [['Enter'], 'Send the message'],
    [['Shift Enter'], 'Start a new line'],
    [['\u2191'], 'Edit your last message, if the field is empty'],
    [['/', '@'], 'List the commands, or the members to mention'],
    [['Alt 1', 'Alt 2'], 'Show the chats, or the requests'],
    [['Alt K'], 'Search the chats, or filter the requests'],
    [['Alt \u2191', 'Alt \u2193'], 'Open the previous or next chat'],
    [['Alt M'], 'Go to the newest message'],
    [['\u2191', '\u2193', 'Home', 'End'], 'Move between messages'],
    [['Tab'], 'Go to the links, buttons, and tools of a message'],
    [['R'], 'React to a message'],
    [['Q'], 'Reply to a message'],
    [['F'], 'Forward a message'],
    [['E'], 'Edit your message'],
    [['Del'], 'Delete your message'],
    [['Ctrl Z'], 'Undo the deletion'],
    [['Esc'], 'Cancel a reply or an edit, or go back to the message field'],
    [['?'], 'Show these shortcuts'],
];

export function setUpShortcuts() {
    byId('shortcuts-button').addEventListener('click', showHelp);
    document.addEventListener('keydown', (event) => {
        if (document.querySelector('dialog[open], :popover-open')) {
            return;
        }

        const run = shortcut(event);
        if (run) {
            event.preventDefault();
            run();
        } else if (event.key === 'Escape' && event.target.id !== 'message-field' && route.tab === 'chats') {
            focusField();
        }
    });
}

function shortcut(event) {
    if (event.altKey && !event.ctrlKey) {
        return withAlt[event.code];
    }

    if (event.target.matches('input, textarea, select')) {
        return null;
    }

    return event.ctrlKey || event.metaKey ? withControl[event.code] : alone[event.key];
}

const withAlt = {
    Digit1: () => go({ tab: 'chats' }),
    Digit2: () => go({ tab: 'requests' }),
    KeyK: () => (route.tab === 'chats' ? byId('dialog-search').focus() : focusFilter()),
    KeyM: () => elementOf(shownMessages().at(-1)?.id ?? 0)?.focus(),
    ArrowUp: () => openNeighbour(-1),
    ArrowDown: () => openNeighbour(1),
};

const withControl = { KeyZ: undoRemoval };

const alone = { '?': showHelp };

function showHelp() {
    const panel = openPanel('Keyboard shortcuts', 'shortcuts-panel');
    panel.body.append(element('dl', { class: 'shortcuts' }, help.map(([keys, what]) => element('div', {},
        element('dt', {}, keys.map(keyCaps)),
        element('dd', {}, what)))));
}

function keyCaps(keys) {
    return element('span', {}, keys.split(' ').map((key, index) => [index > 0 && ' + ', element('kbd', {}, key)]));
}
