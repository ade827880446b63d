// The first screen: what a person can do here.

import { control } from './control.js';
import { button, byId, element, fill } from './dom.js';
import { act } from './message-actions.js';
import { go, onRoute, route } from './route.js';
import { onChange, store, userName } from './store.js';

export function setUpWelcome() {
    onChange(['people'], draw);
    onRoute(draw);
}

function draw() {
    const bots = [...store.users.values()].filter((user) => user.isBot && user.isActive && !user.isHidden);
    fill(byId('welcome'), element('div', { class: 'welcome-card' },
        element('h2', { id: 'welcome-title' }, 'Try your bot here'),
        element('p', {}, 'This is the messenger of a Bitrix24 portal that runs on your computer. You act as ', element('bdi', {}, userName(route.userId)), '.'),
        element('ol', { class: 'steps' },
            step('Connect your bot', 'Copy the setup commands, paste them into PowerShell, and run your script there.',
                button({ class: 'main-button', 'data-key': 'copy-setup', click: copySetup }, 'Copy the setup commands')),
            step('Write to it', 'Open a chat with a bot, and send a message.',
                bots.map((bot) => button({
                    class: 'plain-button', 'data-key': `write-${bot.id}`, click: () => go({ dialogId: String(bot.id) }),
                }, 'Write to ', element('bdi', {}, bot.name)))),
            step('See what it does', 'Each call of your bot is listed with its answer.',
                button({ class: 'plain-button', 'data-key': 'open-requests', click: () => go({ tab: 'requests' }) }, 'Open the requests')))));
}

function step(title, text, ...actions) {
    return element('li', {}, element('h3', {}, title), element('p', {}, text), element('div', { class: 'step-actions' }, actions));
}

async function copySetup() {
    const info = await control.info();
    if (info) {
        act.copy(info.setupCommands, 'Copied. Paste the commands into PowerShell.');
    }
}
