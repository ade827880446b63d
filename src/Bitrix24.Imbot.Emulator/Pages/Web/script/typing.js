// The activity indicators of bots.

import { byId, element, fill } from './dom.js';
import { portalNow, store, userName } from './store.js';

/** The time for an indicator without a duration. The time in the real messenger isn't known. */
const standardSeconds = 30;

const statuses = {
    IMBOT_AGENT_ACTION_THINKING: 'is thinking',
    IMBOT_AGENT_ACTION_SEARCHING: 'is looking for information',
    IMBOT_AGENT_ACTION_GENERATING: 'is preparing the answer',
    IMBOT_AGENT_ACTION_ANALYZING: 'is analyzing the request',
    IMBOT_AGENT_ACTION_PROCESSING: 'is processing data',
    IMBOT_AGENT_ACTION_TRANSLATING: 'is translating',
    IMBOT_AGENT_ACTION_CONNECTING: 'is connecting to a service',
    IMBOT_AGENT_ACTION_CHECKING: 'is checking data',
    IMBOT_AGENT_ACTION_CALCULATING: 'is calculating',
    IMBOT_AGENT_ACTION_READING_DOCS: 'is reading documents',
    IMBOT_AGENT_ACTION_COMPOSING: 'is composing the answer',
};

let timer = 0;

export function showTyping() {
    clearTimeout(timer);
    const now = portalNow();
    const current = (store.dialog.actions ?? [])
        .map((action) => ({ ...action, ends: action.time + (action.duration ?? standardSeconds) * 1000 }))
        .filter((action) => action.ends > now);
    const text = current.map(({ botId, code }) => `${userName(botId)} ${Object.hasOwn(statuses, code ?? '') ? statuses[code] : 'is typing'}`).join(', ');
    const typing = byId('typing');
    if (typing.dataset.text !== text) {
        typing.dataset.text = text;
        fill(typing, text && [element('span', { class: 'dots', 'aria-hidden': 'true' }, element('i'), element('i'), element('i')), element('span', { dir: 'auto' }, text)]);
    }

    if (current.length > 0) {
        timer = setTimeout(showTyping, Math.min(...current.map((action) => action.ends)) - now + 50);
    }
}
