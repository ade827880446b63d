// Decides which addresses become links, and which pictures are loaded.

import { element } from './dom.js';
import { icon } from './icons.js';

const linkSchemes = new Set(['http:', 'https:', 'mailto:']);
const remotePictures = new URLSearchParams(location.search).get('pictures') === 'remote';

/** Parses an address like a browser: http, https, mailto, or a path of the portal. Returns null for any other text. */
export function safeAddress(text) {
    const given = String(text ?? '').trim();
    if (!/^(https?:\/\/|mailto:|\/)/i.test(given)) {
        return null;
    }

    try {
        const address = new URL(given, location.origin);
        return linkSchemes.has(address.protocol) ? address : null;
    } catch {
        return null;
    }
}

/** A link that opens in a new tab, or only its caption if the address is not safe. */
export function link(address, ...caption) {
    const safe = safeAddress(address);
    return safe
        ? element('a', { href: safe.href, target: '_blank', rel: 'noopener noreferrer nofollow', title: safe.href }, ...caption)
        : element('span', {}, ...caption);
}

/** A picture from another site. It is loaded only if the person asked for such pictures; otherwise a note shows its name and its site. */
export function remotePicture(address, { name = '', width, height, className = 'picture' } = {}) {
    const safe = safeAddress(address);
    if (!safe || safe.protocol === 'mailto:') {
        return element('span', { class: 'picture-note' }, name || String(address));
    }

    if (remotePictures || safe.origin === location.origin) {
        const picture = element('img', { class: className, src: safe.href, alt: name || 'Picture', loading: 'lazy', referrerpolicy: 'no-referrer' });
        setSize(picture, width, height);
        return picture;
    }

    return element('span', { class: 'picture-note' },
        icon('image'),
        ' ',
        link(safe.href, name || `Picture from ${safe.host}`),
        ' ',
        element('button', { type: 'button', class: 'text-button', click: askForPictures }, 'Load pictures'));
}

export function setSize(target, width, height) {
    for (const [property, value] of [['width', width], ['height', height]]) {
        const pixels = Number(value);
        if (pixels > 0 && pixels <= 4000) {
            target.style.setProperty(property, `${pixels}px`);
        }
    }
}

/** The page's security policy forbids pictures from other sites. A reload with this parameter changes the policy. */
export function askForPictures() {
    location.assign(`${location.pathname}?pictures=remote${location.hash}`);
}
