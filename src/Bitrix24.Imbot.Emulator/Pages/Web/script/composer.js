// The field in which the person writes, replies, edits, and sends files.

import { plainText } from './bbcode/render.js';
import { control } from './control.js';
import { button, byId, element, fill } from './dom.js';
import { base64 } from './files.js';
import { icon } from './icons.js';
import { route } from './route.js';
import { dialogTitle, onChange, shownMessages, store, userName } from './store.js';
import * as suggestions from './suggestions.js';
import { toast } from './toast.js';

const field = element('textarea', {
    id: 'message-field', rows: 1, dir: 'auto', 'aria-label': 'Message',
    'aria-describedby': 'composer-purpose composer-hint', 'aria-controls': 'suggestions', 'aria-autocomplete': 'list',
});
const list = element('ul', { id: 'suggestions', class: 'suggestions', role: 'listbox', 'aria-label': 'Suggestions', hidden: true });
const purpose = element('div', { id: 'composer-purpose', class: 'purpose', hidden: true });
const chooser = element('input', { type: 'file', class: 'visually-hidden', tabindex: '-1', 'aria-label': 'File to send', change: sendFile });
const attach = button({ class: 'icon-button', 'aria-label': 'Send a file', title: 'Send a file', click: () => chooser.click() }, icon('clip'));
const submit = element('button', { class: 'main-button send', 'aria-label': 'Send' }, element('span', { class: 'send-word' }, 'Send'), icon('send'));
const hint = element('p', { id: 'composer-hint', class: 'hint' });
const drafts = new Map();

// The message that is being edited, the text and the reply that were begun before the edit, and the message that is being replied to.
let edited = null;
let aside = { text: '', replied: null };
let replied = null;
let draftKey = '';
let isFocusWanted = false;

export function setUpComposer() {
    byId('composer').append(list, element('div', { class: 'composer-frame' }, element('div', { class: 'column' },
        purpose, element('div', { class: 'composer-row' }, attach, chooser, field, submit), hint)));
    byId('composer').addEventListener('submit', (event) => {
        event.preventDefault();
        finish();
    });
    field.addEventListener('keydown', onKey);
    field.addEventListener('input', () => {
        grow();
        suggestions.offer(field, list);
    });
    field.addEventListener('blur', () => suggestions.close(field, list));
    byId('skip-to-composer').addEventListener('click', focusField);
    onChange(['dialog', 'people'], draw);
    draw();
}

/** Moves the focus to the field, as soon as it is open. */
export function focusField() {
    isFocusWanted = field.disabled;
    field.focus();
}

/** Inserts a text into the field, as [put=...] and PUT buttons do. */
export function put(text) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    grow();
    field.focus();
}

function setText(text) {
    field.value = text;
    grow();
}

/** Sends a text immediately, as [send=...] and SEND buttons do. */
export function send(text) {
    return control.write(route.dialogId, text);
}

export function edit(message) {
    if (!edited) {
        aside = { text: field.value, replied };
    }

    edited = message;
    replied = null;
    setText(message.text);
    field.focus();
    showPurpose('Editing a message');
}

/** Makes the next message a reply. */
export function reply(message) {
    if (edited) {
        stop();
    }

    replied = message;
    showPurpose('Replying to ', element('bdi', {}, userName(message.authorId)), ': ', element('bdi', {}, plainText(message.text)));
    field.focus();
}

function showPurpose(...words) {
    fill(purpose, element('span', {}, ...words), button({ class: 'plain-button', click: cancel }, 'Cancel (Esc)'));
    purpose.hidden = false;
}

/** Ends an edit and restores the text and reply from before, or ends a reply and keeps its text. */
function stop() {
    const before = edited ? aside : { text: field.value, replied: null };
    edited = replied = null;
    purpose.hidden = true;
    setText(before.text);
    if (before.replied) {
        reply(before.replied);
    }
}

function cancel() {
    stop();
    field.focus();
}

function draw() {
    const key = `${route.userId} ${store.dialog.dialogId}`;
    if (key !== draftKey) {
        while (edited || replied) {
            stop();
        }

        drafts.set(draftKey, field.value);
        draftKey = key;
        field.value = drafts.get(key) ?? '';
        grow();
    }

    const { dialog } = store;
    const isOff = dialog.isTextFieldEnabled === false;
    const isClosed = !dialog.dialogId || (dialog.dialogId.startsWith('chat') && !dialog.exists);
    byId('composer').hidden = isClosed;
    field.disabled = attach.disabled = submit.disabled = isOff || isClosed;
    field.placeholder = isOff ? 'Turned off by the bot' : 'Write a message';
    field.setAttribute('aria-label', dialog.dialogId ? `Message to ${dialogTitle(dialog)}` : 'Message');
    if (isFocusWanted && !field.disabled) {
        focusField();
    }

    fill(hint, isOff ? '' : 'Enter to send, Shift+Enter for a new line, / for commands, @ to mention');
}

async function finish() {
    const text = field.value.trim();
    suggestions.close(field, list);
    if (!text) {
        return;
    }

    // The text is removed immediately, so that it can't be sent twice and the next text isn't lost. If it is refused, it is restored.
    const begun = { key: draftKey, text, edited, replied };
    field.value = '';
    grow();
    if (edited || replied) {
        stop();
    }

    begun.left = field.value;
    const answer = begun.edited ? await control.edit(begun.edited.id, text) : await control.write(route.dialogId, text, begun.replied?.id);
    if (!answer) {
        giveBack(begun);
    }
}

/** Inserts a refused text before the text that was begun since then. A refused edit is restored only if nothing else was begun. */
function giveBack(begun) {
    const before = (other) => [begun.text, other].filter(Boolean).join('\n');
    if (begun.key !== draftKey) {
        if (!begun.edited) {
            drafts.set(begun.key, before(drafts.get(begun.key)));
        }
    } else if (begun.edited) {
        if (!edited && field.value === begun.left) {
            edit(begun.edited);
            setText(begun.text);
        }
    } else if (edited) {
        aside = { text: before(aside.text), replied: aside.replied ?? begun.replied };
    } else {
        if (begun.replied && !replied) {
            reply(begun.replied);
        }

        setText(before(field.value));
    }
}

function onKey(event) {
    if (event.isComposing || suggestions.takeKey(event, field, list)) {
        return;
    }

    if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        finish();
    } else if (event.key === 'Escape' && (edited || replied)) {
        stop();
    } else if (event.key === 'ArrowUp' && !field.value && !edited) {
        editLast(event);
    }
}

function editLast(event) {
    const last = shownMessages().findLast((message) => message.authorId === route.userId && !message.isDeleted && message.text);
    if (last) {
        event.preventDefault();
        edit(last);
    }
}

async function sendFile() {
    const [file] = chooser.files;
    chooser.value = '';
    if (!file) {
        return;
    }

    if (file.size === 0) {
        toast("An empty file can't be sent.", { kind: 'error' });
        return;
    }

    // The text of an edit or a reply doesn't belong to the file.
    const begun = { key: draftKey, text: edited || replied ? '' : field.value.trim() };
    if (begun.text) {
        setText('');
    }

    if (!await control.sendFile(route.dialogId, file.name, await base64(file), begun.text)) {
        giveBack(begun);
    }
}

function grow() {
    field.style.setProperty('height', 'auto');
    field.style.setProperty('height', `${Math.min(field.scrollHeight + 2, 180)}px`);
}
