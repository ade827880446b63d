// The color scheme: the setting of the system, or the choice of the person.

import { fill } from './dom.js';
import { icon } from './icons.js';

const themes = {
    auto: { sign: 'half', label: 'Colors: same as the system' },
    light: { sign: 'sun', label: 'Colors: light' },
    dark: { sign: 'moon', label: 'Colors: dark' },
};
const order = Object.keys(themes);

export function setUpTheme(button) {
    show(button, document.documentElement.dataset.theme ?? 'auto');
    button.addEventListener('click', () => {
        const current = document.documentElement.dataset.theme ?? 'auto';
        choose(button, order[(order.indexOf(current) + 1) % order.length]);
    });
}

function choose(button, theme) {
    if (theme === 'auto') {
        delete document.documentElement.dataset.theme;
        localStorage.removeItem('emulator.theme');
    } else {
        document.documentElement.dataset.theme = theme;
        localStorage.setItem('emulator.theme', theme);
    }

    show(button, theme);
}

function show(button, theme) {
    fill(button, icon(themes[theme].sign));
    button.setAttribute('aria-label', themes[theme].label);
    button.title = themes[theme].label;
}
