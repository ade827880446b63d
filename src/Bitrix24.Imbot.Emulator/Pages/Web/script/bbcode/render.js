// Renders a text with BB codes as elements.

import { act } from '../message-actions.js';
import { hexColor } from '../colors.js';
import { button, element } from '../dom.js';
import { link, remotePicture, safeAddress } from '../links.js';
import { formatted } from '../time.js';
import { blocks } from './blocks.js';
import { parse } from './parse.js';

const pictureWidths = { small: 120, medium: 240, large: 420 };
const bareAddress = /\b(?:https?:\/\/|mailto:)[^\s<>"'\[\]]{1,2000}[^\s<>"'\[\].,;:!?)]/gi;

/** Renders the whole text, with quotes as blocks. */
export function renderText(text) {
    return blocks(text).map((block) => {
        switch (block.kind) {
            case 'quote':
                return element('blockquote', { dir: 'auto' }, renderInline(block.text));
            case 'citation':
                return element('blockquote', { class: 'citation', dir: 'auto' },
                    block.author && element('cite', {}, `${block.author} `, element('small', {}, block.date)),
                    renderInline(block.text));
            default:
                return element('div', { dir: 'auto' }, renderInline(block.text));
        }
    });
}

export function renderInline(text) {
    return renderNodes(parse(text));
}

/** The text without BB codes, for lists and screen readers. */
export function plainText(text) {
    const flat = (nodes) => nodes.map((node) => {
        if (typeof node === 'string') {
            return node;
        }

        switch (node.tag) {
            case 'br': return ' ';
            case 'img': return '(picture)';
            case 'icon': return node.options.title ?? '';
            case 'disk': return '(file)';
            case 'timestamp': return formatted(Number(node.first), node.options.format ?? '');
            default: return flat(node.children);
        }
    }).join('');
    return flat(parse(text)).replace(/\s+/g, ' ').trim();
}

const renderers = {
    b: (node) => element('strong', {}, renderNodes(node.children)),
    i: (node) => element('em', {}, renderNodes(node.children)),
    u: (node) => element('u', {}, renderNodes(node.children)),
    s: (node) => element('s', {}, renderNodes(node.children)),
    br: () => element('br'),
    code: (node) => element('pre', { tabindex: '0', 'aria-label': 'Code' }, element('code', {}, node.children[0].replace(/^\n|\n$/g, ''))),
    size: (node) => {
        const pixels = Math.min(30, Math.max(8, parseInt(node.value, 10)));
        return pixels && element('span', { style: { 'font-size': `${pixels}px` } }, renderNodes(node.children));
    },
    color: (node) => {
        const color = hexColor(node.value);
        return color && element('span', { class: 'colored', style: { '--given-color': color } }, renderNodes(node.children));
    },
    url: (node) => {
        const address = node.value || textOf(node.children);
        return safeAddress(address) && link(address, renderWithoutLinks(node.children));
    },
    user: (node) => (node.value.toLowerCase() === 'all'
        ? element('strong', { class: 'mention' }, renderNodes(node.children))
        : /^\d+$/.test(node.first) && button({ class: 'mention', click: () => act.openDialog(node.first) }, renderNodes(node.children))),
    chat: (node) => (/^\d+$/.test(node.value)
        ? button({ class: 'mention', click: () => act.openDialog(`chat${node.value}`) }, renderNodes(node.children))
        : element('strong', { class: 'mention' }, renderNodes(node.children))),
    context: (node) => button({ class: 'text-button', click: () => act.showMessage(node.value) }, renderNodes(node.children)),
    put: (node) => button({ class: 'text-button', click: () => act.put(node.value || textOf(node.children)) }, renderNodes(node.children)),
    send: (node) => button({ class: 'text-button', click: () => act.send(node.value || textOf(node.children)) }, renderNodes(node.children)),
    call: (node) => button({ class: 'text-button', click: () => act.call(node.value || textOf(node.children)) }, renderNodes(node.children)),
    img: (node) => {
        const width = pictureWidths[(node.options.size ?? '').toLowerCase()];
        return width && safeAddress(node.children[0]) && remotePicture(node.children[0].trim(), { width });
    },
    icon: (node) => safeAddress(node.first) && remotePicture(node.first, {
        name: node.options.title, width: node.options.size ?? 20, className: 'inline-icon',
    }),
    timestamp: (node) => /^\d{1,12}$/.test(node.first) && element('time', {}, formatted(Number(node.first), node.options.format ?? '')),
    disk: (node) => /^\d+$/.test(node.value) && element('a', { href: `files/${node.value}/content`, download: '' }, `File ${node.value}`),
};

/** A node that can't be rendered, such as a link to javascript:, is shown as text. */
function renderNodes(nodes) {
    return nodes.map((node) => {
        if (typeof node === 'string') {
            return withLinks(node);
        }

        return renderers[node.tag](node) || [node.opening, renderNodes(node.children), node.closing];
    });
}

/** Plain addresses in a text become links. */
function withLinks(text) {
    const parts = [];
    let last = 0;
    for (const match of text.matchAll(bareAddress)) {
        parts.push(text.slice(last, match.index), link(match[0], match[0]));
        last = match.index + match[0].length;
    }

    parts.push(text.slice(last));
    return parts;
}

/** The caption of a link can't contain links. */
function renderWithoutLinks(nodes) {
    return nodes.map((node) => (typeof node === 'string' ? node : ['b', 'i', 'u', 's', 'size', 'color'].includes(node.tag)
        ? renderers[node.tag]({ ...node, children: [textOf(node.children)] })
        : textOf([node])));
}

function textOf(nodes) {
    return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('').trim();
}
