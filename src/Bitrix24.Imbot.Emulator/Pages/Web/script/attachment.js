// Attachments: blocks of text, links, people, tables, pictures, files and lines.

import { avatar } from './avatar.js';
import { renderInline } from './bbcode/render.js';
import { colorToken, hexColor } from './colors.js';
import { button, element } from './dom.js';
import { fileSize } from './files.js';
import { icon } from './icons.js';
import { link, remotePicture, safeAddress, setSize } from './links.js';
import { act } from './message-actions.js';

/** The maximum number of parts of an attachment. More could make the browser hang. */
const maxParts = 1000;

/** Returns all attachments of a message. The value can be a list, one attachment, or a plain list of blocks. */
export function attachments(value) {
    const given = list(value);
    const whole = given.some((entry) => entry.BLOCKS) ? given : [{ BLOCKS: given }];
    return whole.filter((entry) => list(entry.BLOCKS).length > 0).map(attachment);
}

function attachment(fields) {
    const made = element('div', { class: `attachment ${colorToken(fields.COLOR_TOKEN)}` },
        list(fields.BLOCKS).slice(0, maxParts).flatMap((block) => Object.entries(block)
            .filter(([kind]) => Object.hasOwn(kinds, kind))
            .map(([kind, content]) => kinds[kind](content ?? {}))));
    const color = hexColor(fields.COLOR);
    if (color) {
        made.style.setProperty('border-inline-start-color', color);
    }

    return made;
}

const kinds = {
    MESSAGE: (content) => element('div', { class: 'block-message', dir: 'auto' }, renderInline(String(content))),
    LINK: (content) => list(content).map((part) => element('div', { class: 'block-link' },
        element('div', { class: 'block-link-text' },
            target(part, String(part.NAME ?? part.LINK ?? '')),
            (part.HTML ?? part.DESC) && element('div', { class: 'block-description', dir: 'auto' }, renderInline(String(part.HTML ?? part.DESC)))),
        part.PREVIEW && remotePicture(part.PREVIEW, { name: `Preview of ${part.NAME ?? part.LINK}`, width: part.WIDTH, height: part.HEIGHT }))),
    USER: (content) => list(content).map((part) => element('div', { class: 'block-user' },
        avatar({ name: String(part.NAME), color: '#29619b', isBot: part.AVATAR_TYPE === 'BOT' || Boolean(part.BOT_ID) }),
        target(part, String(part.NAME)))),
    IMAGE: (content) => element('div', { class: 'block-images' }, list(content).slice(0, maxParts).map((part) => remotePicture(
        part.PREVIEW ?? part.LINK, { name: String(part.NAME ?? ''), width: part.WIDTH, height: part.HEIGHT }))),
    FILE: (content) => list(content).slice(0, maxParts).map((part) => element('div', { class: 'file' },
        element('span', { class: 'file-icon', 'aria-hidden': 'true' }, icon('file')),
        element('span', { class: 'file-text' },
            link(part.LINK, element('bdi', {}, String(part.NAME ?? part.LINK))),
            part.SIZE && element('small', {}, fileSize(Number(part.SIZE)))))),
    DELIMITER: (content) => {
        const made = element('hr');
        setSize(made, Number(content.SIZE) > 0 ? content.SIZE : 200);
        const color = hexColor(content.COLOR);
        if (color) {
            made.style.setProperty('border-color', color);
        }

        return made;
    },
    GRID: (content) => grid(list(content).slice(0, maxParts)),
};

/** The parts of a grid have one layout. If they differ, each sequence of the same layout becomes its own grid. */
function grid(parts) {
    const runs = [];
    for (const part of parts) {
        const display = ['BLOCK', 'LINE', 'ROW', 'TABLE'].includes(part.DISPLAY) ? part.DISPLAY : 'BLOCK';
        if (runs.at(-1)?.display === display) {
            runs.at(-1).parts.push(part);
        } else {
            runs.push({ display, parts: [part] });
        }
    }

    return runs.map((run) => element('dl', { class: `grid ${run.display.toLowerCase()}` }, run.parts.map(gridPart)));
}

function gridPart(part) {
    const value = part.VALUE === undefined || part.VALUE === null ? null : element('dd', { class: `colored-token ${colorToken(part.COLOR_TOKEN)}`, dir: 'auto' },
        part.LINK || part.USER_ID || part.CHAT_ID ? target(part, String(part.VALUE)) : renderInline(String(part.VALUE)));
    const color = hexColor(part.COLOR);
    if (color && value) {
        value.classList.add('colored');
        value.style.setProperty('--given-color', color);
    }

    const made = element('div', { class: 'grid-part' },
        part.NAME === undefined || part.NAME === null ? null : element('dt', { dir: 'auto' }, String(part.NAME)),
        value);
    if (part.DISPLAY !== 'TABLE') {
        setSize(part.DISPLAY === 'ROW' ? made.firstElementChild ?? made : made, part.WIDTH, part.HEIGHT);
    }

    return made;
}

/** A caption that opens a link, a person or a chat. */
function target(part, caption) {
    const dialogId = part.CHAT_ID ? `chat${Number(part.CHAT_ID)}` : String(Number(part.USER_ID ?? part.BOT_ID ?? 0) || '');
    if (part.LINK && safeAddress(part.LINK)) {
        return link(part.LINK, element('bdi', {}, caption));
    }

    return dialogId
        ? button({ class: 'text-button', click: () => act.openDialog(dialogId) }, element('bdi', {}, caption))
        : element('bdi', {}, caption);
}

function list(value) {
    if (Array.isArray(value)) {
        return value.filter((entry) => entry && typeof entry === 'object');
    }

    return value && typeof value === 'object' ? [value] : [];
}
