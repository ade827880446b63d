// Suggests commands after a slash, and people after an at sign.

import { byId, element, fill } from './dom.js';
import { route } from './route.js';
import { store } from './store.js';

const maxOffered = 8;

let offered = [];
let chosen = 0;

/** Shows the suggestions for the word before the caret. */
export function offer(field, list) {
    offered = suggestionsFor(field);
    chosen = 0;
    draw(field, list);
}

export function close(field, list) {
    offered = [];
    draw(field, list);
}

/** Handles the keys that choose a suggestion. Returns true if it handled the key. */
export function takeKey(event, field, list) {
    if (offered.length === 0) {
        return false;
    }

    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
        chosen = (chosen + step + offered.length) % offered.length;
        draw(field, list);
    } else if (event.key === 'Tab' || event.key === 'Enter' && !event.shiftKey && !isComplete(field)) {
        insert(field, list, offered[chosen]);
    } else if (event.key === 'Escape') {
        close(field, list);
    } else {
        return false;
    }

    event.preventDefault();
    event.stopPropagation();
    return true;
}

function suggestionsFor(field) {
    const before = field.value.slice(0, field.selectionStart);
    const command = /(?:^|\n)\/(\S*)$/.exec(before);
    const person = /(?:^|\s)@([^\s@]*)$/.exec(before);
    if (command) {
        return commandsHere().filter(({ name }) => name.startsWith(command[1])).slice(0, maxOffered).map((one) => ({
            length: command[1].length + 1,
            text: `/${one.name} `,
            label: `/${one.name}`,
            detail: [one.params, one.title].filter(Boolean).join(' \u2013 '),
        }));
    }

    return person ? peopleHere().filter(({ name }) => name.toLocaleLowerCase().includes(person[1].toLocaleLowerCase())).slice(0, maxOffered).map((user) => ({
        length: person[1].length + 1,
        text: `[USER=${user.id}]${user.name}[/USER] `,
        label: user.name,
        detail: user.isBot ? `bot \u00b7 ID ${user.id}` : user.workPosition,
    })) : [];
}

function commandsHere() {
    const present = new Set((store.dialog.members ?? []).map((member) => member.userId).concat(Number(route.dialogId) || []));
    return store.commands.filter((command) => !command.isHidden && (command.isCommon || present.has(command.botId)));
}

function peopleHere() {
    return (store.dialog.members ?? []).map((member) => store.users.get(member.userId)).filter((user) => user && user.id !== route.userId);
}

/** True if the command is already complete, so that Enter sends it. */
function isComplete(field) {
    const { length, text } = offered[chosen];
    return text.startsWith('/') && field.value.slice(field.selectionStart - length, field.selectionStart) === text.trim();
}

function insert(field, list, { length, text }) {
    field.setRangeText(text, field.selectionStart - length, field.selectionStart, 'end');
    close(field, list);
    field.dispatchEvent(new Event('input', { bubbles: true }));
}

function draw(field, list) {
    list.hidden = offered.length === 0;
    fill(list, offered.map((suggestion, index) => element('li', {
        id: `suggestion-${index}`,
        role: 'option',
        'aria-selected': String(index === chosen),
        mousedown: (event) => event.preventDefault(),
        click: () => insert(field, list, suggestion),
    }, element('bdi', {}, suggestion.label), ' ', element('small', { dir: 'auto' }, suggestion.detail))));
    if (list.hidden) {
        field.removeAttribute('aria-activedescendant');
    } else {
        field.setAttribute('aria-activedescendant', `suggestion-${chosen}`);
        byId(`suggestion-${chosen}`).scrollIntoView({ block: 'nearest' });
    }
}
