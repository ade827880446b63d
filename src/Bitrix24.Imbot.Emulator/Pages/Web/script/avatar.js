// The avatar of a person, bot or chat: initials on its color.

import { hexColor } from './colors.js';
import { element } from './dom.js';

export function avatar({ name, color, isBot = false }) {
    return element('span', {
        class: `avatar${isBot ? ' bot' : ''}`,
        'aria-hidden': 'true',
        style: { '--given-color': hexColor(color) ?? '#5e5f5e' },
    }, initials(name));
}

function initials(name) {
    const segments = name.trim().split(/\s+/).filter(Boolean);
    const letters = segments.slice(0, 2).map((word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '');
    return letters.join('').toUpperCase() || '?';
}
