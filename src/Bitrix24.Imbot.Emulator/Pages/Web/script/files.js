// Files in messages, and files that are sent.

import { element } from './dom.js';
import { icon } from './icons.js';

export function fileSize(bytes) {
    const units = ['B', 'KB', 'MB', 'GB'];
    const power = bytes > 0 ? Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10)) : 0;
    return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

export function files(message) {
    return message.files.map((file) => element('div', { class: 'file-block' },
        file.image && element('a', { href: `files/${file.id}/content`, download: file.name },
            element('img', { class: 'picture', src: `files/${file.id}/picture`, alt: file.name, loading: 'lazy', ...pictureSize(file.image) })),
        element('div', { class: 'file' },
            element('span', { class: 'file-icon', 'aria-hidden': 'true' }, icon(['image', 'video', 'audio'].includes(file.type) ? file.type : 'file')),
            element('span', { class: 'file-text' },
                element('a', { href: `files/${file.id}/content`, download: file.name, 'data-key': `file-${file.id}` }, element('bdi', {}, file.name)),
                element('small', {}, fileSize(file.size))))));
}

/** The bytes of a chosen file as Base64 text. */
export async function base64(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const step = 0x8000;
    let binary = '';
    for (let at = 0; at < bytes.length; at += step) {
        binary += String.fromCharCode(...bytes.subarray(at, at + step));
    }

    return btoa(binary);
}

function pictureSize({ width, height }) {
    const scale = Math.min(1, 320 / width, 320 / height);
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
