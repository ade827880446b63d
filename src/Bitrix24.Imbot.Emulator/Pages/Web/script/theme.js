// The colour scheme: as the system says, or the one that was chosen here.

import { fill } from './dom.js';
import { icon } from './icons.js';

const themes = {
    auto: { sign: 'half', label: 'Colours: as the system' },
    light: { sign: 'sun', label: 'Colours: light' },
    dark: { sign: 'moon', label: 'Colours: dark' },
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
