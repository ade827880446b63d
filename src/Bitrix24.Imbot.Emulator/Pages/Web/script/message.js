// One message of a conversation.

import { attachments } from './attachment.js';
import { avatar } from './avatar.js';
import { plainText, renderText } from './bbcode/render.js';
import { hexColor } from './colors.js';
import { button, element } from './dom.js';
import { files } from './files.js';
import { icon } from './icons.js';
import { keyboard } from './keyboard.js';
import { act } from './message-actions.js';
import { reactionChips, reactionName } from './reactions.js';
import { route } from './route.js';
import { store, userName } from './store.js';
import { clockTime, fullTime } from './time.js';

/** The element of a message. With "follows", the previous message has the same author, so the name is not repeated. */
export function messageElement(message, { follows, actions }) {
    if (message.isSystem) {
        return systemMessage(message);
    }

    const isOwn = message.authorId === route.userId;
    const author = store.users.get(message.authorId);
    return element('article', {
        class: `message ${isOwn ? 'own' : 'other'}${follows ? ' follows' : ''}${message.isDeleted ? ' deleted' : ''}`,
        'data-id': message.id,
        tabindex: '-1',
        'aria-label': describe(message),
    },
    isOwn ? null : avatar({ name: userName(message.authorId), color: author?.color, isBot: author?.isBot }),
    element('div', { class: 'message-column' },
        bubble(message, isOwn,
            !isOwn && !follows && element('div', { class: 'author colored', style: { '--given-color': hexColor(author?.color) ?? '#5e5f5e' } },
                element('bdi', {}, userName(message.authorId)),
                author?.isBot && element('span', { class: 'bot-mark' }, 'bot')),
            message.forward && element('div', { class: 'forwarded' }, 'Forwarded from ', element('bdi', {}, userName(message.forward.authorId))),
            message.reply && quoted(message.reply)),
        message.isDeleted ? null : keyboard(message)),
    message.isDeleted ? null : toolbar(message, isOwn, actions));
}

/** A message in words, for lists and announcements. */
export function describe(message) {
    const parts = [
        plainText(message.text),
        message.files.length > 0 && `${message.files.length === 1 ? 'file' : 'files'} ${message.files.map((file) => file.name).join(', ')}`,
        message.attach && 'with an attachment',
        message.keyboard.some((fields) => fields.TEXT) && 'with buttons',
        message.reactions.length > 0 && `reactions: ${message.reactions.map(({ reaction }) => reactionName(reaction)).join(', ')}`,
        message.isEdited && 'edited',
    ];
    return `${userName(message.authorId)}, ${clockTime(message.date)}: ${parts.filter(Boolean).join('; ')}`;
}

function systemMessage(message) {
    return element('article', { class: 'message system', 'data-id': message.id, tabindex: '-1', 'aria-label': describe(message) },
        element('div', { class: 'message-column' },
            element('div', { class: 'bubble' }, contents(message)),
            keyboard(message)));
}

/** The bubble of a message. If the message ends with a line of text, the time is next to that line. */
function bubble(message, isOwn, ...head) {
    const reactions = reactionChips(message);
    const foot = element('div', { class: 'foot' }, reactions, marks(message, isOwn));
    const made = element('div', { class: 'bubble' }, head, contents(message), foot);
    const text = foot.previousElementSibling;
    const last = text?.matches('.text') ? text.lastElementChild : null;
    if (!reactions && last?.matches('div') && !last.lastElementChild?.matches('pre:last-child')) {
        made.classList.add('brief');
        last.dataset.room = foot.textContent;
    }

    return made;
}

/** The content of a message. If a part of it can't be shown, its text is shown. */
function contents(message) {
    try {
        return [
            message.text && element('div', { class: 'text' }, renderText(message.text)),
            message.attach && attachments(message.attach),
            files(message),
        ];
    } catch (failure) {
        console.error(failure);
        return element('div', { class: 'text', dir: 'auto' }, message.text, element('em', {}, ' (A part of this message can\'t be shown.)'));
    }
}

function quoted(original) {
    return button({ class: 'reply', click: () => act.showMessage(`/${original.id}`) },
        element('bdi', { class: 'reply-author' }, userName(original.authorId)),
        element('span', { class: 'reply-text', dir: 'auto' }, plainText(original.text)));
}

function marks(message, isOwn) {
    const isRead = message.viewedBy.length > 0;
    const readers = message.viewedBy.map(userName).join(', ');
    return element('span', { class: 'marks' },
        message.isEdited && element('span', {}, 'edited '),
        element('time', { datetime: message.date, title: fullTime(message.date) }, clockTime(message.date)),
        isOwn && element('span', {
            class: `ticks${isRead ? ' read' : ''}`, title: isRead ? `Read by ${readers}` : 'Sent', role: 'img', 'aria-label': isRead ? 'Read' : 'Sent',
        }, isRead ? '\u2713\u2713' : '\u2713'));
}

function toolbar(message, isOwn, actions) {
    const isReactable = store.users.get(message.authorId)?.isReactionsEnabled !== false;
    return element('div', { class: 'tools', role: 'toolbar', 'aria-label': 'Message' },
        isReactable && tool('react', 'smile', 'React (R)', () => actions.react(message)),
        tool('reply', 'reply', 'Reply (Q)', () => actions.reply(message)),
        tool('forward', 'forward', 'Forward (F)', () => actions.forward(message)),
        tool('copy', 'copy', 'Copy the text', () => act.copy(message.text)),
        isOwn && tool('edit', 'pen', 'Edit (E)', () => actions.edit(message)),
        isOwn && tool('delete', 'bin', 'Delete (Del)', () => actions.remove(message)));
}

function tool(name, sign, label, click) {
    return button({ class: 'tool', 'aria-label': label, title: label, 'data-key': `tool-${name}`, click }, icon(sign));
}
